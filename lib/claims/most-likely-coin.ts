import model, { logLikelihood } from '../models/most-likely-coin.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { deviation, mean } from '../sim/numbers.ts';

const run = runsOf(model);
const location = (seed: number) => run(seed, { scene: 'location' });

/** Relative error of √(p(1 − p)/n) as the spread of the 500 estimates of the demo. */
function spreadError(heads: number, tails: number, seed: number): number {
  const { repeats } = run(seed, { heads, tails }).snapshot;
  const n = heads + tails;
  const all = repeats.flatMap((times, h) => Array.from({ length: times }, () => h / n));
  return deviation(all) / Math.sqrt(0.25 / n) - 1;
}

export default defineClaims([
  {
    text: 'Heads, tails, tails, tails, in this order, have likelihood 0.0625 at p = 0.5, 0.0864 at 0.4 and at most 0.1055, at p = 1/4.',
    seeds: 1,
    measure: () => {
      const exact = [
        [0.5, 0.0625],
        [0.45, 0.0749],
        [0.4, 0.0864],
        [0.35, 0.0961],
        [0.25, 0.1055],
      ] as const;
      return Math.max(...exact.map(([p, value]) => Math.abs(Math.exp(logLikelihood(p, 1, 3)) - value)));
    },
    holds: (error) => error < 5e-5,
    figure: 'largest difference from those figures',
  },
  {
    text: 'Climbing the log-likelihood from p = 0.5 ends at h/n for 1 of 4, 7 of 10 and 3 of 23.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[
          [1, 3],
          [7, 3],
          [3, 20],
        ].map(([heads = 0, tails = 0]) =>
          Math.abs((run(1, { heads, tails }).metrics.estimate ?? 9) - heads / (heads + tails)),
        ),
      ),
    holds: (error) => error < 1e-3,
    figure: 'largest error',
  },
  {
    text: 'Four heads of four: without a prior the estimate climbs above 0.95 and goes on; with a prior Beta(2, 2) it stops at 5/6.',
    seeds: 1,
    measure: () => {
      const [free, held] = [run(1, { heads: 4, tails: 0 }), run(1, { heads: 4, tails: 0, prior: 2 })];
      return (free.metrics.estimate ?? 0) > 0.95 ? Math.abs((held.metrics.estimate ?? 0) - 5 / 6) : 1;
    },
    holds: (error) => error < 1e-3,
    figure: 'distance of the estimate with a prior from 5/6',
  },
  {
    text: 'The estimates of 500 repeats of 20 tosses spread as √(p(1 − p)/n) says, to within a tenth.',
    seeds: 20,
    needed: 19,
    measure: (seed) => spreadError(10, 10, seed),
    holds: (error) => Math.abs(error) < 0.1,
    figure: 'relative deviation',
  },
  {
    text: 'One of 21 points at 15 instead of 0 drags the Gaussian estimate more than twice as far as the Laplace one.',
    seeds: 20,
    measure(seed) {
      const { movedGaussian = 0, movedLaplace = 9 } = location(seed).metrics;
      return movedGaussian / Math.max(movedLaplace, 1e-3);
    },
    holds: (ratio) => ratio > 2,
    figure: 'distance moved: Gaussian over Laplace',
  },
  {
    text: 'The Gaussian estimate ends at the mean of the points, the Laplace one at their median, to within 0.02.',
    seeds: 20,
    measure(seed) {
      const { points, location: at } = location(seed).snapshot;
      const all = [...points, 15].sort((a, b) => a - b);
      return Math.max(Math.abs(at.gaussian - mean(all)), Math.abs(at.laplace - (all[10] as number)));
    },
    holds: (error) => error < 0.02,
    figure: 'larger of the two errors',
  },
  {
    text: 'Divided by n, the maximum-likelihood variance of 5 standard normal draws is 0.8 on average, not 1.',
    seeds: 1,
    measure: () => {
      const rng = createRng(1);
      const variance = () => {
        const draws = Array.from({ length: 5 }, () => rng.normal());
        return mean(draws.map((x) => (x - mean(draws)) ** 2));
      };
      return mean(Array.from({ length: 5000 }, variance));
    },
    holds: (average) => Math.abs(average - 0.8) < 0.03,
    figure: 'mean of 5,000 estimates',
  },
]);
