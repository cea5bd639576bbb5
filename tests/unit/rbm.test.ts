import { describe, expect, it } from 'vitest';
import { barsAndStripes } from '@/lib/data/bars.ts';
import { createRng } from '@/lib/sim';
import {
  binaryStates,
  contrast,
  energy,
  freeEnergy,
  gibbs,
  hiddenGivenVisible,
  modelProbabilities,
  normal,
  type Rbm,
  tf,
  visibleGivenHidden,
} from '@/lib/tf/index.ts';

const [VISIBLE, HIDDEN] = [4, 3];
const rng = createRng('rbm');
const rbm: Rbm = {
  w: normal(rng, [VISIBLE, HIDDEN]) as tf.Tensor2D,
  a: normal(rng, [VISIBLE]) as tf.Tensor1D,
  b: normal(rng, [HIDDEN]) as tf.Tensor1D,
};
const [w, a, b] = [rbm.w.arraySync(), rbm.a.arraySync(), rbm.b.arraySync()];
const states = (n: number) => binaryStates(n).arraySync();
const [vs, hs] = [states(VISIBLE), states(HIDDEN)];

/** E(v, h) by its definition, term by term. */
const E = (v: number[], h: number[], weights = w) =>
  -v.reduce((sum, vi, i) => sum + vi * (a[i] as number), 0) -
  h.reduce((sum, hj, j) => sum + hj * (b[j] as number), 0) -
  v.reduce((sum, vi, i) => sum + h.reduce((s, hj, j) => s + vi * hj * (weights[i]?.[j] as number), 0), 0);
const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);
const unnormalised = (v: number[], weights = w) => total(hs.map((h) => Math.exp(-E(v, h, weights))));
const probability = (v: number[], weights = w) =>
  unnormalised(v, weights) / total(vs.map((each) => unnormalised(each, weights)));

describe('the restricted Boltzmann machine, against the sum over all its states', () => {
  it('has energy and free energy as defined', () => {
    const h = [1, 0, 1];
    const energies = energy(rbm, tf.tensor2d(vs), tf.tensor2d(vs.map(() => h))).arraySync();
    const free = freeEnergy(rbm, tf.tensor2d(vs)).arraySync();
    vs.forEach((v, i) => {
      expect(energies[i]).toBeCloseTo(E(v, h), 5);
      expect(Math.exp(-(free[i] as number)) / unnormalised(v)).toBeCloseTo(1, 4);
    });
  });

  it('has the conditionals that the joint distribution implies', () => {
    const up = hiddenGivenVisible(rbm, tf.tensor2d(vs)).arraySync();
    const down = visibleGivenHidden(rbm, tf.tensor2d(hs)).arraySync();
    const joint = (v: number[], h: number[]) => Math.exp(-E(v, h));
    vs.forEach((v, n) => {
      for (let j = 0; j < HIDDEN; j++) {
        const on = total(hs.map((h) => (h[j] as number) * joint(v, h)));
        expect(up[n]?.[j]).toBeCloseTo(on / total(hs.map((h) => joint(v, h))), 5);
      }
    });
    hs.forEach((h, n) => {
      for (let i = 0; i < VISIBLE; i++) {
        const on = total(vs.map((v) => (v[i] as number) * joint(v, h)));
        expect(down[n]?.[i]).toBeCloseTo(on / total(vs.map((v) => joint(v, h))), 5);
      }
    });
  });

  it('has the model’s probabilities, and the gradient of the log-likelihood as a difference of averages', () => {
    const all = tf.tensor2d(vs);
    const p = modelProbabilities(rbm, all);
    vs.forEach((v, i) => {
      expect(p.dataSync()[i]).toBeCloseTo(probability(v), 5);
    });
    const data = [vs[3], vs[5], vs[12]] as number[][];
    const gradient = contrast(rbm, tf.tensor2d(data), all, p).w.arraySync();
    const likelihood = (i: number, j: number, by: number) => {
      const moved = w.map((row, r) => row.map((x, c) => (r === i && c === j ? x + by : x)));
      return total(data.map((v) => Math.log(probability(v, moved)))) / data.length;
    };
    for (let i = 0; i < VISIBLE; i++)
      for (let j = 0; j < HIDDEN; j++)
        expect(gradient[i]?.[j]).toBeCloseTo((likelihood(i, j, 1e-4) - likelihood(i, j, -1e-4)) / 2e-4, 4);
  });

  it('samples the model, once its chains are long', () => {
    const n = 4000;
    const ends = gibbs(rbm, tf.zeros([n, VISIBLE]), 100, createRng('chains')).arraySync();
    vs.forEach((v) => {
      const share = ends.filter((end) => end.join() === v.join()).length / n;
      expect(Math.abs(share - probability(v))).toBeLessThan(0.03);
    });
  });
});

it('knows the 14 bars and stripes of 3 × 3, each once', () => {
  const pictures = barsAndStripes(3).map((picture) => picture.join(''));
  expect(new Set(pictures).size).toBe(14);
  expect(pictures).toContain('111000111');
  expect(pictures).toContain('010010010');
  expect(pictures).not.toContain('111010111');
});
