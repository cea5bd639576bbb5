import { range } from 'd3-array';
import { dividingLine } from '../problems/dividing-line.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param } from '../sim/index.ts';
import { each, round } from '../sim/numbers.ts';
import { owner, sgd, tf } from '../tf/index.ts';

const STEPS = 300;
const START = 50;
/** Answers c at which the losses are drawn: 0, 2, … 100 minutes. */
const GRID = range(51).map((i) => 2 * i);
/** By how many minutes the slowest delivery is later for the second set of answers. */
const LATER = 10;

const inNumber = { scene: 'number' };
const inLine = { scene: 'line' };
const params = {
  scene: param.choice({
    label: 'To be learnt',
    options: { number: 'One best guess', line: 'A dividing line' },
    default: 'number',
  }),
  points: param.points({
    label: 'Deliveries',
    min: 0,
    max: 100,
    default: [10, 20, 28, 46, 96].map((minutes) => [minutes, 0.2] as const),
    least: 2,
    most: 9,
  }),
  delta: param.number({
    label: 'Huber’s δ',
    help: 'Up to here a miss counts by its square, beyond by its length.',
    when: inNumber,
    min: 1,
    max: 100,
    scale: 'log',
    default: 14,
    unit: 'min',
  }),
  tau: param.number({
    label: 'Pinball’s τ',
    help: 'A minute later than the guess costs τ, a minute earlier 1 − τ.',
    when: inNumber,
    min: 0.05,
    max: 0.95,
    step: 0.05,
    default: 0.75,
  }),
  shown: param.choice({
    label: 'Pulls of',
    options: { squared: 'Squared', absolute: 'Absolute', huber: 'Huber', pinball: 'Pinball' },
    when: inNumber,
    default: 'squared',
    live: true,
  }),
  noise: param.number({
    label: 'Spread of each class',
    when: inLine,
    min: 0.2,
    max: 1,
    step: 0.05,
    default: 0.35,
  }),
  penalty: param.number({
    label: 'Penalty λ on the logistic weights',
    when: inLine,
    min: 0,
    max: 0.2,
    step: 0.01,
    default: 0,
  }),
};
type Values = ParamValues<typeof params>;
type Loss = Values['shown'];

/** Losses of a miss r = y − c. */
const lossesOf = ({ delta, tau }: Values): Record<Loss, (r: tf.Tensor) => tf.Tensor> => ({
  squared: (r) => tf.div(tf.square(r), 2),
  absolute: (r) => tf.abs(r),
  huber: (r) => {
    const size = tf.abs(r);
    const near = tf.minimum(size, delta);
    return tf.mul(near, tf.sub(size, tf.div(near, 2)));
  },
  pinball: (r) => tf.maximum(tf.mul(r, tau), tf.mul(r, tau - 1)),
});

/** All c with the least pinball loss: one of the values, or the whole stretch between two neighbours. */
export function quantile(values: readonly number[], tau: number): readonly [low: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = round(tau * sorted.length, 6);
  const low = Math.max(0, Math.ceil(rank) - 1);
  const high = Number.isInteger(rank) ? Math.min(sorted.length - 1, rank) : low;
  return [sorted[low] as number, sorted[high] as number];
}

