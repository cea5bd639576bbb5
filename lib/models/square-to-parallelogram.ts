import { between, LETTER, LINES, PARALLELOGRAM, SQUARE } from '../data/square.ts';
import { type Diagnosis, defineSimulation, type ParamValues, type Point, param } from '../sim/index.ts';
import { adam, evaluate, glorotNormal, type Layer, meanSquaredError, owner, tf } from '../tf/index.ts';

const STEPS = 60;
/** Updates of one step. */
const EACH = 5;
const params = {
  corners: param.points({
    label: 'Where the corners should go',
    min: -2,
    max: 2,
    default: PARALLELOGRAM,
    inView: true,
  }),
  net: param.choice({
    label: 'Picture of',
    options: { one: 'One affine layer', three: 'Three affine layers', bent: 'Three with tanh between' },
    default: 'one',
    live: true,
  }),
  width: param.number({ label: 'Width of the three layers', min: 1, max: 8, step: 1, default: 8 }),
  shown: param.choice({
    label: 'Points to learn from',
    options: { square: 'The whole square', diagonal: 'One diagonal' },
    default: 'square',
  }),
};
type Values = ParamValues<typeof params>;

/** x ↦ xW + b; row j of W is where the j-th axis goes. In the text points are columns, and W stands the other way. */
interface Affine {
  w: readonly (readonly number[])[];
  b: readonly number[];
}
const determinant = ({ w: [[p = 0, q = 0] = [], [r = 0, s = 0] = []] }: Affine) => p * s - q * r;
export const apply = ({ w, b }: Affine, x: Point): Point =>
  [0, 1].map((k) => x[0] * (w[0]?.[k] as number) + x[1] * (w[1]?.[k] as number) + (b[k] as number)) as [
    number,
    number,
  ];

/**
 * Least squares over all affine maps. On the square x₁ and x₂ have mean 0 and are uncorrelated, so the normal equations
 * fall apart: b = mean y, W = mean xy / mean x². On the diagonal x₁ = x₂, and many W fit alike: halved, the smallest.
 */
export function leastSquares(x: readonly Point[], y: readonly Point[]): Affine {
  const mean = (of: (x: Point, y: Point) => number) =>
    x.reduce((sum, point, i) => sum + of(point, y[i] as Point), 0) / x.length;
  const share = x.every(([u, v]) => u === v) ? 0.5 : 1;
  const axes = [0, 1] as const;
  return {
    w: axes.map((j) => axes.map((k) => (share * mean((a, c) => a[j] * c[k])) / mean((a) => a[j] ** 2))),
    b: axes.map((k) => mean((_, c) => c[k])),
  };
}

/** Affine layers in a row, multiplied out: W₁W₂… and where they send 0. */
export const collapse = (layers: readonly Layer[]): Affine =>
  tf.tidy(() => {
    const w = layers.map((layer): tf.Tensor2D => layer.w).reduce((product, next) => tf.matMul(product, next));
    const zero: tf.Tensor2D = tf.zeros([1, w.shape[0]]);
    return { w: w.arraySync(), b: layers.reduce((x, layer) => layer(x), zero).arraySync()[0] as number[] };
  });

const rows = (points: readonly Point[]) => tf.tensor2d(points.map(([u, v]) => [u, v]));
const round = (v: number, digits = 3) => Number(v.toFixed(digits)) + 0;

/** One affine layer, three of them, and three with tanh between learn the same map of a square from pairs of points. */
export default defineSimulation({
  params,
  metrics: {
    one: { label: 'loss of one affine layer' },
    three: { label: 'loss of three affine layers' },
    bent: { label: 'loss of three with tanh between' },
    topRight: { label: 'one layer’s miss at the top right corner' },
    bottomLeft: { label: 'its miss at the bottom left' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 12 },
  init(values: Values, rng) {
    const { corners, shown, width } = values;
    let { net } = values;
    const { own, layer, dispose } = owner();
    const inputs = shown === 'square' ? SQUARE : SQUARE.filter(([u, v]) => u === v);
    const targets = inputs.map((point) => between(corners, point));
    const [x, y] = [own(rows(inputs)), own(rows(targets))];
    const create = (name: string, sizes: readonly number[], f = (z: tf.Tensor2D) => z) => {
      const weights = rng.fork(name);
      const layers = sizes
        .slice(1)
        .map((fanOut, i) => layer(glorotNormal(weights, sizes[i] as number, fanOut)));
      const map = (of: tf.Tensor2D) => layers.reduce((a, next, i) => next(i ? f(a) : a), of);
      const variables = layers.flatMap((each) => each.variables);
      return { layers, map, variables, optimizer: own(adam(variables, 0.03)) };
    };
    const nets = {
      one: create('one', [2, 2]),
      three: create('three', [2, width, width, 2]),
      bent: create('three', [2, width, width, 2], tf.tanh),
    };
    const lossOf = ({ map }: typeof nets.one) => meanSquaredError(map(x), y);
    const best = leastSquares(inputs, targets);
    const least = evaluate(() => meanSquaredError(rows(inputs.map((point) => apply(best, point))), y));
    const miss = (u: number, v: number) => {
      const [given, asked] = [apply(collapse(nets.one.layers), [u, v]), between(corners, [u, v])];
      return Math.hypot(given[0] - asked[0], given[1] - asked[1]);
    };
    let step = 0;
    return {
      step() {
        step += 1;
        for (let i = 0; i < EACH; i++)
          for (const each of Object.values(nets)) each.optimizer.minimise(() => lossOf(each));
        return 'running';
      },
      metrics: () => ({
        one: evaluate(() => lossOf(nets.one)),
        three: evaluate(() => lossOf(nets.three)),
        bent: evaluate(() => lossOf(nets.bent)),
        topRight: miss(1, 1),
        bottomLeft: miss(-1, -1),
      }),
      snapshot() {
        const affine = collapse(nets[net === 'one' ? 'one' : 'three'].layers);
        const image = (of: Point[]) => {
          const places = tf.tidy(() => nets[net].map(rows(of)).arraySync());
          return places.map((place) => place.map((v) => round(v)));
        };
        return {
          size: LINES,
          letter: LETTER,
          inputs,
          /** Where the pictured net puts the square’s lines and the letter. */
          square: image(SQUARE),
          image: image(LETTER),
          /** Of the one layer, or of three multiplied out: row j of w is where the j-th axis goes. */
          w: affine.w.map((row) => row.map((v) => round(v))),
          b: affine.b.map((v) => round(v)),
          determinant: round(determinant(affine)),
          /** Least loss of any affine map. */
          least: round(least, 6),
          parameters: nets[net].variables.reduce((sum, { size }) => sum + size, 0),
        };
      },
      diagnosis(): Diagnosis<keyof Values> | null {
        if (shown === 'diagonal') {
          const message =
            'All points to learn from lie on one line. What happens across it is left open: infinitely many affine maps fit them equally well, and the start decides which one a layer finds.';
          return { step, message, param: 'shown', reset: 'square' };
        }
        if (Math.abs(determinant(best)) < 0.02) {
          const message = `Not invertible: the best affine map has determinant ${round(determinant(best), 2)} and presses the square onto a line or a point, or nearly so.`;
          return { step, message };
        }
        if (width === 1) {
          const message =
            'One number between the layers: without tanh the three have a W of rank 1 and press the square onto a line. A stack of affine layers can do less than one of them, never more.';
          return { step, message, param: 'width', reset: 8 };
        }
        return null;
      },
      set(next) {
        ({ net } = next);
      },
      dispose,
    };
  },
});
