import model, { logNormal } from '../models/learn-the-constant.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const metric = (seed: number, given: Partial<AnyValues>, name: keyof typeof model.metrics) =>
  run(seed, given).metrics[name];
/** How far log area is from 0: the error of the constant c at the learned width. */
const errorOfC = (seed: number, given: Partial<AnyValues>) => Math.abs(Math.log(metric(seed, given, 'area')));
/** Of the errors over the first n seeds. */
const errors = (n: number, given: Partial<AnyValues>) =>
  Array.from({ length: n }, (_, i) => errorOfC(i + 1, given)).sort((a, b) => a - b);
const median = (sorted: readonly number[]) =>
  ((sorted[Math.floor((sorted.length - 1) / 2)] as number) +
    (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) /
  2;
const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, v) => sum + v ** 2, 0) / values.length);
const of = (seed: number, name: keyof typeof model.metrics, given: Partial<AnyValues> = {}) =>
  metric(seed, { scene: 'words', k: 5, ...given }, name);

export default defineClaims([
  {
    text: 'The true curve, N(1, 0.7²), has area 1 at c = −0.562.',
    seeds: 1,
    measure: () => logNormal(1, 1, 0.7),
    holds: (c) => Math.abs(c + 0.562264) < 1e-6,
    figure: 'log of the density at its peak',
  },
  {
    text: 'Where model and noise have the same density, a point is data with probability 1/2 at k = 1 and 1/6 at k = 5: at the start, e⁰ = 1, the picture says so.',
    seeds: 1,
    measure: () => {
      // Noise of N(0, 1/√2π) has density 1 at 0, where the untrained curve, too, is 1.
      const noiseSd = 1 / Math.sqrt(2 * Math.PI);
      const at = (k: number) => {
        const { density } = run(1, { k, noiseSd }, 0).snapshot;
        return density?.isData[density.x.indexOf(0)] ?? Number.NaN;
      };
      return Math.abs(at(1) - 1 / 2) + Math.abs(at(5) - 1 / 6);
    },
    holds: (error) => error < 0.005,
    figure: 'sum of both errors',
  },
  {
    text: 'With wide noise, N(0, 2²), and ten noise points per data point the area ends within a tenth of 1, though nothing in the loss asks for it.',
    seeds: 10,
    measure: (seed) => metric(seed, {}, 'area'),
    holds: (area) => Math.abs(area - 1) < 0.1,
    figure: 'area',
  },
  {
    text: 'Over twenty seeds the root mean square error of the constant is at most 0.7 times as large with twenty noise points per data point as with one.',
    seeds: 1,
    measure: () => rms(errors(20, { k: 20 })) / rms(errors(20, { k: 1 })),
    holds: (ratio) => ratio < 0.7,
    figure: 'error at k = 20 over that at k = 1',
  },
  {
    text: 'Noise of standard deviation 0.3 leaves the constant off by more than 0.1, in the median over ten seeds.',
    seeds: 1,
    measure: () => median(errors(10, { noiseSd: 0.3 })),
    holds: (error) => error > 0.1,
    figure: 'median error of c',
  },
  {
    text: 'Noise far off, N(4, 0.5²), usually leaves the area under a half or over 2.',
    seeds: 10,
    needed: 7,
    measure: (seed) => errorOfC(seed, { noiseMean: 4, noiseSd: 0.5 }),
    holds: (error) => error > Math.log(2),
    figure: 'error of c',
  },
  {
    text: 'Without noise nothing moves: the three parameters stay at 0.',
    seeds: 1,
    measure: (seed) => {
      const { density } = run(seed, { k: 0 }).snapshot;
      return Math.abs(density?.c ?? 1) + Math.abs(density?.mu ?? 1) + Math.abs((density?.lambda ?? 0) - 1);
    },
    holds: (moved) => moved === 0,
    figure: 'distance moved',
  },
  {
    text: 'Of the three sums of eˢ over the 50 words, NCE’s is the one nearest 1, and within 5 % of it.',
    seeds: 10,
    measure: (seed) => {
      const nearest = of(seed, 'offNce') < Math.min(of(seed, 'offSoftmax'), of(seed, 'offNegative'));
      return nearest ? of(seed, 'sumNce') : 0;
    },
    holds: (sum) => Math.abs(sum - 1) < 0.05,
    figure: 'NCE’s sum (0 where another is nearer)',
  },
  {
    text: 'With k = 5 uniform noise words per word, negative sampling’s sum ends within 5 % of V/k = 10.',
    seeds: 10,
    measure: (seed) => of(seed, 'sumNegative'),
    holds: (sum) => Math.abs(sum / 10 - 1) < 0.05,
    figure: 'sum of eˢ',
  },
  {
    text: 'NCE learns the word frequencies as full softmax does: both end within a KL divergence of 0.01 nats of the truth.',
    seeds: 10,
    measure: (seed) => Math.max(of(seed, 'klSoftmax'), of(seed, 'klNce')),
    holds: (kl) => kl < 0.01,
    figure: 'the larger of the two, in nats',
  },
  {
    text: 'With noise words drawn by frequency to the power ¾ negative sampling’s scores are no log-probabilities: divided by their sum, they are more than 0.3 nats off, NCE’s less than 0.01.',
    seeds: 10,
    measure: (seed) =>
      of(seed, 'klNce', { noise: 'unigram' }) < 0.01 ? of(seed, 'klNegative', { noise: 'unigram' }) : 0,
    holds: (kl) => kl > 0.3,
    figure: 'KL divergence of negative sampling (0 where NCE’s is 0.01 or more)',
  },
]);
