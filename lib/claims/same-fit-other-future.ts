import { range } from 'd3-array';
import model, {
  architectures,
  END,
  INSIDE,
  names,
  parameters,
  swapUnits,
} from '../models/same-fit-other-future.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const trained = runsOf(model);
const figures = (seed: number, given: Partial<AnyValues> = {}) =>
  trained(seed, given).metrics as Record<string, number>;

export default defineClaims([
  {
    text: 'The line has 2 parameters, the cubic 4, the net of eight units 8 + 8 + 8 + 1 = 25, the wave 2.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const counts = names.map((name) => parameters(architectures[name].start(createRng(1))));
        return [2, 4, 25, 2].filter((n, i) => n === counts[i]).length;
      }),
    holds: (right) => right === 4,
    figure: 'counts of four as stated:',
  },
  {
    text: 'Reversing the order of the net’s units changes its weights, and none of its answers by more than a millionth.',
    seeds: 5,
    measure: (seed) =>
      tf.tidy(() => {
        const { start, at } = architectures.net;
        const theta = start(createRng(seed));
        const x = range(-INSIDE, END, 0.1);
        const [one, other] = [theta, swapUnits(theta)].map((t) => at(x, t));
        return tf.max(tf.abs(tf.sub(one as tf.Tensor, other as tf.Tensor))).dataSync()[0] as number;
      }),
    holds: (difference) => difference < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'After 400 updates the line is the one of least squares, to within a hundredth.',
    seeds: 5,
    measure(seed) {
      const { data, grid, models } = trained(seed).snapshot;
      const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
      const [mx, my] = [mean(data.map(([x]) => x)), mean(data.map(([, y]) => y))];
      const slope = mean(data.map(([x, y]) => (x - mx) * (y - my))) / mean(data.map(([x]) => (x - mx) ** 2));
      return Math.max(...grid.map((x, i) => Math.abs(my + slope * (x - mx) - (models[0]?.curve[i] ?? 999))));
    },
    holds: (difference) => difference < 0.01,
    figure: 'largest difference of the two lines',
  },
  {
    text: 'On the points of the wave the cubic, the net and the wave all have an error below 0.05, and the line one above 0.1 …',
    seeds: 10,
    measure(seed) {
      const { fitCubic = 1, fitNet = 1, fitWave = 1, fitLine = 0 } = figures(seed);
      return fitLine > 0.1 ? Math.max(fitCubic, fitNet, fitWave) : 1;
    },
    holds: (error) => error < 0.05,
    figure: 'largest error of the three',
  },
  {
    text: '… beyond them the cubic’s is above 10 and the wave’s below 0.05 …',
    seeds: 10,
    measure(seed) {
      const { farCubic = 0, farWave = 1 } = figures(seed);
      return farWave < 0.05 ? farCubic : 0;
    },
    holds: (error) => error > 10,
    figure: 'error of the cubic beyond the points',
  },
  {
    text: '… and the net’s is at least four times what it is on the points.',
    seeds: 10,
    measure: (seed) => (figures(seed).farNet ?? 0) / (figures(seed).fitNet ?? 1),
    holds: (ratio) => ratio >= 4,
    figure: 'error beyond over error on the points',
  },
  {
    text: 'When the points come from a straight line, it is the wave that is furthest from the truth beyond them.',
    seeds: 10,
    measure(seed) {
      const { farWave = 0, farLine = 9, farCubic = 9, farNet = 9 } = figures(seed, { truth: 'line' });
      return farWave / Math.max(farLine, farCubic, farNet);
    },
    holds: (ratio) => ratio > 1.2,
    figure: 'its error over the largest of the others',
  },
  {
    text: 'With noise of 0.5 the largest of the errors of cubic, net and wave on the points is usually less than one and a half times the smallest, and the line’s is larger than all three.',
    seeds: 10,
    needed: 8,
    measure(seed) {
      const { fitCubic = 1, fitNet = 1, fitWave = 1, fitLine = 0 } = figures(seed, { noise: 0.5 });
      const three = [fitCubic, fitNet, fitWave];
      return fitLine > Math.max(...three) ? Math.max(...three) / Math.min(...three) : 9;
    },
    holds: (ratio) => ratio < 1.5,
    figure: 'largest over smallest of the three',
  },
]);
