import { noisyLine } from '../data/line.ts';
import { spirals } from '../data/points.ts';
import { defineSimulation, type ParamValues, type Point, param, type Rng } from '../sim/index.ts';
import {
  adam,
  affine,
  batches,
  glorotNormal,
  gradients,
  logisticLoss,
  type Optimizer,
  owner,
  sgd,
  tf,
} from '../tf/index.ts';

/** To race another optimizer, add it to both tables. */
const optimizers = { sgd: 'SGD', adam: 'Adam', uncorrected: 'Adam, uncorrected' } as const;
type Name = keyof typeof optimizers;
const create: Record<Name, (theta: tf.Variable[], rate: () => number) => Optimizer> = {
  sgd,
  adam,
  uncorrected: (theta, rate) => adam(theta, rate, { correctBias: false }),
};

const optimizer = (label: string, initial: Name) =>
  param.choice({ label, options: optimizers, default: initial });
const rate = (label: string, initial: number) =>
  param.number({ label, min: 1e-4, max: 3, scale: 'log', default: initial });
const sizes = { '1': '1', '4': '4', '16': '16', '64': '64', '256': 'All' } as const;
const batch = (label: string) => param.choice({ label, options: sizes, default: '256' });

const params = {
  problem: param.choice({ label: 'Problem', options: { line: 'Line', spirals: 'Spirals' }, default: 'line' }),
  unitScale: param.number({
    label: 'Unit factor',
    help: 'Multiplies the line’s x, or the spirals’ second input, as if recorded in other units.',
    min: 1,
    max: 30,
    scale: 'log',
    default: 3.5,
    unit: '×',
  }),
  optimizerA: optimizer('Runner A', 'sgd'),
  rateA: rate('Learning rate, A', 0.15),
  batchA: batch('Batch, A'),
  optimizerB: optimizer('Runner B', 'adam'),
  rateB: rate('Learning rate, B', 0.2),
  batchB: batch('Batch, B'),
  schedule: param.choice({
    label: 'Schedule',
    options: { constant: 'Constant η', decaying: 'η / (1 + t/50)' },
    default: 'constant',
  }),
  axis: param.choice({
    label: 'Count',
    options: { updates: 'Updates', examples: 'Examples read' },
    default: 'updates',
    live: true,
  }),
};
type Values = ParamValues<typeof params>;

const examples = 256;
/** Excess loss below which a runner is near the minimum; is at it, as far as float32 can tell; above which it diverged. */
const near = 0.05;
const there = 1e-12;
const tooLarge = 1e6;
/** Cells across a decision map, and how far it reaches from the origin on both axes. */
const cells = 24;
const reach = 1.2;

const fixed = (v: number, digits: number) => Number(v.toFixed(digits)) + 0;
const brief = (v: number) => Number(v.toPrecision(2));
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

