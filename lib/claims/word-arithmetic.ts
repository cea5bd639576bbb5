import { wordPairs } from '../data/grams.ts';
import { household, people, vocabulary } from '../data/household.ts';
import model, { negativeSampling } from '../models/word-arithmetic.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { adam, gradients, normal, owner, tf } from '../tf/index.ts';

const trained = runsOf(model);
const score = (seed: number, given: Partial<AnyValues> = {}) =>
  trained(seed, given).metrics as { usual: number; open: number };

/** Expected counts of real and random pairs per real pair, the random contexts drawn by plain frequency. */
function expected(seed: number, k: number) {
  const n = vocabulary.length;
  const real = new Float32Array(n * n);
  const pairs = wordPairs(household(createRng(seed).fork('text'), 600), 4, vocabulary);
  for (const [word, context] of pairs)
    real[word * n + context] = (real[word * n + context] as number) + 1 / pairs.length;
  const sums = vocabulary.map((_, i) => real.slice(i * n, (i + 1) * n).reduce((sum, p) => sum + p, 0));
  // Pairs are symmetric, so words and contexts occur equally often.
  const random = real.map((_, at) => k * (sums[Math.floor(at / n)] as number) * (sums[at % n] as number));
  /** PMI − log k; null where a pair was never seen. */
  const target = Array.from(real, (p, at) => (p > 0 ? Math.log(p / (random[at] as number)) : null));
  return { n, real, random, target };
}

export default defineClaims([
  {
    text: 'With random words drawn by plain frequency, the loss is stationary at dot products of PMI − log k, for every pair that occurs.',
    seeds: 1,
    measure: (seed) =>
      tf.tidy(() => {
        const { n, real, random, target } = expected(seed, 5);
        const s = tf.tensor2d(
          target.map((v) => v ?? 0),
          [n, n],
        );
        const slope = tf.grad((x) =>
          negativeSampling(x as tf.Tensor2D, tf.tensor2d(real, [n, n]), tf.tensor2d(random, [n, n])),
        )(s);
        return Math.max(...[...slope.dataSync()].map((g, at) => (target[at] === null ? 0 : Math.abs(g))));
      }),
    holds: (slope) => slope < 1e-6,
    figure: 'largest slope',
  },
  {
    text: 'Trained on these expected counts with 31 numbers a word, the dot products do become PMI − log k: their correlation over the pairs that occur is above 0.98.',
    seeds: 3,
    measure(seed) {
      const { n, real, random, target } = expected(seed, 2);
      const { own, variable, dispose } = owner();
      const [p, q] = [own(tf.tensor2d(real, [n, n])), own(tf.tensor2d(random, [n, n]))];
      const rng = createRng(seed).fork('weights');
      const tables = [variable(normal(rng, [n, n], 0.1)), variable(normal(rng, [n, n], 0.1))];
      const [v, u] = tables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor2D];
      const optimizer = adam(tables, 0.03);
      for (let i = 0; i < 800; i++)
        tf.tidy(() =>
          optimizer.apply(
            gradients(() => negativeSampling(tf.matMul(v, u, false, true), p, q), tables).gradients,
          ),
        );
      const s = tf.tidy(() => [...tf.matMul(v, u, false, true).dataSync()]);
      optimizer.dispose();
      dispose();
      const seen = s.flatMap((x, at) => (target[at] == null ? [] : [[x, target[at]] as [number, number]]));
      const mean = (f: (pair: [number, number]) => number) =>
        seen.reduce((sum, pair) => sum + f(pair), 0) / seen.length;
      const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
      return (
        mean(([x, y]) => (x - mx) * (y - my)) /
        Math.sqrt(mean(([x]) => (x - mx) ** 2) * mean(([, y]) => (y - my) ** 2))
      );
    },
    holds: (r) => r > 0.98,
    figure: 'correlation',
  },
  {
    text: 'No sentence names two of the people.',
    seeds: 1,
    measure: (seed) =>
      household(createRng(seed), 2000).filter((s) => s.filter((word) => word in people).length > 1).length,
    holds: (n) => n === 0,
    figure: 'sentences of 2,000 that do',
  },
  {
    text: 'At the default settings at least nine analogies in ten come out right, under either rule.',
    seeds: 10,
    measure: (seed) => Math.min(score(seed).usual, score(seed).open),
    holds: (share) => share >= 0.9,
    figure: 'share right, under the stricter rule',
  },
  {
    text: 'King − man + woman is then nearest to queen, its own words included.',
    seeds: 10,
    measure: (seed) => Number(trained(seed).snapshot.answers[0]?.word === 'queen'),
    holds: (yes) => yes === 1,
    figure: 'queen comes first (1 = yes):',
  },
  {
    text: 'With a window of one word, more than half still come out right under the usual rule.',
    seeds: 10,
    measure: (seed) => score(seed, { window: 1 }).usual,
    holds: (share) => share > 0.5,
    figure: 'share right',
  },
  {
    text: 'Let every word answer, and at a window of one word the share falls by more than 20 points.',
    seeds: 10,
    measure: (seed) => score(seed, { window: 1 }).usual - score(seed, { window: 1 }).open,
    holds: (difference) => difference > 0.2,
    figure: 'share right under the usual rule minus without it',
  },
  {
    text: 'With two numbers a word fewer than half come out right.',
    seeds: 10,
    measure: (seed) => score(seed, { d: 2 }).usual,
    holds: (share) => share < 0.5,
    figure: 'share right',
  },
  {
    text: 'With 60 sentences the share right when every word may answer differs between seeds by more than ten points.',
    seeds: 1,
    measure() {
      const shares = [1, 2, 3, 4, 5, 6].map((seed) => score(seed, { sentences: 60 }).open);
      return Math.max(...shares) - Math.min(...shares);
    },
    holds: (range) => range > 0.1,
    figure: 'range over six seeds',
  },
]);
