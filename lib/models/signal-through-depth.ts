import { range } from 'd3-array';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { deviation, digits } from '../sim/numbers.ts';
import { normal, tf } from '../tf/index.ts';

const BATCH = 128;
const INPUTS = 64;
/** Histograms reach from −REACH to REACH; what lies beyond is counted in the outer bins. */
const REACH = 3;
const BINS = 25;
/** |tanh| above this counts as saturated: its slope is below 0.06. */
const FLAT = 0.97;

const params = {
  rule: param.choice({
    label: 'Weights',
    options: {
      own: 'By hand',
      xavier: 'Xavier, normal',
      uniform: 'Xavier, uniform',
      lecun: 'LeCun',
      he: 'He',
      equal: 'All equal',
    },
    default: 'own',
    live: true,
  }),
  sigma: param.number({
    label: 'Standard deviation σ of the weights',
    min: 0,
    max: 0.5,
    step: 0.005,
    default: 0.1,
    live: true,
    when: { rule: 'own' },
  }),
  activation: param.choice({
    label: 'Activation',
    options: { linear: 'None (linear)', tanh: 'tanh', relu: 'ReLU' },
    default: 'linear',
    live: true,
  }),
  widths: param.choice({
    label: 'Units in a layer',
    options: { even: '64 in each', alternating: '96 and 32 in turn', narrow: '4 in each' },
    default: 'even',
    live: true,
  }),
  depth: param.number({ label: 'Layers', min: 2, max: 20, step: 1, default: 10, live: true }),
};
type Values = ParamValues<typeof params>;
type Matrix = tf.Tensor2D;

/** Var[W] of each rule, for a matrix that reads from fanIn units and writes to fanOut. */
export function variance(rule: Values['rule'], fanIn: number, fanOut: number, sigma: number): number {
  if (rule === 'own') return sigma ** 2;
  if (rule === 'he') return 2 / fanIn;
  if (rule === 'lecun') return 1 / fanIn;
  return 2 / (fanIn + fanOut);
}

/** W [fanIn, fanOut]: normal, or uniform on ±√(3 Var[W]), or (all equal) one number, the root of that variance. */
export function drawWeights(rng: Rng, { rule, sigma }: Values, fanIn: number, fanOut: number): Matrix {
  const stddev = Math.sqrt(variance(rule, fanIn, fanOut, sigma));
  if (rule === 'equal') return tf.fill([fanIn, fanOut], stddev);
  if (rule !== 'uniform') return normal(rng, [fanIn, fanOut], stddev) as Matrix;
  const limit = Math.sqrt(3) * stddev;
  return tf.tensor2d(
    Float32Array.from({ length: fanIn * fanOut }, () => limit * (2 * rng.uniform() - 1)),
    [fanIn, fanOut],
  );
}

/** f, and its slope as a function of a = f(z). */
const functions: Record<Values['activation'], { f(z: Matrix): Matrix; slope(a: Matrix): Matrix }> = {
  linear: { f: (z) => z, slope: (a) => tf.onesLike(a) },
  tanh: { f: (z) => tf.tanh(z), slope: (a) => tf.sub(1, tf.square(a)) },
  relu: { f: (z) => tf.relu(z), slope: (a) => tf.step(a) },
};

/** Up: aₗ = f(aₗ₋₁Wₗ), from a₀ = x. Down: gₗ₋₁ = (gₗ ⊙ f′(zₗ))Wₗᵀ, from the given g at the last layer; g is ∂L/∂a. */
export function pass(weights: readonly Matrix[], activation: Values['activation'], x: Matrix, last: Matrix) {
  const { f, slope } = functions[activation];
  let a = x;
  const up = weights.map((w) => {
    a = f(tf.matMul(a, w));
    return a;
  });
  let g = last;
  const down = weights.map((_, i) => {
    const l = weights.length - i;
    if (i > 0) g = tf.matMul(tf.mul(g, slope(up[l] as Matrix)), weights[l] as Matrix, false, true);
    return g;
  });
  return { activations: up, gradients: down.reverse() };
}

