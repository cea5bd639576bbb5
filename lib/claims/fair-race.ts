import model, { curvatures, FINISH, scalings } from '../models/fair-race.ts';
import { defineClaims, runsOf } from '../sim/index.ts';
import { deviation, mean } from '../sim/numbers.ts';

const run = runsOf(model);
const steps = (seed: number, name: 'stepsStandard' | 'stepsMinmax' | 'stepsRaw') =>
  run(seed).metrics[name] ?? Number.POSITIVE_INFINITY;

export default defineClaims([
  {
    text: 'Min-max scaling makes 2, 4, 10 into 0, 0.25, 1; standardizing makes a column of mean 0 and standard deviation 1; a column that never varies becomes 0 under both, where the formulas would divide by zero.',
    seeds: 1,
    measure() {
      const z = scalings.standard([2, 4, 10]);
      const constant = [...scalings.minmax([3, 3]), ...scalings.standard([3, 3])];
      const off = scalings.minmax([2, 4, 10]).map((v, i) => Math.abs(v - ([0, 0.25, 1][i] as number)));
      return Math.max(...off, Math.abs(mean(z)), Math.abs(deviation(z) - 1), ...constant.map(Math.abs));
    },
    holds: (error) => error < 1e-12,
    figure: 'largest error',
  },
  {
    text: 'The Hessian is (2/n)XᵀX: for the rows (1, −1) and (1, 1) both curvatures are 2, for (1, 0) and (1, 2) they are 3 ± √5.',
    seeds: 1,
    measure() {
      const [a = 0, b = 0] = curvatures([
        [1, -1],
        [1, 1],
      ]);
      const [c = 0, d = 0] = curvatures([
        [1, 0],
        [1, 2],
      ]);
      const root = Math.sqrt(5);
      return Math.max(...[a - 2, b - 2, c - 3 - root, d - 3 + root].map(Math.abs));
    },
    holds: (error) => error < 1e-9,
    figure: 'largest error',
  },
  {
    text: 'At 0.95 of its own limit the standardized lane crosses the finish within 40 steps, and the min-max lane after it, within 150.',
    seeds: 10,
    measure: (seed) =>
      steps(seed, 'stepsStandard') <= 40 && steps(seed, 'stepsMinmax') <= 150
        ? steps(seed, 'stepsMinmax') / steps(seed, 'stepsStandard')
        : 0,
    holds: (ratio) => ratio > 1,
    figure: 'steps of the min-max lane over those of the standardized one',
  },
  {
    text: 'The raw lane does not cross it in 200 steps: its squared error is still more than 400.',
    seeds: 10,
    measure: (seed) => run(seed).metrics.raw,
    holds: (error) => error > 2 * FINISH,
    figure: 'squared error of the raw lane',
  },
  {
    text: 'The condition number is above 50,000 for the raw features, below 300 for min-max and below 30 for standardized ones.',
    seeds: 10,
    measure(seed) {
      const { raw, minmax, standard } = run(seed).snapshot;
      return Math.max(50_000 / raw.condition, minmax.condition / 300, standard.condition / 30);
    },
    holds: (share) => share < 1,
    figure: 'the tightest of the three, as a share of its bound',
  },
  {
    text: 'In hectares no feature is above 8, and the raw lane does worse still: its squared error is more than three times that in m², and ten times that of either other lane.',
    seeds: 10,
    measure(seed) {
      const inHectares = run(seed, { unit: 'ha' });
      const raw = inHectares.metrics.raw;
      return Math.min(
        raw / run(seed).metrics.raw / 3,
        raw / inHectares.metrics.minmax / 10,
        raw / inHectares.metrics.standard / 10,
      );
    },
    holds: (ratio) => ratio > 1,
    figure: 'the tightest of the three ratios, over its bound',
  },
  {
    text: 'The unit makes no difference to the other two lanes: their errors in hectares and in m² agree within a thousandth.',
    seeds: 10,
    measure(seed) {
      const off = (name: 'minmax' | 'standard') =>
        Math.abs(run(seed, { unit: 'ha' }).metrics[name] / run(seed).metrics[name] - 1);
      return Math.max(off('minmax'), off('standard'));
    },
    holds: (difference) => difference < 1e-3,
    figure: 'relative difference',
  },
  {
    text: 'One house of 5,000 m² keeps the min-max lane from the finish for all 200 steps; the standardized lane still crosses it within 80.',
    seeds: 10,
    measure(seed) {
      const { metrics } = run(seed, { outlier: true });
      return metrics.stepsMinmax === undefined ? (metrics.stepsStandard ?? 200) : 200;
    },
    holds: (count) => count <= 80,
    figure: 'steps of the standardized lane (200 where it is not so)',
  },
  {
    text: 'At 1.05 of the limit all three lanes end above the squared error they start with.',
    seeds: 10,
    measure(seed) {
      const start = run(seed, { share: 1.05 }, 0).metrics;
      const { metrics } = run(seed, { share: 1.05 });
      return Math.min(...(['raw', 'minmax', 'standard'] as const).map((lane) => metrics[lane] / start[lane]));
    },
    holds: (ratio) => ratio > 1,
    figure: 'last over first squared error, the lowest of the three lanes',
  },
]);