/** J(c) = mean ℓ(yᵢ − c), for the deliveries as they are and, beside it, with the slowest one later. */
function oneNumber(values: Values) {
  const { own, variable, dispose } = owner();
  const y = values.points.map(([minutes]) => minutes);
  const slowest = y.indexOf(Math.max(...y));
  const both = own(tf.tensor2d([y, y.map((v, i) => (i === slowest ? v + LATER : v))]));
  const losses = lossesOf(values);
  const falling = (t: number) => 12 * 0.982 ** t;
  const rates: Record<Loss, (t: number) => number> = {
    squared: () => 0.1,
    absolute: falling,
    huber: () => 1,
    pinball: falling,
  };
  let t = 0;
  const learners = each(losses, (loss, name) => {
    const c = variable(tf.fill([2, 1], START));
    const optimizer = sgd([c], () => rates[name](t));
    const objective = () => tf.sum(tf.mean(loss(tf.sub(both, c)), 1)) as tf.Scalar;
    return { step: () => optimizer.minimise(objective), answer: (row: 0 | 1) => c.dataSync()[row] as number };
  });
  /** Mean loss of every c of the grid, from its least (0) to its most (1). */
  const curves = Object.values(losses).map((loss) => {
    const at = tf.tidy(() => [
      ...tf.mean(loss(tf.sub(tf.tensor2d([y]), tf.tensor2d(GRID, [GRID.length, 1]))), 1).dataSync(),
    ]);
    const [least, most] = [Math.min(...at), Math.max(...at)];
    return at.map((v) => round((v - least) / Math.max(most - least, 1e-9), 3));
  });
  const answers = (row: 0 | 1) => each(learners, ({ answer }) => answer(row));
  return {
    step() {
      each(learners, ({ step }) => step());
      t += 1;
    },
    metrics() {
      const [now, later] = [answers(0), answers(1)];
      return {
        ...now,
        movedSquared: later.squared - now.squared,
        movedAbsolute: later.absolute - now.absolute,
      };
    },
    snapshot(shown: Loss) {
      const c = each(answers(0), (answer) => round(answer, 2));
      const pulls = tf.tidy(() => [
        ...tf
          .grad((r) => tf.sum(losses[shown](r)) as tf.Scalar)(tf.tensor1d(y.map((v) => v - c[shown])))
          .dataSync(),
      ]);
      return {
        answers: Object.values(c),
        curves,
        /** −∂ℓ/∂c of each delivery at the answer: up is towards later. */
        pulls: round(pulls, 2),
        median: quantile(y, 0.5),
      };
    },
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    squared: { label: 'answer under squared loss', unit: 'min' },
    absolute: { label: 'answer under absolute loss', unit: 'min' },
    huber: { label: 'answer under Huber’s loss', unit: 'min' },
    pinball: { label: 'answer under pinball loss', unit: 'min' },
    movedSquared: {
      label: 'growth of the squared-loss answer if the slowest takes 10 min more',
      unit: 'min',
    },
    movedAbsolute: {
      label: 'growth of the absolute-loss answer if the slowest takes 10 min more',
      unit: 'min',
    },
    rightLogistic: { label: 'share right under logistic loss' },
    rightZeroOne: { label: 'share right under 0–1 loss' },
    movedZeroOne: { label: 'distance the 0–1 weights have moved' },
    length: { label: 'length of the logistic weights' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 75 },
  init(values, rng) {
    const number = values.scene === 'number' ? oneNumber(values) : null;
    const line = values.scene === 'line' ? dividingLine(rng, values.noise, values.penalty) : null;
    let shown = values.shown;
    let step = 0;
    return {
      step() {
        step += 1;
        (number ?? line)?.step();
        return 'running';
      },
      metrics: () => number?.metrics() ?? line?.metrics() ?? {},
      snapshot: () => ({
        number: number?.snapshot(shown) ?? null,
        line: line?.snapshot() ?? null,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (line) {
          const { rightLogistic, length } = line.metrics();
          if (rightLogistic < 1 || values.penalty > 0) return null;
          const message = `Every point is on its side, and still longer weights make the logistic loss smaller: they are ${round(length, 1)} long by now and would grow without bound. A penalty stops that.`;
          return { step, message, param: 'penalty', reset: 0.05 };
        }
        const y = values.points.map(([minutes]) => minutes);
        const [low, high] = quantile(y, 0.5);
        const [from, to] = quantile(y, values.tau);
        const flat = low < high ? ['absolute', low, high] : from < to ? ['pinball', from, to] : null;
        if (!flat) return null;
        const message = `With ${y.length} deliveries every answer from ${round(flat[1] as number, 2)} to ${round(flat[2] as number, 2)} minutes has the same, least ${flat[0]} loss: it has no single minimum, and training stops where it gets in.`;
        return { step, message };
      },
      set(next) {
        shown = next.shown;
      },
      dispose: () => (number ?? line)?.dispose(),
    };
  },
});
