import { range, sum } from 'd3-array';
import { curvature } from '../problems/line.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { deviation, digits, mean, round } from '../sim/numbers.ts';
import { evaluate, owner, sgd, tf } from '../tf/index.ts';

const POINTS = 40;
const TOO_LARGE = 1e6;

const params = {
  scene: param.choice({
    label: 'Loss',
    options: { line: 'Of a line fit', well: 'With two valleys' },
    default: 'line',
  }),
  share: param.number({
    label: 'Learning rate',
    help: 'As a share of the limit 2/λmax of these data.',
    when: { scene: 'line' },
    min: 0,
    max: 1.2,
    step: 0.01,
    default: 0.95,
  }),
  spread: param.number({
    label: 'Spread of x',
    when: { scene: 'line' },
    min: 0,
    max: 4,
    step: 0.5,
    default: 4,
  }),
  standardise: param.toggle({ label: 'Standardise x', when: { scene: 'line' }, default: false }),
  start: param.number({ label: 'Start', when: { scene: 'well' }, min: -2, max: 2, step: 0.1, default: 1.2 }),
  rate: param.number({
    label: 'Learning rate',
    when: { scene: 'well' },
    min: 0.01,
    max: 0.3,
    step: 0.01,
    default: 0.05,
  }),
};
type Values = ParamValues<typeof params>;

/** A loss with all that is known of it: where it is least and, for a quadratic one, how it curves there. */
interface Surface {
  loss(theta: tf.Tensor1D): tf.Scalar;
  start: number[];
  minimum: number[];
  rate: number;
  /** The largest and the smallest curvature λ, with their directions; none where they differ from place to place. */
  axes: { lambda: number; along: readonly number[] }[];
  data: [x: number, y: number][];
}

/** L(θ) = ½ mean (θ₁x + θ₀ − y)² with y = 1.5x − 1 + noise. Its Hessian is [[1, x̄], [x̄, mean x²]]. */
function lineFit({ share, spread, standardise }: Values, rng: Rng): Surface {
  const drawn = range(POINTS).map(() => 2 + spread * (rng.uniform() - 0.5));
  const y = drawn.map((v) => 1.5 * v - 1 + 0.5 * rng.normal());
  const spreadOfX = deviation(drawn);
  const x = standardise ? drawn.map((v) => (spreadOfX ? (v - mean(drawn)) / spreadOfX : 0)) : drawn;
  const [m, m2] = [mean(x), mean(x.map((v) => v ** 2))];
  const largest = curvature(x);
  const [u, v] = Math.abs(m) < 1e-9 ? (m2 > 1 ? [0, 1] : [1, 0]) : [m, largest - 1];
  const length = Math.hypot(u, v);
  const covariance = mean(x.map((xi, i) => (xi - m) * (y[i] as number)));
  const slope = m2 - m ** 2 > 1e-9 ? covariance / (m2 - m ** 2) : 0;
  return {
    loss: (theta) =>
      tf.tidy(() => {
        const rows = tf.tensor2d(x.map((xi) => [1, xi]));
        return tf.mul(tf.mean(tf.squaredDifference(tf.dot(rows, theta), tf.tensor1d(y))), 0.5) as tf.Scalar;
      }),
    start: [0, 0],
    minimum: [mean(y) - slope * m, slope],
    rate: (2 * share) / largest,
    axes: [
      { lambda: largest, along: [u / length, v / length] },
      { lambda: Math.max(0, m2 + 1 - largest), along: [-v / length, u / length] },
    ],
    data: x.map((xi, i) => [digits(xi, 3), digits(y[i] as number, 3)]),
  };
}

/** L(x) = (x² − 1)² + 0.3x: the left valley is the deeper one. */
const doubleWell = ({ start, rate }: Values): Surface => ({
  loss: (x) => tf.sum(tf.add(tf.square(tf.sub(tf.square(x), 1)), tf.mul(x, 0.3))),
  start: [start],
  // Where L′ = 4x(x² − 1) + 0.3 = 0, left of zero.
  minimum: [-1.0355794],
  rate,
  axes: [],
  data: [],
});

export default defineSimulation({
  params,
  metrics: {
    excess: { label: 'loss above the least' },
    steep: { label: 'error along the steepest direction' },
    flat: { label: 'error along the flattest direction' },
  },
  schedule: { posterSteps: 100, maxSteps: 100, stepsPerSecond: 20 },
  init(values, rng) {
    const surface = values.scene === 'line' ? lineFit(values, rng.fork('data')) : doubleWell(values);
    const { axes, minimum, rate } = surface;
    const { own, variable, dispose } = owner();
    const theta = variable(tf.tensor1d(surface.start)) as tf.Variable<tf.Rank.R1>;
    const optimizer = own(sgd([theta], rate));
    const lossAt = (at: readonly number[]) => evaluate(() => surface.loss(tf.tensor1d([...at])));
    const least = lossAt(minimum);
    const path = [surface.start];
    let step = 0;
    let divergedAt: number | null = null;
    const here = () => path.at(-1) as number[];
    const error = ({ along }: Surface['axes'][number]) =>
      Math.abs(sum(along, (a, i) => a * ((here()[i] as number) - (minimum[i] as number))));
    const excess = () => Math.max(0, lossAt(here()) - least);
    return {
      step() {
        step += 1;
        // θ ← θ − η ∇L(θ)
        optimizer.minimise(() => surface.loss(theta));
        const next = [...theta.dataSync()];
        if (!(lossAt(next) < TOO_LARGE)) {
          divergedAt = step;
          return 'diverged';
        }
        path.push(next);
        return 'running';
      },
      metrics() {
        const [steepest, flattest] = axes;
        return {
          excess: excess(),
          ...(steepest && { steep: error(steepest) }),
          ...(flattest && flattest.lambda > 1e-9 && { flat: error(flattest) }),
        };
      },
      snapshot: () => ({
        path: digits(path, 4),
        minimum: digits(minimum, 4),
        rate: digits(rate, 6),
        /** The factor 1 − ηλ by which each step multiplies the error along an axis, largest curvature first. */
        axes: axes.map(({ lambda }) => ({
          lambda: digits(lambda, 6),
          factor: round(1 - rate * lambda, 3),
        })),
        data: surface.data,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const { scene, share, spread, standardise } = values;
        if (divergedAt !== null) {
          const [steepest] = axes;
          const why = steepest
            ? `at η = ${digits(rate, 3)} each step multiplies the error along the steepest direction, of curvature λ = ${digits(steepest.lambda, 3)}, by 1 − ηλ = −${digits(rate * steepest.lambda - 1, 3)}. Rates above 2/λ = ${digits(2 / steepest.lambda, 3)} overshoot ever further.`
            : `a step of ${values.rate} times the slope at ${values.start} leads to steeper ground beyond the valleys.`;
          const [param, reset] = scene === 'line' ? (['share', 0.5] as const) : (['rate', 0.05] as const);
          return { step, message: `Diverged at step ${divergedAt}: ${why}`, param, reset };
        }
        if (scene === 'line' && share === 0) {
          const message = 'At rate 0 every step has length 0: nothing moves.';
          return { step, message, param: 'share', reset: 0.5 };
        }
        if (scene === 'line' && spread === 0) {
          const what = standardise
            ? 'Standardising can only make them 0.'
            : 'Every line through their mean height fits as well.';
          const message = `All x are equal, so slope and intercept cannot be told apart. ${what} One curvature is 0: along it nothing is ever learned.`;
          return { step, message, param: 'spread', reset: 4 };
        }
        return null;
      },
      dispose,
    };
  },
});
