import { irises } from '../data/iris.ts';
import model, { correlation, leastSquares } from '../models/explore-predict-infer.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const shown = runsOf(model);

export default defineClaims([
  {
    text: 'Sepal length and width correlate at −0.118 over all 150 flowers, and at +0.743, +0.526 and +0.457 within the three species.',
    seeds: 1,
    measure: () => {
      const sepals = irises('sepalLength', 'sepalWidth');
      const found = [sepals.flat(), ...sepals].map((points) => correlation(points) ?? 9);
      const known = [-0.11757, 0.74255, 0.52591, 0.45723];
      return Math.max(...found.map((r, i) => Math.abs(r - (known[i] as number))));
    },
    holds: (difference) => difference < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'The line of petal width on petal length has slope 0.4158 and intercept −0.3631 over all flowers.',
    seeds: 1,
    measure: () => {
      const { a, b } = leastSquares(irises('petalLength', 'petalWidth').flat());
      return Math.max(Math.abs(b - 0.41576), Math.abs(a + 0.36308));
    },
    holds: (difference) => difference < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'Petal length and width correlate at 0.963 over all flowers, more than within any species.',
    seeds: 1,
    measure: () => {
      const petals = irises('petalLength', 'petalWidth');
      const within = petals.map((points) => correlation(points) ?? 9);
      const all = correlation(petals.flat()) ?? 0;
      return Math.abs(all - 0.96287) < 1e-5 ? all - Math.max(...within) : 0;
    },
    holds: (more) => more > 0.1,
    figure: 'correlation over all less the largest within',
  },
  {
    text: 'The 95 % bootstrap interval of the sepals contains 0 over all flowers, and lies above 0 within each species.',
    seeds: 10,
    measure: (seed) => {
      const [all = [], ...species] = shown(seed).snapshot.intervals;
      const [low = 1, high = -1] = all;
      return low < 0 && high > 0 ? Math.min(...species.map(([bottom = -1]) => bottom)) : -1;
    },
    holds: (lowest) => lowest > 0,
    figure: 'lowest end within a species (−1 where 0 lies outside for all)',
  },
  {
    text: 'A line for each species predicts the sepal width of flowers not fitted on with less error than one line for all.',
    seeds: 10,
    measure: (seed) => {
      const { oneLine = 0, threeLines = 9 } = shown(seed).metrics;
      return threeLines / oneLine;
    },
    holds: (ratio) => ratio < 0.9,
    figure: 'error of three lines over that of one',
  },
]);
