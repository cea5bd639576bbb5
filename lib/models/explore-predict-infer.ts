import { range, sum } from 'd3-array';
import { COLUMNS, irises, SPECIES } from '../data/iris.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import { permutation } from '../tf/batches.ts';

/** Bootstrap samples drawn in one step. */
const DRAWS = 25;
const BINS = 50;
const GROUPS = ['all', ...SPECIES] as const;

/** Sums of squares and products about the means: Sxx, Sxy, Syy. */
function moments(points: readonly Point[]) {
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  return {
    mx,
    my,
    sxx: sum(points, ([x]) => (x - mx) ** 2),
    sxy: sum(points, ([x, y]) => (x - mx) * (y - my)),
    syy: sum(points, ([, y]) => (y - my) ** 2),
  };
}
/** Pearson’s r, between −1 and 1; null where one of the two does not vary. */
export function correlation(points: readonly Point[]): number | null {
  const { sxx, sxy, syy } = moments(points);
  return sxx > 0 && syy > 0 ? sxy / Math.sqrt(sxx * syy) : null;
}
/** Least squares: the line y = a + bx with the smallest sum of squared errors. */
export function leastSquares(points: readonly Point[]) {
  const { mx, my, sxx, sxy } = moments(points);
  const b = sxy / sxx;
  return { a: my - b * mx, b };
}
const rootMeanSquare = (errors: readonly number[]) => Math.sqrt(mean(errors.map((e) => e ** 2)));
/** The value with that share of the others below it. */
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] as number;

export default defineSimulation({
  params: {
    group: param.choice({
      label: 'Bootstrap of',
      options: { all: 'All flowers', setosa: 'Setosa', versicolor: 'Versicolor', virginica: 'Virginica' },
      default: 'all',
      live: true,
    }),
    x: param.choice({ label: 'Across', options: COLUMNS, default: 'sepalLength' }),
    y: param.choice({ label: 'Up', options: COLUMNS, default: 'sepalWidth' }),
    training: param.number({
      label: 'Flowers to fit on',
      help: 'Share of each species; the lines are then judged on the others.',
      min: 0.5,
      max: 0.96,
      step: 0.02,
      default: 0.7,
    }),
    level: param.number({
      label: 'Level of the interval',
      min: 0.8,
      max: 0.99,
      step: 0.01,
      default: 0.95,
      live: true,
    }),
  },
  metrics: {
    r: { label: 'correlation in the group' },
    all: { label: 'correlation over all flowers' },
    setosa: { label: 'correlation in setosa' },
    versicolor: { label: 'correlation in versicolor' },
    virginica: { label: 'correlation in virginica' },
    low: { label: 'lower end of the interval' },
    high: { label: 'upper end of the interval' },
    oneLine: { label: 'test error of one line', unit: 'cm' },
    threeLines: { label: 'test error of a line for each species', unit: 'cm' },
  },
  schedule: { posterSteps: 40, maxSteps: 40, stepsPerSecond: 10 },

  init({ x, y, training, ...initial }, rng) {
    let { group, level } = initial;
    const species = irises(x, y);
    const groups = [species.flat(), ...species];
    const found = groups.map((points) => correlation(points) ?? 0);

    // Prediction: fit on a part of each species, judge on the rest.
    const shuffle = rng.fork('split');
    const parts = species.map((points) => {
      const order = permutation(shuffle, points.length).map((i) => points[i] as Point);
      const cut = Math.round(training * points.length);
      return { train: order.slice(0, cut), test: order.slice(cut) };
    });
    const one = leastSquares(parts.flatMap(({ train }) => train));
    const three = parts.map(({ train }) => leastSquares(train));
    const errorOf = (lineOf: (k: number) => typeof one) =>
      rootMeanSquare(parts.flatMap(({ test }, k) => test.map(([u, v]) => v - lineOf(k).a - lineOf(k).b * u)));
    const tested = sum(parts, ({ test }) => test.length);

    // Inference: the same statistic on many samples of as many flowers, drawn with replacement.
    const draws = groups.map((_, g) => rng.fork(`bootstrap ${g}`));
    const samples: number[][] = groups.map(() => []);
    const resample = (g: number) => {
      const points = groups[g] as Point[];
      return correlation(points.map(() => points[draws[g]?.int(points.length) as number] as Point)) ?? 0;
    };
    let step = 0;
    const ends = (g: number): [number, number] | null => {
      const values = samples[g] as number[];
      const tail = (1 - level) / 2;
      return values.length ? [quantile(values, tail), quantile(values, 1 - tail)] : null;
    };
    const chosen = () => GROUPS.indexOf(group);

    return {
      step() {
        for (const g of range(groups.length)) samples[g]?.push(...range(DRAWS).map(() => resample(g)));
        step += 1;
        return 'running';
      },
      metrics() {
        const interval = ends(chosen());
        const [all = 0, setosa = 0, versicolor = 0, virginica = 0] = found;
        return {
          r: found[chosen()] as number,
          ...{ all, setosa, versicolor, virginica },
          ...(interval && { low: interval[0], high: interval[1] }),
          oneLine: errorOf(() => one),
          threeLines: errorOf((k) => three[k] as typeof one),
        };
      },
      snapshot() {
        const values = samples[chosen()] as number[];
        const bin = (v: number) => Math.min(BINS - 1, Math.floor(((v + 1) / 2) * BINS));
        return {
          points: species,
          /** Least squares on all flowers of the group: for all, then each species; y at both ends of its x. */
          lines: groups.map((points) => {
            const { a, b } = leastSquares(points);
            const reach = points.map(([u]) => u);
            return [Math.min(...reach), Math.max(...reach)].map((u) => [u, round(a + b * u, 3)]);
          }),
          correlations: round(found, 3),
          intervals: groups.map((_, g) => round(ends(g) ?? [], 3)),
          drawn: values.length,
          /** Samples by their correlation, from −1 to 1. */
          bins: range(BINS).map((i) => values.filter((v) => bin(v) === i).length),
          tested,
        };
      },
      diagnosis(): Diagnosis<'y' | 'training'> | null {
        if (x === y) {
          const message = `${COLUMNS[x]} against itself: the correlation is 1 in every sample, the interval is one point, and nothing has been found out.`;
          return { step, message, param: 'y', reset: x === 'sepalWidth' ? 'petalWidth' : 'sepalWidth' };
        }
        if (tested >= 10) return null;
        const message = `Only ${tested} flowers are left to test on: too few to judge. The two errors say more about which flowers these are than about the lines.`;
        return { step, message, param: 'training', reset: 0.7 };
      },
      set(values) {
        ({ group, level } = values);
      },
      dispose: () => {},
    };
  },
});
