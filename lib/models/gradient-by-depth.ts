import { range } from 'd3-array';
import { byClass, moons, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, round } from '../sim/numbers.ts';
import { activations } from '../tf/activations.ts';
import {
  affine,
  column,
  glorotNormal,
  gradients,
  heNormal,
  logisticLoss,
  matrix,
  owner,
  sgd,
  signAccuracy,
  tf,
} from '../tf/index.ts';

const WIDTH = 16;
const POINTS = 128;
/** Updates between two measurements. */
const EVERY = 20;
const TOO_LARGE = 1e6;
/** What half precision rounds to 0: half of its smallest positive number. */
const HALF = 2 ** -25;

const params = {
  activation: param.choice({
    label: 'Activation',
    options: { sigmoid: 'Sigmoid', tanh: 'tanh', relu: 'ReLU', identity: 'Identity' },
    default: 'sigmoid',
  }),
  depth: param.number({ label: 'Hidden layers', min: 2, max: 30, step: 1, default: 10 }),
  gain: param.number({
    label: 'Weights at the start, times',
    help: 'In units of He’s initialisation for ReLU, of Glorot’s for the others.',
    min: 0.25,
    max: 4,
    scale: 'log',
    default: 1,
  }),
  residual: param.toggle({ label: 'Residual connections', default: false }),
  rate: param.number({ label: 'Learning rate', min: 0.001, max: 1, scale: 'log', default: 0.3 }),
};
type Values = ParamValues<typeof params>;

export interface DeepNet {
  layers: { w: tf.Tensor2D; b: tf.Tensor1D }[];
  activation: Values['activation'];
  residual: boolean;
}

/**
 * h₁ = f(xW₁ + b₁), hₗ = f(hₗ₋₁Wₗ + bₗ), with residual connections plus hₗ₋₁. The nudges, zeros, are added to h₁, h₂, …:
 * the gradient for them is ∂L/∂hₗ.
 */
export function lastHidden(net: DeepNet, x: tf.Tensor2D, nudges: readonly tf.Tensor[] = []): tf.Tensor2D {
  return net.layers.reduce((h, { w, b }, l) => {
    const a = activations[net.activation](affine(h, w, b));
    const out: tf.Tensor2D = net.residual && l > 0 ? tf.add(h, a) : a;
    return nudges[l] ? tf.add(out, nudges[l]) : out;
  }, x);
}

/** In double precision, where the squares of large gradients have room. */
const norm = (t: tf.Tensor) => Math.sqrt((t.dataSync() as Float32Array).reduce((sum, v) => sum + v * v, 0));

/** ‖∂L/∂hₗ‖ over all rows, a number a layer; and the same for the given variables. */
export function gradientNorms(
  net: DeepNet,
  x: tf.Tensor2D,
  loss: (h: tf.Tensor2D) => tf.Scalar,
  variables: readonly tf.Variable[] = [],
) {
  const nudges = net.layers.map(({ w }) => tf.tidy(() => tf.variable(tf.zeros([x.shape[0], w.shape[1]]))));
  const norms = tf.tidy(() =>
    gradients(() => loss(lastHidden(net, x, nudges)), [...nudges, ...variables]).gradients.map(norm),
  );
  tf.dispose(nudges);
  return { activations: norms.slice(0, nudges.length), variables: norms.slice(nudges.length) };
}

function createNet({ activation, depth, gain, residual }: Values, rng: Rng) {
  const { layer, dispose } = owner();
  const draw = activation === 'relu' ? heNormal : glorotNormal;
  const start = (l: number): tf.Tensor2D => tf.tidy(() => tf.mul(draw(rng, l ? WIDTH : 2, WIDTH), gain));
  const layers = range(depth).map((l) => layer(start(l)));
  const logits = layer(glorotNormal(rng, WIDTH, 1));
  const variables = [...layers, logits].flatMap((l) => l.variables);
  return { net: { activation, residual, layers }, variables, logits, dispose };
}

/** As 5.6×10⁻²¹ where zeros would pile up. */
function inWords(v: number): string {
  if (v >= 1e-3 && v < 1e4) return String(digits(v, 3));
  const [mantissa, exponent] = v.toExponential(1).split('e') as [string, string];
  return `${mantissa}×10${[...exponent].map((c) => (c === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? ''))).join('')}`;
}

