import { digits } from '../data/digits.ts';
import model, { binarize, otsu } from '../models/threshold-the-digits.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const run = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const cuts = (seed: number) => runs(seed).snapshot.cuts;
const cutAt = (seed: number, cut: number) => cuts(seed)[cut] as number;
const counted = (values: readonly number[]) =>
  Array.from({ length: 17 }, (_, level) => values.filter((v) => v === level).length);

export default defineClaims([
  {
    text: 'The values 0, 127, 128, 255 cut at 128 become 0, 0, 1, 1, and cutting again changes nothing; divided by 255 they stay four different values.',
    seeds: 1,
    measure() {
      const x = [0, 127, 128, 255];
      const once = binarize(x, 128);
      const facts = [
        once.join() === '0,0,1,1',
        binarize(once, 1).join() === once.join(),
        new Set(x.map((v) => v / 255)).size === 4,
      ];
      return facts.filter(Boolean).length;
    },
    holds: (facts) => facts === 3,
    figure: 'facts of three as stated:',
  },
  {
    text: 'Otsu’s rule cuts the pixels of all 1,797 digits at 7, and the list 1, 1, 2, 2, 8, 9, 9 at 3, with a variance between its groups of 12.578; for a list of equal values it names no cut.',
    seeds: 1,
    measure() {
      const all = counted(Array.from(digits().pixels, (v) => 16 * v));
      const small = otsu(counted([1, 1, 2, 2, 8, 9, 9]));
      const wrong = [otsu(all).cut !== 7, small.cut !== 3, otsu(counted([5, 5])).cut !== null];
      return wrong.filter(Boolean).length + Math.abs(small.variance - 12.578);
    },
    holds: (error) => error < 5e-4,
    figure: 'wrong facts, and error of the variance',
  },
  {
    text: 'Cut at 8, one bit a pixel costs less than 11 points of accuracy, and always some.',
    seeds: 6,
    measure: (seed) => run(seed).grey - run(seed).bit,
    holds: (points) => points > 0 && points < 11,
    figure: 'points lost',
  },
  {
    text: 'From cut 4 to cut 11 it hardly matters where: the best of these is less than 7 points above the worst.',
    seeds: 6,
    measure(seed) {
      const middle = cuts(seed).slice(4, 12);
      return Math.max(...middle) - Math.min(...middle);
    },
    holds: (points) => points < 7,
    figure: 'points between them',
  },
  {
    text: 'Keeping every trace of ink (cut 1) beats keeping full ink only (cut 16), by more than ten points.',
    seeds: 6,
    measure: (seed) => cutAt(seed, 1) - cutAt(seed, 16),
    holds: (points) => points > 10,
    figure: 'points between them',
  },
  {
    text: 'At cuts 0 and 17 every picture is the same, and fewer than 20 % are named right.',
    seeds: 6,
    measure: (seed) => Math.max(cutAt(seed, 0), cutAt(seed, 17)),
    holds: (share) => share < 20,
    figure: '% right, the better of the two',
  },
  {
    text: 'Coins weighted by the grey levels keep less than the fixed cut at 8.',
    seeds: 6,
    measure: (seed) => run(seed).bit - run(seed).coin,
    holds: (points) => points > 0,
    figure: 'points between them',
  },
  {
    text: 'In a shadow of 0.5 a cut at 12 names more new digits right than one at 3.',
    seeds: 5,
    measure: (seed) => run(seed, { shadow: 0.5 }).high - run(seed, { shadow: 0.5 }).low,
    holds: (points) => points > 0,
    figure: 'points between them',
  },
]);
