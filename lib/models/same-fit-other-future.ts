import { range } from 'd3-array';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { digits, mean } from '../sim/numbers.ts';
import { adam, affine, column, matrix, meanSquaredError, normal, owner, tf } from '../tf/index.ts';

const [STEPS, UNITS] = [400, 8];
/** Data lie on [−INSIDE, INSIDE]; beyond, the models are asked up to END. */
export const [INSIDE, END] = [2, 4];
const GRID = range(-INSIDE, END + 0.01, 0.1).map((x) => Number(x.toFixed(1)));

/** What the points come from, apart from noise. */
const truths = {
  wave: (x: number) => Math.sin(1.5 * x),
  line: (x: number) => 0.5 * x,
};
/** Features of x whose weighted sum, plus a bias, is a model: what it assumes of the world. */
const features = {
  line: (x: number) => [x],
  cubic: (x: number) => [x, x ** 2, x ** 3],
  wave: (x: number) => [Math.sin(1.5 * x)],
};
export type ModelName = keyof typeof features | 'net';
export const names: readonly ModelName[] = ['line', 'cubic', 'net', 'wave'];

/** f(x; θ): an architecture, with θ apart from it. */
interface Architecture {
  /** Where training starts. */
  start(rng: Rng): tf.Tensor[];
  at(x: readonly number[], theta: readonly tf.Tensor[]): tf.Tensor2D;
}
const sumOf = (of: (x: number) => number[]): Architecture => ({
  start: () => [tf.zeros([of(0).length, 1]), tf.zeros([1])],
  at: (x, [w, b]) => affine(matrix(x.map(of)), w as tf.Tensor2D, b as tf.Tensor1D),
});
const net: Architecture = {
  start: (rng) => [normal(rng, [1, UNITS]), normal(rng, [UNITS]), normal(rng, [UNITS, 1]), tf.zeros([1])],
  at: (x, [w, b, v, c]) =>
    affine(
      tf.tanh(affine(column(x), w as tf.Tensor2D, b as tf.Tensor1D)),
      v as tf.Tensor2D,
      c as tf.Tensor1D,
    ),
};
export const architectures: Record<ModelName, Architecture> = {
  line: sumOf(features.line),
  cubic: sumOf(features.cubic),
  net,
  wave: sumOf(features.wave),
};

/** The same function with its hidden units in another order: other numbers in other places. */
export function swapUnits(theta: readonly tf.Tensor[]): tf.Tensor[] {
  const [w, b, v, c] = theta as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  return [tf.reverse(w, 1), tf.reverse(b, 0), tf.reverse(v, 0), c];
}
export const parameters = (theta: readonly tf.Tensor[]) => theta.reduce((n, { size }) => n + size, 0);
const fits = { line: 'fitLine', cubic: 'fitCubic', net: 'fitNet', wave: 'fitWave' } as const;
const fars = { line: 'farLine', cubic: 'farCubic', net: 'farNet', wave: 'farWave' } as const;

export default defineSimulation({
  params: {
    truth: param.choice({
      label: 'The points come from',
      options: { wave: 'A wave', line: 'A straight line' },
      default: 'wave',
    }),
    noise: param.number({ label: 'Noise', min: 0, max: 0.5, step: 0.05, default: 0.1 }),
    points: param.number({ label: 'Points', min: 3, max: 60, step: 1, default: 40 }),
    mix: param.number({
      label: 'The net’s weights: random to trained',
      help: 'θ = (1 − α)·random + α·trained',
      min: 0,
      max: 1,
      step: 0.05,
      default: 1,
      live: true,
    }),
    swapped: param.toggle({ label: 'Reverse the net’s units', default: false, live: true }),
  },
  metrics: {
    fitNet: { label: 'error of the net on the data' },
    fitLine: { label: 'error of the line on the data' },
    fitCubic: { label: 'error of the cubic on the data' },
    fitWave: { label: 'error of the wave on the data' },
    farLine: { label: 'error of the line beyond them' },
    farCubic: { label: 'error of the cubic beyond them' },
    farNet: { label: 'error of the net beyond them' },
    farWave: { label: 'error of the wave beyond them' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 80 },

  init({ truth, noise, points, ...initial }, rng) {
    let { mix, swapped } = initial;
    const draw = rng.fork('data');
    const f = truths[truth];
    const x = range(points).map(() => INSIDE * (2 * draw.uniform() - 1));
    const y = x.map((at) => f(at) + noise * draw.normal());
    const { own, variable, dispose } = owner();
    const target = own(column(y));
    const models = names.map((name) => {
      const { start, at } = architectures[name];
      const random = start(rng.fork(name)).map((t) => own(t));
      const theta = random.map((t) => variable(tf.clone(t)));
      return { name, at, random, theta, optimizer: own(adam(theta, name === 'net' ? 0.03 : 0.05)) };
    });
    type Model = (typeof models)[number];
    /** θ as the reader sets it: of the net any mixture, its units in either order. */
    function shown({ name, theta, random }: Model): tf.Tensor[] {
      if (name !== 'net') return theta;
      const mixed = theta.map((t, i) => tf.add(tf.mul(random[i] as tf.Tensor, 1 - mix), tf.mul(t, mix)));
      return swapped ? swapUnits(mixed) : mixed;
    }
    const answers = (model: Model, at: readonly number[]) =>
      tf.tidy(() => [...model.at(at, shown(model)).dataSync()]);
    const error = (model: Model, at: readonly number[], wanted: readonly number[]) =>
      mean(answers(model, at).map((v, i) => (v - (wanted[i] as number)) ** 2));
    const beyond = GRID.filter((at) => at > INSIDE);
    const figures = () =>
      Object.fromEntries(
        models.flatMap((model) => [
          [fits[model.name], error(model, x, y)],
          [fars[model.name], error(model, beyond, beyond.map(f))],
        ]),
      ) as Record<(typeof fits | typeof fars)[ModelName], number>;
    let step = 0;

    return {
      step() {
        step += 1;
        for (const { at, theta, optimizer } of models)
          optimizer.minimise(() => meanSquaredError(at(x, theta), target));
        return 'running';
      },
      metrics: figures,
      snapshot: () => ({
        data: x.map((at, i): [number, number] => [digits(at, 3), digits(y[i] as number, 3)]),
        grid: GRID,
        truth: digits(GRID.map(f), 3),
        models: models.map((model) => ({
          name: model.name,
          parameters: parameters(model.theta),
          curve: digits(answers(model, GRID), 4),
        })),
        /** Of the net: weights in, biases and weights out, unit by unit. */
        weights: tf.tidy(() =>
          shown(models[2] as Model)
            .slice(0, 3)
            .map((t) => digits(t.dataSync(), 3)),
        ),
      }),
      diagnosis(): Diagnosis<'points' | 'noise'> | null {
        if (points <= 25) {
          const message = `The net has at least as many parameters as there are points, 25 for ${points}: that it fits them closely is no evidence for it.`;
          return { step, message, param: 'points', reset: 40 };
        }
        if (noise < 0.4 || truth === 'line' || step < STEPS || mix < 1) return null;
        const message =
          'In so much noise the cubic, the net and the wave have much the same error on the data, which no longer choose between the three.';
        return { step, message, param: 'noise', reset: 0.1 };
      },
      set(next) {
        ({ mix, swapped } = next);
      },
      dispose,
    };
  },
});
