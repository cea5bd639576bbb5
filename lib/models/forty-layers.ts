import { range } from 'd3-array';
import { byClass, moons, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { bytes, digits, each, mean, round } from '../sim/numbers.ts';
import {
  adam,
  affine,
  column,
  evaluate,
  gradients,
  heNormal,
  logisticLoss,
  matrix,
  owner,
  signAccuracy,
  tf,
} from '../tf/index.ts';

export const WIDTH = 8;
const POINTS = 96;
const REACH = 1.75;
/** Updates between two measurements of what each layer is worth. */
const EVERY = 30;
const TOO_LARGE = 1000;

const params = {
  depth: param.number({ label: 'Layers', min: 2, max: 40, step: 1, default: 40 }),
  branches: param.choice({
    label: 'Weights of the residual net at the start',
    options: { scaled: 'He’s ÷ √layers', full: 'He’s' },
    default: 'scaled',
  }),
  rate: param.number({ label: 'Learning rate', min: 0.001, max: 0.1, scale: 'log', default: 0.01 }),
  cut: param.number({
    label: 'Layer taken out',
    help: 'From both nets as they are now, without further training; 0 leaves all in.',
    min: 0,
    max: 40,
    step: 1,
    default: 0,
    live: true,
  }),
};
type Values = ParamValues<typeof params>;
type Matrix = tf.Tensor2D;

/** What a layer makes of h, given its weights and biases. */
export type Rule = (h: Matrix, w: Matrix, b: tf.Tensor1D) => Matrix;

export const plain: Rule = (h, w, b) => tf.relu(affine(h, w, b));
export const residual: Rule = (h, w, b) => tf.add(h, plain(h, w, b));

/** Where the layers of a net start. Each w is [in, out] of one layer. */
export interface Start {
  draw(rng: Rng): Matrix;
  depth: number;
}

/** An affine layer from 2 inputs to 8 units, layers of 8 units that follow the rule, an affine layer to one logit. */
export function createStack(rule: Rule, { draw, depth }: Start, rng: Rng) {
  const { variable, layer, dispose } = owner();
  const first = layer(heNormal(rng.fork('first'), 2, WIDTH));
  const last = layer(heNormal(rng.fork('last'), WIDTH, 1));
  const drawn = rng.fork('layers');
  const w = variable<tf.Rank.R3>(tf.tidy(() => tf.stack(range(depth).map(() => draw(drawn))) as tf.Tensor3D));
  const b = variable<tf.Rank.R2>(tf.zeros([depth, WIDTH]));
  return {
    w,
    variables: [w, b, ...first.variables, ...last.variables],
    /** A layer left out, counted from 1, hands on what it is given. */
    logits(x: Matrix, without = 0): Matrix {
      const weights = tf.unstack(w) as Matrix[];
      const biases = tf.unstack(b) as tf.Tensor1D[];
      const through = (h: Matrix, l: number) =>
        l + 1 === without ? h : rule(h, weights[l] as Matrix, biases[l] as tf.Tensor1D);
      return last(range(depth).reduce(through, first(x)));
    },
    dispose,
  };
}

function createLearner(rule: Rule, start: Start, rate: number, rng: Rng) {
  const { own, dispose } = owner();
  const data = moons(rng.fork('data'), POINTS, 0.12);
  const [x, y, cells] = [own(matrix(data.x)), own(column(data.label)), own(matrix(raster(24, REACH)))];
  const net = own(createStack(rule, start, rng.fork('weights')));
  const optimizer = own(adam(net.variables, rate));
  const lossOf = () => logisticLoss(net.logits(x), y);
  const accuracy = (without?: number) =>
    tf.tidy(() => round(signAccuracy(net.logits(x, without).dataSync(), data.label), 4));
  /** ‖∂L/∂W₁‖, before training. */
  const gradient = tf.tidy(() => {
    const [g] = gradients(lossOf, [net.w]).gradients as [tf.Tensor3D];
    return digits(tf.norm(tf.slice(g, 0, 1)).dataSync()[0] as number, 2);
  });
  return {
    gradient,
    points: round(byClass(data), 2),
    loss: () => evaluate(lossOf),
    update: () => optimizer.minimise(lossOf),
    /** Share of the points right with all layers, and with each left out in turn. */
    measure: () => ({ accuracy: accuracy(), without: range(start.depth).map((l) => accuracy(l + 1)) }),
    map: (without: number) =>
      tf.tidy(() => bytes(tf.sigmoid(net.logits(cells, without)).dataSync() as Float32Array)),
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    residualLoss: { label: 'loss of the residual net' },
    plainLoss: { label: 'loss of the plain net' },
    residualDrop: { label: 'accuracy a cut costs the residual net' },
    plainDrop: { label: 'accuracy a cut costs the plain net' },
  },
  schedule: { posterSteps: 60, maxSteps: 60, stepsPerSecond: 12 },
  init({ depth, branches, rate, cut: initialCut }, rng) {
    const { own, dispose } = owner();
    const he = (factor: number): Start => ({
      depth,
      draw: (from) => tf.mul(heNormal(from, WIDTH, WIDTH), factor),
    });
    const nets = {
      plain: own(createLearner(plain, he(1), rate, rng)),
      residual: own(createLearner(residual, he(branches === 'scaled' ? 1 / Math.sqrt(depth) : 1), rate, rng)),
    };
    let step = 0;
    let cut = initialCut;
    let divergedAt: number | null = null;
    let loss = each(nets, (net) => net.loss());
    let measured = each(nets, (net) => net.measure());
    const drop = ({ accuracy, without }: typeof measured.plain) => round(accuracy - mean(without), 4);
    return {
      step() {
        step += 1;
        const next = each(nets, (net) => net.update());
        if (Math.max(next.plain, next.residual) < TOO_LARGE) loss = next;
        else divergedAt = step;
        if (step % EVERY === 0 || divergedAt) measured = each(nets, (net) => net.measure());
        return divergedAt ? 'diverged' : 'running';
      },
      metrics: () => ({
        residualLoss: digits(loss.residual, 4),
        plainLoss: digits(loss.plain, 4),
        residualDrop: drop(measured.residual),
        plainDrop: drop(measured.plain),
      }),
      snapshot: () => ({
        every: EVERY,
        gradient: each(nets, (net) => net.gradient),
        measured,
        cut: cut <= depth ? cut : 0,
        maps: each(nets, (net) => net.map(cut)),
        points: nets.plain.points,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (divergedAt && branches === 'full') {
          const message = `Exploded at update ${step}: each of the ${depth} additions makes the signal larger, since the added part is not scaled down. Deep residual nets divide it or normalise it.`;
          return { step, message, param: 'branches', reset: 'scaled' };
        }
        if (divergedAt) {
          const message = `Exploded at update ${step}: at a learning rate of ${rate} all ${depth} layers move at once, and what they add piles up in the signal.`;
          return { step, message, param: 'rate', reset: 0.01 };
        }
        if (cut <= depth) return null;
        const message = `There is no layer ${cut} to take out: these nets have ${depth}.`;
        return { step, message, param: 'cut', reset: 1 };
      },
      set(values) {
        cut = values.cut;
      },
      dispose,
    };
  },
});