export default defineSimulation({
  params,
  metrics: {
    loss: { label: 'loss' },
    accuracy: { label: 'share of the points right' },
    first: { label: 'gradient at layer 1 before training' },
    last: { label: 'gradient at the last hidden layer before training' },
    moved: { label: 'movement of layer 1’s weights' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 75 },
  init(values, rng) {
    const { own, dispose } = owner();
    const data = moons(rng.fork('data'), POINTS);
    const x = own(matrix(data.x));
    const y = own(column(data.label));
    const cells = own(matrix(raster(24, 1.65)));
    const { net, variables, logits } = own(createNet(values, rng.fork('weights')));
    const weights = net.layers.map(({ w }) => w);
    const before = weights.map((w) => own(w.clone()));
    const optimizer = own(sgd(variables, values.rate));
    const lossOf = (h: tf.Tensor2D) => logisticLoss(logits(h), y);

    const measure = () =>
      tf.tidy(() => {
        const norms = gradientNorms(net, x, lossOf, weights);
        return {
          activations: digits(norms.activations, 3),
          weights: digits(norms.variables, 3),
          moved: weights.map((w, l) =>
            digits(norm(tf.sub(w, before[l] as tf.Tensor)) / norm(before[l] as tf.Tensor), 3),
          ),
          loss: digits(lossOf(lastHidden(net, x)).dataSync()[0] as number, 3),
          accuracy: signAccuracy(logits(lastHidden(net, x)).dataSync(), data.label),
          map: Array.from(tf.sigmoid(logits(lastHidden(net, cells))).dataSync(), (p) => Math.round(255 * p)),
        };
      });
    const start = measure();
    let now = start;
    let step = 0;
    let divergedAt: number | null = null;
    return {
      step() {
        step += 1;
        const loss = optimizer.minimise(() => lossOf(lastHidden(net, x)));
        if (step % EVERY === 0 && loss < TOO_LARGE) {
          const next = measure();
          if (next.loss < TOO_LARGE) now = next;
          else divergedAt = step;
        }
        if (!(loss < TOO_LARGE)) divergedAt = step;
        return divergedAt === null ? 'running' : 'diverged';
      },
      metrics: () => ({
        loss: now.loss,
        accuracy: now.accuracy,
        first: start.activations[0] as number,
        last: start.activations.at(-1) as number,
        moved: now.moved[0] as number,
      }),
      snapshot: () => ({
        every: EVERY,
        start: start.activations,
        ...now,
        points: round(byClass(data), 2),
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const { activation, depth, gain, residual, rate } = values;
        const [first, last] = [start.activations[0] as number, start.activations.at(-1) as number];
        if (divergedAt !== null) {
          const why =
            first > last
              ? `on the way back through ${depth} layers the gradient grew from ${inWords(last)} to ${inWords(first)}, and a step of ${rate} times that overshoots.`
              : `steps of ${rate} times the gradient overshoot.`;
          const message = `Exploded at update ${divergedAt}: ${why}`;
          return first > 10 * last && gain > 1
            ? { step, message, param: 'gain', reset: 1 }
            : { step, message, param: 'rate', reset: 0.01, term: 'gradient-descent' };
        }
        const silent = now.activations.lastIndexOf(0);
        if (silent >= 0) {
          const message =
            activation === 'relu'
              ? `Dead: at layer ${silent + 1} the gradient is exactly 0, since every path to the output ends at units that are off for all points. Neither it nor any layer below learns.`
              : `Underflow: at layer ${silent + 1} the gradient is smaller than single precision can tell from 0. Neither it nor any layer below learns.`;
          return activation === 'relu'
            ? { step, message, param: 'activation', reset: 'tanh', term: 'activation' }
            : { step, message, param: 'depth', reset: 10 };
        }
        if (first < HALF) {
          const message = `At layer 1 the whole gradient has length ${inWords(first)}. It is drawn, since the axis is logarithmic and the demo computes in single precision; half precision would round every number in it to 0, unless the loss were scaled up.`;
          return residual
            ? { step, message, param: 'gain', reset: 1 }
            : { step, message, param: 'residual', reset: true };
        }
        return null;
      },
      dispose,
    };
  },
});
