import { houses } from '../data/houses.ts';
import { principal } from '../data/principal.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { deviation, digits, dot, known, mean } from '../sim/numbers.ts';
import { column, evaluate, matrix, meanSquaredError, owner, sgd, tf } from '../tf/index.ts';

const HOUSES = 64;
/** Squared error that a lane must come below; the noise of the prices alone makes it about 100. */
export const FINISH = 200;
/** m² in a unit of area. */
const units = { m2: 1, sqft: 0.09290304, ha: 10_000 };

/** How a column of numbers is rescaled; one that never varies becomes 0. */
export const scalings = {
  raw: (x: readonly number[]) => [...x],
  /** (x − min) / (max − min) */
  minmax: (x: readonly number[]) => {
    const [low, high] = [Math.min(...x), Math.max(...x)];
    return x.map((v) => (high > low ? (v - low) / (high - low) : 0));
  },
  /** (x − μ) / σ */
  standard: (x: readonly number[]) => {
    const [mu, sigma] = [mean(x), deviation(x)];
    return x.map((v) => (sigma > 0 ? (v - mu) / sigma : 0));
  },
};
type Scaling = keyof typeof scalings;

/** The eigenvalues of the Hessian (2/n)XᵀX, largest first. The rows and their negatives together have mean 0. */
export const curvatures = (rows: readonly (readonly number[])[]) =>
  principal([...rows, ...rows.map((row) => row.map((v) => -v))]).variances.map((v) => 2 * v);

/** One table, one linear model, three scalings; each learns at the same share of the largest stable rate of its own. */
export default defineSimulation({
  params: {
    share: param.number({
      label: 'Learning rate',
      help: 'As a share of the limit 2/λmax, which each lane has of its own.',
      min: 0.05,
      max: 1.1,
      step: 0.05,
      default: 0.95,
    }),
    unit: param.choice({
      label: 'Unit of area',
      options: { m2: 'm²', sqft: 'sq ft', ha: 'hectare' },
      default: 'm2',
    }),
    outlier: param.toggle({ label: 'A house of 5,000 m²', default: false }),
  },
  metrics: {
    standard: { label: 'squared error, standardized' },
    minmax: { label: 'min-max' },
    raw: { label: 'raw' },
    stepsStandard: { label: 'steps to the finish, standardized' },
    stepsMinmax: { label: 'steps to the finish, min-max' },
    stepsRaw: { label: 'steps to the finish, raw' },
  },
  schedule: { posterSteps: 200, maxSteps: 200, stepsPerSecond: 40 },
  init({ share, unit, outlier }, rng) {
    const { own, variable, dispose } = owner();
    const table = houses(rng.fork('houses'), HOUSES);
    if (outlier) table.push({ area: 5000, rooms: 8, price: 50 + 3 * 5000 + 20 * 8 });
    const areas = table.map(({ area }) => area / units[unit]);
    const rooms = table.map((house) => house.rooms);
    const prices = table.map(({ price }) => price);
    const y = own(column(prices));

    function createLane(scaling: Scaling) {
      const [a, r] = [scalings[scaling](areas), scalings[scaling](rooms)];
      const rows = a.map((v, i) => [1, v, r[i] as number]);
      const lambda = curvatures(rows);
      const x = own(matrix(rows));
      // b, and the weights of area and rooms.
      const theta = variable(tf.zeros([3, 1]));
      const optimizer = own(sgd([theta], (2 * share) / (lambda[0] as number)));
      const loss = () => meanSquaredError(tf.matMul(x, theta as tf.Tensor2D), y);
      const path = [[0, 0]];
      let finish: number | null = null;
      let error = evaluate(loss);
      const start = error;
      return {
        update(step: number) {
          // θ ← θ − η ∇L(θ)
          optimizer.minimise(loss);
          error = evaluate(loss);
          const next = [...theta.dataSync()].slice(1);
          if (!(error < 1e3 * start)) return 'diverged';
          path.push(next);
          if (error < FINISH) finish ??= step;
          return 'running';
        },
        error: () => digits(Math.min(error, 1e12), 4),
        finish: () => finish,
        snapshot: () => ({
          path: digits(path, 4),
          /** λmax / λmin */
          condition: digits((lambda[0] as number) / (lambda[2] as number), 3),
          limit: digits(2 / (lambda[0] as number), 3),
          /** Covariances of the features: with the best b the loss is quadratic in the weights, and these are its coefficients. */
          covariance: digits(covariances([a, r]), 5),
          minimum: digits(leastSquares([a, r], prices), 4),
          finish,
        }),
      };
    }
    const lanes = { raw: createLane('raw'), minmax: createLane('minmax'), standard: createLane('standard') };
    let step = 0;
    let diverged = false;
    return {
      step() {
        step += 1;
        const after = Object.values(lanes).map((lane) => lane.update(step));
        diverged = after.includes('diverged');
        return diverged ? 'diverged' : 'running';
      },
      metrics: () => ({
        standard: lanes.standard.error(),
        minmax: lanes.minmax.error(),
        raw: lanes.raw.error(),
        ...known({
          stepsStandard: lanes.standard.finish(),
          stepsMinmax: lanes.minmax.finish(),
          stepsRaw: lanes.raw.finish(),
        }),
      }),
      snapshot: () => ({
        raw: lanes.raw.snapshot(),
        minmax: lanes.minmax.snapshot(),
        standard: lanes.standard.snapshot(),
      }),
      diagnosis(): Diagnosis<'share'> | null {
        if (!diverged) return null;
        return {
          step,
          message: `At ${share} of the limit 2/λmax each step overshoots more than the last, in every lane, however it is scaled.`,
          param: 'share',
          reset: 0.95,
          term: 'gradient-descent',
        };
      },
      dispose,
    };
  },
});

type Columns = readonly [readonly number[], readonly number[]];
/** Var(a), Cov(a, r) and Var(r). */
function covariances(columns: Columns): [number, number, number] {
  const [a, r] = columns.map((x) => x.map((v) => v - mean(x))) as [number[], number[]];
  return [dot(a, a) / a.length, dot(a, r) / a.length, dot(r, r) / a.length];
}
/** The weights of least squared error, with the best b. */
export function leastSquares(columns: Columns, prices: readonly number[]): [number, number] {
  const [aa, ar, rr] = covariances(columns);
  const [ay, ry] = columns.map(
    (x) =>
      dot(
        x.map((v) => v - mean(x)),
        prices,
      ) / prices.length,
  ) as [number, number];
  return [(rr * ay - ar * ry) / (aa * rr - ar ** 2), (aa * ry - ar * ay) / (aa * rr - ar ** 2)];
}
