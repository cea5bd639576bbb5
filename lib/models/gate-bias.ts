import { range } from 'd3-array';
import { byClass, moons, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { bytes, digits, mean, round } from '../sim/numbers.ts';
import {
  adam,
  affine,
  column,
  evaluate,
  logisticLoss,
  matrix,
  normal,
  owner,
  signAccuracy,
  tf,
} from '../tf/index.ts';

export const WIDTH = 8;
const POINTS = 96;
const REACH = 1.75;
/** The rival always starts with these gates: nearly open. */
export const OPEN = 3;

const params = {
  bias: param.number({
    label: 'Gate bias at the start',
    help: 'Every gate starts near σ of it: below 0 mostly carrying, above 0 mostly transforming.',
    min: -4,
    max: 4,
    step: 0.5,
    default: -2,
  }),
  depth: param.number({ label: 'Layers', min: 5, max: 20, step: 1, default: 20 }),
  cut: param.number({
    label: 'Layer taken out',
    help: 'From the net as it is now, without further training; 0 leaves all in.',
    min: 0,
    max: 20,
    step: 1,
    default: 0,
    live: true,
  }),
};
type Values = ParamValues<typeof params>;
type Matrix = tf.Tensor2D;

/**
 * y = T(x) ⊙ H(x) + (1 − T(x)) ⊙ x with H(x) = tanh(xW + b) and T(x) = σ(xW_T + b_T). W and W_T stand side by side in
 * w [units, 2 units], b and b_T in b [2 units].
 */
export function highway(x: Matrix, w: Matrix, b: tf.Tensor1D): { y: Matrix; gate: Matrix } {
  const [h, t] = tf.split(affine(x, w, b), 2, 1) as [Matrix, Matrix];
  const gate = tf.sigmoid(t);
  return { y: tf.add(tf.mul(gate, tf.tanh(h)), tf.mul(tf.sub(1, gate), x)), gate };
}

/** An affine layer from 2 inputs to 8 units, highway layers, an affine layer to one logit; trained on the two moons. */
export function createHighway(depth: number, bias: number, rng: Rng) {
  const { own, layer, variable, dispose } = owner();
  const draw = (name: string, shape: number[], variance: number) =>
    normal(rng.fork(name), shape, Math.sqrt(variance));
  const first = layer(draw('first', [2, WIDTH], 1) as Matrix);
  const last = layer(draw('last', [WIDTH, 1], 2 / WIDTH) as Matrix);
  const each = [depth, WIDTH, WIDTH];
  const w = variable(tf.tidy(() => tf.concat([draw('h', each, 2 / WIDTH), draw('t', each, 0.01)], 2)));
  const b = variable(tf.tidy(() => tf.concat([tf.zeros([depth, WIDTH]), tf.fill([depth, WIDTH], bias)], 1)));
  const data = moons(rng.fork('data'), POINTS, 0.12);
  const [x, y, cells] = [own(matrix(data.x)), own(column(data.label)), own(matrix(raster(14, REACH)))];
  /** Also the mean gate of each layer. A layer left out, counted from 1, hands on what it is given. */
  const forward = (input: Matrix, without = 0) => {
    const gates: tf.Tensor[] = [];
    const [weights, biases] = [tf.unstack(w) as Matrix[], tf.unstack(b) as tf.Tensor1D[]];
    const end = weights.reduce((state, weight, l) => {
      const { y: next, gate } = highway(state, weight, biases[l] as tf.Tensor1D);
      gates.push(gate);
      return l + 1 === without ? state : next;
    }, first(input));
    return { logits: last(end), gates };
  };
  const optimizer = own(adam([w, b, ...first.variables, ...last.variables], 0.01));
  const lossOf = () => logisticLoss(forward(x).logits, y);
  const accuracy = (without?: number) =>
    tf.tidy(() => round(signAccuracy(forward(x, without).logits.dataSync(), data.label), 4));
  return {
    points: round(byClass(data), 2),
    loss: () => digits(evaluate(lossOf), 4),
    update: () => digits(optimizer.minimise(lossOf), 4),
    accuracy,
    without: () => range(depth).map((l) => accuracy(l + 1)),
    /** Mean gate of each layer, over its units: for the points of class 0 and of class 1. */
    gates: () =>
      tf.tidy(() => {
        const found = forward(x).gates.map((gate) => tf.mean(gate, 1).dataSync());
        return [0, 1].map((label) =>
          found.map((of) => round(mean([...of].filter((_, i) => data.label[i] === label)), 3)),
        );
      }),
    map: (without: number) =>
      tf.tidy(() => bytes(tf.sigmoid(forward(cells, without).logits).dataSync() as Float32Array)),
    dispose,
  };
}

/** Updates between two measurements of gates and cuts. */
const EVERY = 30;

export default defineSimulation({
  params,
  metrics: {
    loss: { label: 'loss' },
    openLoss: { label: 'loss with gates that start open' },
    accuracy: { label: 'share of the points right' },
    drop: { label: 'accuracy a cut costs' },
  },
  schedule: { posterSteps: 60, maxSteps: 60, stepsPerSecond: 12 },
  init({ bias, depth, cut: initialCut }, rng) {
    const { own, dispose } = owner();
    const net = own(createHighway(depth, bias, rng.fork('net')));
    const rival = own(createHighway(depth, OPEN, rng.fork('net')));
    const start = net.gates();
    const measure = () => ({ gates: net.gates(), accuracy: net.accuracy(), without: net.without() });
    let step = 0;
    let cut = initialCut;
    let [loss, openLoss] = [net.loss(), rival.loss()];
    let now = measure();
    return {
      step() {
        step += 1;
        [loss, openLoss] = [net.update(), rival.update()];
        if (step % EVERY === 0) now = measure();
        return 'running';
      },
      metrics: () => ({
        loss,
        openLoss,
        accuracy: now.accuracy,
        drop: round(now.accuracy - mean(now.without), 4),
      }),
      snapshot: () => ({
        every: EVERY,
        start: start[0] as number[],
        ...now,
        cut: cut <= depth ? cut : 0,
        map: net.map(cut),
        points: net.points,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (cut > depth)
          return {
            step,
            message: `There is no layer ${cut} to take out: the net has ${depth}.`,
            param: 'cut',
            reset: 1,
          };
        if (bias >= 3)
          return {
            step,
            message: `Gates open: with a bias of ${bias} each layer starts by replacing ${Math.round(100 / (1 + Math.exp(-bias)))} % of its input, so this is nearly a plain net of ${depth} layers.`,
            param: 'bias',
            reset: -2,
            term: 'vanishing-gradient-problem',
          };
        if (bias <= -3.5 && step > 0 && step <= EVERY)
          return {
            step,
            message: `Still carrying: with a bias of ${bias} the layers change little of their input yet, and only the first and last learn much. Give it time.`,
          };
        return null;
      },
      set(values) {
        cut = values.cut;
      },
      dispose,
    };
  },
});
