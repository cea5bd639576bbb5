import model, { iterationsPerEpoch } from '../models/batch-clock.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);

export default defineClaims([
  {
    text: '1,000 examples in batches of 100 make 10 iterations an epoch and 300 in 30 epochs; 1,050 make 11, or 10 if the last, smaller batch is dropped; a full batch makes 1.',
    seeds: 1,
    measure: () =>
      [
        [iterationsPerEpoch(1000, 100, false), 10],
        [30 * iterationsPerEpoch(1000, 100, false), 300],
        [iterationsPerEpoch(1050, 100, false), 11],
        [iterationsPerEpoch(1050, 100, true), 10],
        [iterationsPerEpoch(400, 400, false), 1],
      ].filter(([counted, stated]) => counted === stated).length,
    holds: (facts) => facts === 5,
    figure: 'counts of five as stated:',
  },
  {
    text: 'In ten shuffled epochs A, with batches of 10, and B, with all 200 at once, read every digit exactly ten times; A makes 200 iterations of it and B 10.',
    seeds: 10,
    measure(seed) {
      const [a, b] = trained(seed).snapshot.readers;
      if (a?.iterations !== 200 || b?.iterations !== 10) return Number.NaN;
      return Math.max(...[a, b].flatMap(({ least, most }) => [10 - least, most - 10]));
    },
    holds: (deviation) => deviation === 0,
    figure: 'largest deviation from ten readings',
  },
  {
    text: 'After those ten epochs A names at least 80 % of new digits right, and B at most half of them.',
    seeds: 10,
    measure: (seed) => Math.min(trained(seed).metrics.a - 0.8, 0.5 - trained(seed).metrics.b),
    holds: (margin) => margin >= 0,
    figure: 'the smaller of the two margins',
  },
  {
    text: 'After 200 iterations each they are level: the two shares differ by less than a tenth of the smaller one, though B has read 20 times as many digits.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed, { equal: 'iterations' });
      const [a, b] = [run.metrics.a, run.metrics.b];
      const [readA, readB] = run.snapshot.readers.map(({ read }) => read);
      return readB === 20 * (readA ?? 0) ? Math.max(a, b) / Math.min(a, b) : Number.NaN;
    },
    holds: (ratio) => ratio < 1.1,
    figure: 'larger share over smaller',
  },
  {
    text: 'Drawn with replacement, an epoch of 200 draws leaves out more than a quarter and less than half of the digits.',
    seeds: 10,
    measure: (seed) =>
      (trained(seed, { replacement: true, epochs: 1 }).snapshot.readers[0]?.never ?? Number.NaN) / 200,
    holds: (share) => share > 0.25 && share < 0.5,
    figure: 'share of the digits never read',
  },
  {
    text: 'Thirty iterations on batch A and then thirty on batch B leave at most a tenth of the new digits 0 to 4 named right; alternating, over the same number of iterations, more than half.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed, { scene: 'order' });
      return Math.min(0.1 - run.metrics.blocks, run.metrics.alternating - 0.5);
    },
    holds: (margin) => margin >= 0,
    figure: 'the smaller of the two margins',
  },
  {
    text: 'Three iterations on a batch before the other has its turn also end with fewer digits 0 to 4 named right than alternating does.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed, { scene: 'order' });
      return run.metrics.alternating - run.metrics.tripled;
    },
    holds: (difference) => difference > 0,
    figure: 'difference of the shares',
  },
  {
    text: 'At rate 0.5 batches of one learn nearly nothing: fewer than three new digits in ten are named right after ten epochs.',
    seeds: 5,
    measure: (seed) => trained(seed, { batchA: '1', rate: 0.5 }).metrics.a,
    holds: (share) => share < 0.3,
    figure: 'share of new digits named right',
  },
]);
