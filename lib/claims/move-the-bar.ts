import model, { accuracy, type Counts, f1, precision, recall, swapped } from '../models/move-the-bar.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
/** The same fruits, cut at half the best F1. */
const byRule = (seed: number) =>
  trained(seed, { cut: Math.round((100 * (trained(seed).metrics.best ?? 0)) / 2) / 100 });

/** How many of these are so to rounding. */
const agree = (pairs: readonly (readonly [number | null, number | null])[]) =>
  pairs.filter(([a, b]) => a === b || (a !== null && b !== null && Math.abs(a - b) < 1e-9)).length;

export default defineClaims([
  {
    text: 'Of 99 apples and 1 orange, all called apples, 99 % are right; F1 for orange is 0, with a precision of 0/0, and F1 for apple 198/199.',
    seeds: 1,
    measure() {
      const fruit: Counts = { tp: 0, fp: 0, fn: 1, tn: 99 };
      return agree([
        [accuracy(fruit), 0.99],
        [recall(fruit), 0],
        [precision(fruit), null],
        [f1(fruit), 0],
        [f1(swapped(fruit)), 198 / 199],
        [accuracy(swapped(fruit)), 0.99],
      ]);
    },
    holds: (facts) => facts === 6,
    figure: 'facts of six as stated:',
  },
  {
    text: 'With a precision of 0.9 and a recall of 0.6, F1 is 0.72; their arithmetic mean is 0.75.',
    seeds: 1,
    measure() {
      const counts: Counts = { tp: 54, fp: 6, fn: 36, tn: 4 };
      return agree([
        [precision(counts), 0.9],
        [recall(counts), 0.6],
        [f1(counts), 0.72],
        [(0.9 + 0.6) / 2, 0.75],
      ]);
    },
    holds: (facts) => facts === 4,
    figure: 'facts of four as stated:',
  },
  {
    text: 'To call every fruit an orange gives F1 = 2π/(1 + π), where π is the share of oranges in the test.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[0.02, 0.1, 0.5].map((oranges) =>
          Math.abs((trained(1, { oranges, cut: 0 }).metrics.f1 ?? 0) - (2 * oranges) / (1 + oranges)),
        ),
      ),
    holds: (error) => error < 1e-9,
    figure: 'largest difference',
  },
  {
    text: 'With one orange in ten fruits the cut-off of the best F1 lies below a half.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.bestCut ?? 1,
    holds: (cut) => cut < 0.48,
    figure: 'best cut-off',
  },
  {
    text: 'Half the best F1, taken as the cut-off, keeps at least 95 % of it.',
    seeds: 10,
    measure: (seed) => (byRule(seed).metrics.f1 ?? 0) / (trained(seed).metrics.best ?? 1),
    holds: (kept) => kept >= 0.95,
    figure: 'share of the best F1',
  },
  {
    text: 'There the accuracy is lower than at 0.5, though F1 is higher.',
    seeds: 10,
    measure(seed) {
      const [rule, half] = [byRule(seed).metrics, trained(seed).metrics];
      return (rule.f1 ?? 0) > (half.f1 ?? 1) ? (half.accuracy ?? 0) - (rule.accuracy ?? 0) : -1;
    },
    holds: (loss) => loss > 0,
    figure: 'accuracy lost (−1 where F1 is not higher)',
  },
  {
    text: 'With three oranges in a hundred fruits F1 is higher at cut-off 0.25 than at 0.5.',
    seeds: 10,
    measure(seed) {
      const { quarter = 0, half = 1 } = trained(seed, { oranges: 0.03 }).metrics;
      return quarter - half;
    },
    holds: (gain) => gain > 0.02,
    figure: 'F1 gained',
  },
  {
    text: 'Were half of the fruits oranges, F1 at cut-off 0.5 would be higher by more than a tenth.',
    seeds: 10,
    measure: (seed) => (trained(seed, { oranges: 0.5 }).metrics.f1 ?? 0) - (trained(seed).metrics.f1 ?? 1),
    holds: (gain) => gain > 0.1,
    figure: 'F1 gained',
  },
  {
    text: 'When the clouds coincide, no cut-off betters the F1 of calling every fruit an orange by more than a hundredth.',
    seeds: 10,
    measure: (seed) => (trained(seed, { distance: 0 }).metrics.best ?? 1) - 0.2 / 1.1,
    holds: (gain) => gain >= 0 && gain < 0.01,
    figure: 'F1 gained',
  },
]);