interface Problem {
  /** [examples, inputs] and [examples, 1]. */
  x: tf.Tensor2D;
  y: tf.Tensor2D;
  /** W₁, b₁, W₂, b₂, …: both runners start from a copy. */
  start: tf.Tensor[];
  /** Mean over a batch; outputs and targets are [batch, 1]. */
  loss(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar;
  /** Over all examples: the loss less the least possible; spirals' accuracy; the line's (b, w). */
  measure(theta: readonly tf.Tensor[]): { excess: number; accuracy: number | null; at: Point | null };
  /** The line's best (b, w), or null. */
  minimum: Point | null;
  /** The spirals in their first units, of class 0 and 1 by turns. */
  points: Point[];
  /** Spirals: probability of class 1 over the square of the map, 0 … 255, row by row from the top. */
  map(theta: readonly tf.Tensor[]): number[];
}

/** tanh layers and a linear last one: [batch, inputs] → [batch, 1]. A single layer is xw + b. */
function outputs(x: tf.Tensor2D, theta: readonly tf.Tensor[]): tf.Tensor2D {
  let h = x;
  for (let i = 0; i < theta.length; i += 2) {
    h = affine(i ? tf.tanh(h) : h, theta[i] as tf.Tensor2D, theta[i + 1] as tf.Tensor1D);
  }
  return h;
}

/** Half the mean squared error of wx + b, from w = b = 0. */
function fitLine(rng: Rng, unitScale: number): Problem {
  const { x, y, best } = noisyLine(rng, examples);
  const told = x.map((v) => unitScale * v);
  const minimum = [best.b, best.w / unitScale] as const;
  return {
    x: tf.tensor2d(told, [examples, 1]),
    y: tf.tensor2d(y, [examples, 1]),
    start: [tf.zeros([1, 1]), tf.zeros([1])],
    loss: (h, target) => tf.mul(tf.mean(tf.squaredDifference(h, target)), 0.5),
    measure(theta) {
      const [w, b] = theta.map((v) => v.dataSync()[0]) as [number, number];
      // Inputs of mean 0 and variance unitScale² make the second derivatives unitScale², 0 and 1.
      const excess = ((unitScale * (w - minimum[1])) ** 2 + (b - minimum[0]) ** 2) / 2;
      return { excess, accuracy: null, at: [fixed(b, 4), fixed(w, 4)] };
    },
    minimum: [fixed(minimum[0], 4), fixed(minimum[1], 4)],
    points: [],
    map: () => [],
  };
}

/** The logistic loss, whose infimum is 0, of a 2-16-16-1 net. */
function separateSpirals(rng: Rng, unitScale: number): Problem {
  const { x: points, label } = spirals(rng.fork('points'), examples);
  const told = (rows: readonly Point[]) => tf.tensor2d(rows.map(([x1, x2]) => [x1, unitScale * x2]));
  const [x, y] = [told(points), tf.tensor2d(label, [examples, 1])];
  const widths = [2, 16, 16, 1];
  const at = (i: number) => ((2 * i + 1) / cells - 1) * reach;
  const square = Array.from(
    { length: cells ** 2 },
    (_, i): Point => [at(i % cells), -at(Math.floor(i / cells))],
  );
  return {
    x,
    y,
    start: widths.slice(1).flatMap((n, i) => [glorotNormal(rng, widths[i] as number, n), tf.zeros([n])]),
    loss: logisticLoss,
    measure(theta) {
      const [excess, accuracy] = tf.tidy(() => {
        const logits = outputs(x, theta);
        const right = tf.equal(tf.greater(logits, 0), tf.greater(y, 0));
        return [logisticLoss(logits, y), tf.mean(tf.cast(right, 'float32'))].map((v) => v.dataSync()[0]);
      }) as [number, number];
      return { excess, accuracy, at: null };
    },
    minimum: null,
    points: points.map(([x1, x2]) => [fixed(x1, 2), fixed(x2, 2)]),
    map: (theta) =>
      tf.tidy(() =>
        Array.from(tf.sigmoid(outputs(told(square), theta)).dataSync(), (p) => Math.round(255 * p)),
      ),
  };
}

/** Its own weights and optimizer, and its own place in the stream of examples that both read. */
function createRunner(name: 'A' | 'B', values: Values, problem: Problem, rng: Rng) {
  const { variable, dispose } = owner();
  const theta = problem.start.map((v) => variable(v.clone()));
  const batchSize = Number(values[`batch${name}`]);
  const rows = batches(rng.fork('batches'), examples, batchSize);
  let t = 0;
  const rate = () => values[`rate${name}`] / (values.schedule === 'decaying' ? 1 + t / 50 : 1);
  const optimizer = create[values[`optimizer${name}`]](theta, rate);
  let now = problem.measure(theta);
  const trail = now.at ? [now.at] : [];
  let readToNear: number | null = null;
  let divergedAt: number | null = null;
  return {
    step: () =>
      tf.tidy(() => {
        if (divergedAt !== null) return;
        const batch = rows.next().value;
        const [x, y] = [tf.gather(problem.x, batch), tf.gather(problem.y, batch)];
        const before = theta.map((v) => v.clone());
        optimizer.apply(gradients(() => problem.loss(outputs(x, theta), y), theta).gradients);
        t += 1;
        const next = problem.measure(theta);
        if (next.excess < tooLarge) {
          now = next;
          if (now.at) trail.push(now.at);
          if (now.excess < near) readToNear ??= t * batchSize;
        } else {
          divergedAt = t;
          for (const [i, v] of theta.entries()) v.assign(before[i] as tf.Tensor);
        }
      }),
    /** Figures are null once it has diverged. */
    state() {
      const { excess, accuracy } = divergedAt === null ? now : { excess: null, accuracy: null };
      return { excess, accuracy, readToNear, divergedAt };
    },
    path: () => ({ trail: [...trail], map: problem.map(theta) }),
    dispose() {
      optimizer.dispose();
      dispose();
    },
  };
}

/** The steepest second derivative of the line's loss over the inputs x; for a single one, 1 + x². */
function curvature(x: readonly number[]): number {
  const [m1, m2] = [mean(x), mean(x.map((v) => v ** 2))];
  return (m2 + 1) / 2 + Math.hypot((m2 - 1) / 2, m1);
}

/** Names the runner's rate and, for SGD on the line, the rate that its steepest batch so far could bear. */
function diagnose(name: 'A' | 'B', step: number, values: Values, problem: Problem, rng: Rng) {
  const [eta, size] = [values[`rate${name}`], Number(values[`batch${name}`])];
  const who = `${name} (${optimizers[values[`optimizer${name}`]]}) diverged at update ${step}`;
  const blame = { step, param: `rate${name}` } as const;
  if (values[`optimizer${name}`] !== 'sgd' || !problem.minimum) {
    const message = `${who}: steps at learning rate ${eta} are too long here.`;
    return { ...blame, message, reset: 0.1, term: 'adam' };
  }
  const x = Array.from(problem.x.dataSync());
  const rows = batches(rng.fork('batches'), examples, size);
  const read = Array.from({ length: step }, () => rows.next().value.map((i) => x[i] as number));
  const steepest = read.reduce((a, b) => (curvature(b) > curvature(a) ? b : a));
  const most = brief(curvature(steepest));
  const what =
    size === 1
      ? `an example with x = ${brief(steepest[0] as number)} curves its loss by 1 + x² = ${most}`
      : `${size === examples ? 'the whole set' : 'its steepest batch'} curves the loss by ${most}`;
  const message = `${who}: ${what}; on it rates above 2/${most} = ${brief(2 / most)} overshoot ever further, and this one is ${eta}.`;
  const worst = size === examples ? most : Math.max(...x.map((v) => curvature([v])));
  return { ...blame, message, reset: brief(1 / worst), term: 'stochastic-gradient-descent' };
}

const known = <Key extends string>(figures: Record<Key, number | null>) =>
  Object.fromEntries(Object.entries(figures).filter(([, v]) => v !== null)) as Partial<Record<Key, number>>;

export default defineSimulation({
  params,
  metrics: {
    excessA: { label: 'excess loss of A' },
    excessB: { label: 'excess loss of B' },
    accuracyA: { label: 'accuracy of A' },
    accuracyB: { label: 'accuracy of B' },
    readA: { label: 'examples A read to come near' },
    readB: { label: 'examples B read to come near' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 50 },
  init(values, rng) {
    const pose = { line: fitLine, spirals: separateSpirals }[values.problem];
    const problem = pose(rng.fork('problem'), values.unitScale);
    const [a, b] = [createRunner('A', values, problem, rng), createRunner('B', values, problem, rng)];
    return {
      step() {
        a.step();
        b.step();
        const states = [a.state(), b.state()];
        if (states.every((s) => s.divergedAt !== null)) return 'diverged';
        return states.some((s) => s.excess !== null && s.excess < there) ? 'done' : 'running';
      },
      snapshot: () => ({
        runners: [
          { ...a.state(), ...a.path() },
          { ...b.state(), ...b.path() },
        ] as const,
        minimum: problem.minimum,
        points: problem.points,
        near,
      }),
      metrics() {
        const [ofA, ofB] = [a.state(), b.state()];
        return known({
          excessA: ofA.excess,
          excessB: ofB.excess,
          accuracyA: ofA.accuracy,
          accuracyB: ofB.accuracy,
          readA: ofA.readToNear,
          readB: ofB.readToNear,
        });
      },
      diagnosis() {
        const [atA, atB] = [a.state().divergedAt, b.state().divergedAt];
        const first = (atA ?? Infinity) <= (atB ?? Infinity) ? 'A' : 'B';
        const step = first === 'A' ? atA : atB;
        return step === null ? null : diagnose(first, step, values, problem, rng);
      },
      // The axis is the view's affair.
      set() {},
      dispose() {
        a.dispose();
        b.dispose();
        tf.dispose([problem.x, problem.y, problem.start]);
      },
    };
  },
});
