import { range, sum } from 'd3-array';
import { barsAndStripes } from '../data/bars.ts';
import type { Rng } from '../sim/index.ts';
import { mean } from '../sim/numbers.ts';
import {
  binaryStates,
  contrast,
  modelProbabilities,
  normal,
  owner,
  type Rbm,
  tf,
  visibleGivenHidden,
} from '../tf/index.ts';

/** Bars and stripes, and restricted Boltzmann machines so small that every average over their states can be summed. */

const SIZE = 3;
export const VISIBLE = SIZE ** 2;
const HIDDEN = 8;
export const PICTURES = barsAndStripes(SIZE);
/** Row of each picture among all 512 states. */
const CODES = PICTURES.map((picture) => sum(picture, (pixel, i) => pixel * 2 ** i));
/** Mean log-likelihood of fair coins for pixels, and of the best model of equally frequent pictures, in nats. */
export const FLOOR = -VISIBLE * Math.LN2;
export const CEILING = -Math.log(PICTURES.length);
/** The pictures, and all states of each layer: few enough here to sum over. The caller disposes them. */
export const enumerate = () => ({
  pictures: tf.tensor2d(PICTURES),
  visible: binaryStates(VISIBLE),
  hidden: binaryStates(HIDDEN),
});
type States = ReturnType<typeof enumerate>;

/** p(y | x) = Πᵢ σ((2yᵢ − 1)zᵢ) with z = xW + bias: rows for the states x, columns for the states y of the other layer. */
const conditional = (x: tf.Tensor2D, w: tf.Tensor2D, bias: tf.Tensor1D, y: tf.Tensor2D): tf.Tensor2D => {
  const z: tf.Tensor2D = tf.add(tf.matMul(x, w), bias);
  return tf.exp(tf.sub(tf.matMul(z, y, false, true), tf.sum(tf.softplus(z), 1, true)));
};

/** ∂ mean log p(v) / ∂θ over the pictures, with all 512 states for the model’s average. */
export const exactGradient = (rbm: Rbm, { pictures, visible }: States): Rbm =>
  contrast(rbm, pictures, visible, modelProbabilities(rbm, visible));

/** The mean of CD-k over all chains that could be drawn, for k = 1 … most: its bias without its noise. */
export function expectedSteps(rbm: Rbm, { pictures, visible, hidden }: States, most: number): Rbm[] {
  const up = conditional(visible, rbm.w, rbm.b, hidden);
  const down = conditional(hidden, tf.transpose(rbm.w), rbm.a, visible);
  let share: tf.Tensor2D = tf.tensor2d([
    range(2 ** VISIBLE).map((code) => (CODES.includes(code) ? 1 / CODES.length : 0)),
  ]);
  return range(most).map(() => {
    share = tf.matMul(tf.matMul(share, up), down);
    return contrast(rbm, pictures, visible, share);
  });
}

export const pictureProbabilities = (rbm: Rbm, { visible }: States): number[] =>
  tf.tidy(() => {
    const p = modelProbabilities(rbm, visible).dataSync();
    return CODES.map((code) => p[code] as number);
  });
/** Mean log-likelihood of the pictures; a probability that underflows counts as 1e-30. */
export const logLikelihood = (probabilities: readonly number[]) =>
  mean(probabilities.map((p) => Math.log(Math.max(p, 1e-30))));

/** Share of the pixels that one Gibbs step from a picture redraws wrongly, on average over all it could draw. */
export const reconstructionError = (rbm: Rbm, { pictures, hidden }: States) => {
  const redrawn = tf.matMul(conditional(pictures, rbm.w, rbm.b, hidden), visibleGivenHidden(rbm, hidden));
  return tf.mean(tf.abs(tf.sub(pictures, redrawn))).dataSync()[0] as number;
};

export function createMachine(rng: Rng) {
  const { variable, dispose } = owner();
  const w = variable(normal(rng, [VISIBLE, HIDDEN], 0.05) as tf.Tensor2D);
  const a = variable<tf.Rank.R1>(tf.zeros([VISIBLE]));
  const b = variable<tf.Rank.R1>(tf.zeros([HIDDEN]));
  return {
    rbm: { w, a, b } satisfies Rbm,
    /** θ ← θ + η · gradient */
    climb(gradient: Rbm, rate: number) {
      w.assign(tf.add(w, tf.mul(gradient.w, rate)));
      a.assign(tf.add(a, tf.mul(gradient.a, rate)));
      b.assign(tf.add(b, tf.mul(gradient.b, rate)));
    },
    copy(from: Rbm) {
      w.assign(from.w.clone());
      a.assign(from.a.clone());
      b.assign(from.b.clone());
    },
    dispose,
  };
}
