import { range } from 'd3-array';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { each, round } from '../sim/numbers.ts';
import { adam, column, evaluate, meanSquaredError, normal, owner, sgd, tf } from '../tf/index.ts';

const POINTS = 64;
const DRAWN = 65;
const REACH = 2;
/** A loss beyond this has left every curve behind. */
const TOO_LARGE = 1e4;

/** The curve to be fitted. */
export const target = (x: number) => Math.sin(2.5 * x) + 0.3 * x;
const along = (n: number) => range(n).map((i) => REACH * ((2 * i) / (n - 1) - 1));
const finite = (v: number[]) => (v.every((y) => Math.abs(y) < TOO_LARGE) ? v : []);

/** f(z) = max(0, z) at slope 0; leaky at a slope above: z where z > 0, slope · z elsewhere. */
export const rectifier = (z: tf.Tensor2D, slope: number): tf.Tensor2D =>
  slope === 0 ? tf.relu(z) : tf.leakyRelu(z, slope);

/** y = f(x w₁ + b₁) w₂ + b₂ with H hidden units, trained on all points at once. */
export function createNet(
  rng: Rng,
  H: number,
  offset: number,
  slope: number,
  train: (v: tf.Variable[]) => ReturnType<typeof adam>,
) {
  const { own, layer, dispose } = owner();
  const biases = tf.tidy(() => tf.add(normal(rng.fork('b1'), [H]), offset));
  const before = layer(normal(rng.fork('w1'), [1, H]) as tf.Tensor2D, biases);
  const last = layer(normal(rng.fork('w2'), [H, 1], Math.sqrt(2 / H)) as tf.Tensor2D);
  const variables = [...before.variables, ...last.variables];
  const optimizer = own(train(variables));
  const [x, y] = [own(column(along(POINTS))), own(column(along(POINTS).map(target)))];
  const fine = own(column(along(DRAWN)));
  const output = (at: tf.Tensor2D) => last(rectifier(before(at), slope));
  return {
    variables,
    update: () => optimizer.minimise(() => meanSquaredError(output(x), y)),
    loss: () => evaluate(() => meanSquaredError(output(x), y)),
    /** Units whose pre-activation is above 0 for at least one training input. */
    alive: () => tf.tidy(() => [...tf.any(tf.greater(before(x), 0), 0).dataSync()].map(Boolean)),
    /** The output over the drawn inputs. */
    curve: () => tf.tidy(() => round(output(fine).dataSync(), 3)),
    /** Each unit switches at its knot x = −b₁/w₁; what it adds to the output at both ends of the data. */
    hinges: () =>
      tf.tidy(() => {
        const [w, b] = [before.w.dataSync(), before.b.dataSync()];
        const ends = tf.mul(rectifier(before(column([-REACH, REACH])), slope), tf.transpose(last.w));
        const [left, right] = ends.arraySync() as [number[], number[]];
        return left.map((v, i) => ({
          knot: round(Math.max(-99, Math.min(99, -(b[i] as number) / (w[i] as number))) || 0, 3),
          left: round(v, 3),
          right: round(right[i] as number, 3),
        }));
      }),
    bias: () => round(last.b.dataSync()[0] as number, 3),
    dispose,
  };
}

