import { range } from 'd3-array';
import type { Rng } from '../sim/index.ts';
import {
  bernoulli,
  contrast,
  gibbs,
  hiddenGivenVisible,
  normal,
  owner,
  type Rbm,
  sgd,
  tf,
  visibleGivenHidden,
} from '../tf/index.ts';

/** Gibbs steps of the top machine before it dreams. */
const SWEEPS = 40;

/**
 * A stack of restricted Boltzmann machines that is trained greedily, from the bottom up: a deep belief net (Hinton, Osindero and
 * Teh 2006). Its weights start from N(0, stddev²), its biases from 0; `sizes` from the pixels to the top.
 */
export function beliefNet(sizes: readonly number[], stddev: number, rng: Rng) {
  const { own, variable, dispose } = owner();
  const [weights, chains] = [rng.fork('weights'), rng.fork('chains')];
  const machines = range(sizes.length - 1).map((l) => {
    const [below, above] = [sizes[l] as number, sizes[l + 1] as number];
    return {
      w: variable(normal(weights, [below, above], stddev)) as tf.Variable<tf.Rank.R2>,
      a: variable(tf.zeros([below])) as tf.Variable<tf.Rank.R1>,
      b: variable(tf.zeros([above])) as tf.Variable<tf.Rank.R1>,
    };
  });
  const rules = machines.map(({ w, a, b }) => own(sgd([w, a, b], 0.3, 0.5)));
  return {
    machines,
    /** One update of machine l by CD-1 (Hinton 2002); its data are what the machines below it make of the pictures. */
    train: (l: number, pictures: tf.Tensor2D) =>
      tf.tidy(() => {
        const v = machines.slice(0, l).reduce((h, machine) => hiddenGivenVisible(machine, h), pictures);
        const machine = machines[l] as Rbm;
        const { w, a, b } = contrast(machine, v, gibbs(machine, v, 1, chains));
        rules[l]?.apply([w, a, b].map((g) => tf.neg(g)));
      }),
    dispose,
  };
}

/** From coin flips the undirected machine on top is run for a while; then one directed pass, down to grey levels. */
export const dream = (stack: readonly Rbm[], count: number, rng: Rng): number[][] =>
  tf.tidy(() => {
    const top = stack.at(-1) as Rbm;
    const coins = bernoulli(rng, tf.fill([count, top.a.shape[0]], 0.5));
    const h = bernoulli(rng, hiddenGivenVisible(top, gibbs(top, coins, SWEEPS, rng)));
    const levels = stack.reduceRight<tf.Tensor2D>((state, machine, l) => {
      const p = visibleGivenHidden(machine, state);
      return l ? bernoulli(rng, p) : p;
    }, h);
    return levels.arraySync();
  });