/** In double precision, where the squares of large values have room. */
function measure(t: Matrix) {
  const values = [...t.dataSync()];
  const bins = range(BINS).map(() => 0);
  for (const v of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((v + REACH) / (2 * REACH)) * BINS)));
    bins[bin] = (bins[bin] as number) + 1;
  }
  const most = Math.max(...bins);
  return {
    spread: digits(deviation(values), 3),
    /** How often values fall into each bin: 255 is the fullest. */
    bins: bins.map((count) => Math.round((255 * count) / most)),
    flat: digits(values.filter((v) => Math.abs(v) > FLAT).length / values.length, 3),
  };
}

/** A batch of standard normal inputs sent up through untrained layers, and a standard normal gradient sent back. */
function compute(values: Values, rng: Rng) {
  const { widths, depth, activation } = values;
  const width = (l: number) => {
    if (l === 0) return INPUTS;
    return widths === 'even' ? 64 : widths === 'narrow' ? 4 : l % 2 ? 96 : 32;
  };
  return tf.tidy(() => {
    const weights = range(depth).map((l) =>
      drawWeights(rng.fork(`weights ${l}`), values, width(l), width(l + 1)),
    );
    const x = normal(rng.fork('inputs'), [BATCH, INPUTS]) as Matrix;
    const last = normal(rng.fork('gradient'), [BATCH, width(depth)]) as Matrix;
    const { activations, gradients } = pass(weights, activation, x, last);
    return { activations: activations.map(measure), gradients: gradients.map(measure) };
  });
}

export default defineSimulation({
  params,
  metrics: {
    up: { label: 'activations, last layer over first' },
    down: { label: 'gradients, first layer over last' },
  },
  schedule: { posterSteps: 0, maxSteps: 0, stepsPerSecond: 1 },
  init(initial, rng) {
    let values = initial;
    let shown = compute(values, rng);
    const ratios = () => {
      const [up, down] = [shown.activations, shown.gradients].map((layers) => [
        layers[0]?.spread ?? 0,
        layers.at(-1)?.spread ?? 0,
      ]) as [[number, number], [number, number]];
      return {
        ...(up[0] > 0 && { up: digits(up[1] / up[0], 3) }),
        ...(down[1] > 0 && { down: digits(down[0] / down[1], 3) }),
      };
    };
    return {
      step: () => 'done',
      snapshot: () => shown,
      metrics: ratios,
      diagnosis(): Diagnosis<keyof Values> | null {
        const { rule, sigma, activation, widths, depth } = values;
        const { up = 0, down = 0 } = ratios();
        const good = activation === 'relu' ? 'he' : 'xavier';
        const says = (message: string, reset: Values['rule'] = good) =>
          ({ step: 0, message, param: 'rule', reset }) as const;
        if (rule === 'own' && sigma === 0)
          return says(
            'All weights are 0: so is every activation, and no gradient gets past the last layer. No weight would ever move.',
          );
        if (rule === 'equal')
          return says(
            'All weights of a layer are one number, so all its units compute the same and, below the last layer, get the same gradient. No update can tell them apart: the layer is worth a single unit. Weights have to be drawn at random.',
          );
        if (widths === 'narrow') {
          const message =
            'Four units to a layer: the rules speak of an average over many weights, and a single draw of 16 strays far from it. Try other seeds.';
          return { step: 0, message, param: 'widths', reset: 'even' };
        }
        const flat = shown.activations.at(-1)?.flat ?? 0;
        if (activation === 'tanh' && flat > 0.2)
          return says(
            `Saturated: ${Math.round(100 * flat)} % of the last layer’s outputs lie beyond ±${FLAT}, where tanh is nearly flat. They cannot grow, but the gradient does, ${Math.round(down)} times on its way back.`,
          );
        if (up > 100)
          return says(
            `Exploded: from layer 1 to layer ${depth} the activations grow ${up > 1e6 ? 'more than a million' : Math.round(up)} times. On the logarithmic axis they fit; a loss computed from them would be useless.`,
          );
        if (up < 0.01)
          return says(
            `Faded: the spread at layer ${depth} is less than a hundredth of that at layer 1. Whatever the last layer has to work with is almost gone before training begins.`,
          );
        return null;
      },
      set(next) {
        values = next;
        shown = compute(values, rng);
      },
      dispose: () => {},
    };
  },
});