export default defineSimulation({
  params: {
    offset: param.number({ label: 'Initial biases moved by', min: -4, max: 2, step: 0.5, default: 0 }),
    learningRate: param.number({ label: 'Learning rate', min: 0.005, max: 1, scale: 'log', default: 0.02 }),
    slope: param.number({
      label: 'Leaky slope below 0',
      help: 'Of the second net; the first is ReLU, with slope 0.',
      min: 0.01,
      max: 0.3,
      step: 0.01,
      default: 0.1,
    }),
    units: param.number({ label: 'Hidden units', min: 1, max: 32, step: 1, default: 16 }),
    optimizer: param.choice({
      label: 'Optimizer',
      options: { adam: 'Adam', sgd: 'Plain SGD' },
      default: 'adam',
    }),
  },
  metrics: {
    relu: { label: 'ReLU loss' },
    leaky: { label: 'leaky ReLU loss' },
    alive: { label: 'ReLU units alive' },
    pieces: { label: 'straight pieces of the ReLU fit' },
  },
  schedule: { posterSteps: 400, maxSteps: 400, stepsPerSecond: 80 },

  init(values, rng) {
    const { offset, learningRate, slope, units, optimizer } = values;
    const train = (v: tf.Variable[]) => (optimizer === 'adam' ? adam(v, learningRate) : sgd(v, learningRate));
    const { own, dispose } = owner();
    const net = (f: number) => own(createNet(rng.fork('weights'), units, offset, f, train));
    const nets = { relu: net(0), leaky: net(slope) };
    const variance = evaluate(() => tf.moments(column(along(POINTS).map(target))).variance);
    const alive = () => nets.relu.alive().filter(Boolean).length;
    /** One more than the different knots among the data. */
    const pieces = () =>
      1 +
      new Set(
        nets.relu
          .hinges()
          .map(({ knot }) => knot)
          .filter((at) => Math.abs(at) < REACH),
      ).size;
    let step = 0;
    let diverged: 'ReLU' | 'leaky ReLU' | null = null;
    return {
      step() {
        step += 1;
        nets.relu.update();
        nets.leaky.update();
        if (!(nets.relu.loss() < TOO_LARGE)) diverged = 'ReLU';
        else if (!(nets.leaky.loss() < TOO_LARGE)) diverged = 'leaky ReLU';
        return diverged ? 'diverged' : 'running';
      },
      metrics() {
        const losses = each(nets, ({ loss }) => loss());
        const kept = Object.entries(losses).filter(([, loss]) => loss < TOO_LARGE);
        return { ...Object.fromEntries(kept), alive: alive(), pieces: pieces() };
      },
      snapshot: () => ({
        x: round(along(DRAWN), 3),
        target: round(along(DRAWN).map(target), 3),
        fit: each(nets, ({ curve }) => finite(curve())),
        /** Of the ReLU net: where each unit switches, what it adds at x = −2 and x = 2, and whether any point wakes it. */
        hinges: nets.relu.hinges().map((hinge, i) => ({
          knot: Number.isFinite(hinge.knot) ? hinge.knot : 99,
          left: Number.isFinite(hinge.left) ? hinge.left : 0,
          right: Number.isFinite(hinge.right) ? hinge.right : 0,
          alive: nets.relu.alive()[i] === true,
        })),
        /** The least loss of a constant: the variance of the targets. */
        constant: round(variance, 3),
      }),
      diagnosis(): Diagnosis<keyof typeof values> | null {
        if (diverged) {
          const message = `The ${diverged} net diverged at step ${step}: a learning rate of ${learningRate} is too large for ${optimizer === 'sgd' ? 'plain SGD' : 'Adam'} here.`;
          return { step, message, param: 'learningRate', reset: 0.02, term: 'gradient-descent' };
        }
        const n = alive();
        if (n > units / 4) return null;
        const blame =
          offset < 0
            ? ({ param: 'offset', reset: 0 } as const)
            : learningRate > 0.02
              ? ({ param: 'learningRate', reset: 0.02 } as const)
              : ({ param: 'units', reset: 16 } as const);
        const message =
          n > 0
            ? `Only ${n} of the ${units} ReLU units ${n === 1 ? 'is' : 'are'} on for any training point. The others are dead: the gradient of their own weights is exactly zero.`
            : `Every ReLU unit is off for every training point. What is left is the constant b₂ = ${nets.relu.bias()}, and a constant’s loss is at best the variance of the targets, ${round(variance, 3)}.`;
        return { step, message, term: 'activation', ...blame };
      },
      dispose,
    };
  },
});
