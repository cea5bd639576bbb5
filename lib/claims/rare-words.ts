import model from '../models/rare-words.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { adagrad, follow } from '../tf/index.ts';

const runs = runsOf(model);
/** A loss that diverged counts as one that no finite loss exceeds. */
const trained = (seed: number, given?: Partial<AnyValues>) => (name: keyof typeof model.metrics) =>
  runs(seed, given).metrics[name] ?? Number.POSITIVE_INFINITY;

const path = (gradients: readonly number[]) => follow((theta) => adagrad(theta, 1), gradients);

export default defineClaims([
  {
    text: 'Gradients 3 and then 4 give Adagrad steps of 1 and 0.8 learning rates: 4 is divided by the root of 9 + 16.',
    seeds: 1,
    measure: () => {
      const [first = 0, second = 0] = path([3, 4]);
      return Math.max(Math.abs(first + 1), Math.abs(second - first + 0.8));
    },
    holds: (error) => error < 1e-5,
    figure: 'largest error',
  },
  {
    text: 'Under a constant gradient the hundredth step is a tenth as long as the first.',
    seeds: 1,
    measure: () => {
      const at = path(Array.from({ length: 100 }, () => 2));
      return ((at[99] as number) - (at[98] as number)) / (at[0] as number);
    },
    holds: (ratio) => Math.abs(ratio - 0.1) < 1e-4,
    figure: 'hundredth step over first',
  },
  {
    text: 'Gradients a hundred times as large lead Adagrad along the same path.',
    seeds: 1,
    measure: () => {
      const gradients = Array.from({ length: 50 }, (_, i) => Math.sin(i + 1));
      const scaled = path(gradients.map((g) => 100 * g));
      return Math.max(...path(gradients).map((at, i) => Math.abs(at - (scaled[i] as number))));
    },
    holds: (difference) => difference < 1e-3,
    figure: 'largest difference over 50 steps',
  },
  {
    text: 'After one pass at the default rates Adagrad’s error on the ten rarest words it met is less than half of SGD’s.',
    seeds: 20,
    measure: (seed) => trained(seed)('rareAdagrad') / trained(seed)('rareSgd'),
    holds: (ratio) => ratio < 0.5,
    figure: 'Adagrad’s error over SGD’s',
  },
  {
    text: 'Nor does a better rate save SGD: the best of five from 0.05 to 1 leaves it with the larger error on new texts than Adagrad at rate 1.',
    seeds: 10,
    measure: (seed) =>
      trained(seed, { rateAdagrad: 1 })('testAdagrad') /
      Math.min(...[0.05, 0.1, 0.2, 0.5, 1].map((rateSgd) => trained(seed, { rateSgd })('testSgd'))),
    holds: (ratio) => ratio < 1,
    figure: 'Adagrad’s squared error over SGD’s best',
  },
  {
    text: 'A rate of 1 helps SGD no more: its one pass ends with more than three times Adagrad’s error on new texts.',
    seeds: 10,
    measure: (seed) => trained(seed, { rateSgd: 1 })('testSgd') / trained(seed)('testAdagrad'),
    holds: (ratio) => ratio > 3,
    figure: 'SGD’s squared error over Adagrad’s',
  },
]);
