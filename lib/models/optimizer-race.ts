import { range } from 'd3-array';
import { curvature, fitLine } from '../problems/line.ts';
import { examples, outputs, type Problem } from '../problems/problem.ts';
import { separateSpirals } from '../problems/spirals.ts';
import { untilTooFar } from '../problems/until-too-far.ts';
import { defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, known } from '../sim/numbers.ts';
import {
  adadelta,
  adagrad,
  adam,
  batches,
  nesterov,
  type Optimizer,
  owner,
  rmsprop,
  sgd,
  tf,
} from '../tf/index.ts';

/** To race another optimizer, add it to both tables. */
const optimizers = {
  sgd: 'SGD',
  momentum: 'Momentum',
  nesterov: 'Nesterov’s momentum',
  adagrad: 'Adagrad',
  rmsprop: 'RMSProp',
  adadelta: 'Adadelta (no rate)',
  adam: 'Adam',
  uncorrected: 'Adam, uncorrected',
} as const;
type Name = keyof typeof optimizers;
const mu = 0.9;
const create: Record<Name, (theta: tf.Variable[], rate: () => number) => Optimizer> = {
  sgd,
  momentum: (theta, rate) => sgd(theta, rate, mu),
  // It is shown where it takes its gradients, at θ + μv.
  nesterov: (theta, rate) => nesterov(theta, rate, mu),
  adagrad,
  rmsprop,
  adadelta: (theta) => adadelta(theta),
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

/** Excess loss below which a runner is near the minimum; is at it, as far as float32 can tell; above which it diverged. */
const near = 0.05;
const there = 1e-12;
const tooLarge = 1e6;

/** Its own weights and optimizer, and its own place in the stream of examples that both read. */
function createRunner(name: 'A' | 'B', values: Values, problem: Problem, rng: Rng) {
  const { own, variable, dispose } = owner();
  const theta = problem.start.map((v) => variable(v.clone()));
  const batchSize = Number(values[`batch${name}`]);
  const rows = batches(rng.fork('batches'), examples, batchSize);
  let t = 0;
  const rate = () => values[`rate${name}`] / (values.schedule === 'decaying' ? 1 + t / 50 : 1);
  const optimizer = own(create[values[`optimizer${name}`]](theta, rate));
  let now = problem.measure(theta);
  const trail = now.at ? [now.at] : [];
  let readToNear: number | null = null;
  const { step, divergedAt } = untilTooFar(theta);
  return {
    step: () =>
      step(t + 1, () => {
        const batch = rows.next().value;
        const [x, y] = [tf.gather(problem.x, batch), tf.gather(problem.y, batch)];
        optimizer.minimise(() => problem.loss(outputs(x, theta), y));
        t += 1;
        const next = problem.measure(theta);
        if (!(next.excess < tooLarge)) return false;
        now = next;
        if (now.at) trail.push(now.at);
        if (now.excess < near) readToNear ??= t * batchSize;
        return true;
      }),
    /** Figures are null once it has diverged. */
    state() {
      const { excess, accuracy } = divergedAt() === null ? now : { excess: null, accuracy: null };
      return { excess, accuracy, readToNear, divergedAt: divergedAt() };
    },
    path: () => ({ trail: [...trail], map: problem.map(theta) }),
    dispose,
  };
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
  const read = range(step).map(() => rows.next().value.map((i) => x[i] as number));
  const steepest = read.reduce((a, b) => (curvature(b) > curvature(a) ? b : a));
  const most = digits(curvature(steepest), 2);
  const what =
    size === 1
      ? `an example with x = ${digits(steepest[0] as number, 2)} curves its loss by 1 + x² = ${most}`
      : `${size === examples ? 'the whole set' : 'its steepest batch'} curves the loss by ${most}`;
  const message = `${who}: ${what}; on it rates above 2/${most} = ${digits(2 / most, 2)} overshoot ever further, and this one is ${eta}.`;
  const worst = size === examples ? most : Math.max(...x.map((v) => curvature([v])));
  return { ...blame, message, reset: digits(1 / worst, 2), term: 'stochastic-gradient-descent' };
}

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
    const { own, dispose } = owner();
    const problem = pose(rng.fork('problem'), values.unitScale);
    [problem.x, problem.y, ...problem.start].forEach(own);
    const [a, b] = [
      own(createRunner('A', values, problem, rng)),
      own(createRunner('B', values, problem, rng)),
    ];
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
      dispose,
    };
  },
});
