import { range, sum } from 'd3-array';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { digits } from '../sim/numbers.ts';
import { owner, sgd, softmaxCrossEntropy, tf } from '../tf/index.ts';

export type Distribution = readonly number[];
export const FAIR: Distribution = [1, 1, 1, 1, 1, 1];
const dice = {
  fair: [FAIR, FAIR],
  sixes: [
    [1, 1, 1, 1, 1, 5],
    [1, 1, 1, 1, 1, 5],
  ],
  even: [
    [0, 1, 0, 1, 0, 1],
    [0, 1, 0, 1, 0, 1],
  ],
} as const;

/** Weights ≥ 0, not all 0, as probabilities: each over their sum. */
export const normalise = (weights: Distribution): number[] => weights.map((w) => w / sum(weights));

/** Distribution of the sum of two independent variables: P(s) = Σ_i a(i) b(s − i), the convolution. */
export const convolve = (a: Distribution, b: Distribution): number[] =>
  range(a.length + b.length - 1).map((s) => sum(a.map((p, i) => p * (b[s - i] ?? 0))));

/** KL(p‖q) = Σ p log(p/q) in nats, 0 log 0 = 0; infinite where q excludes what p allows. */
export const divergence = (p: Distribution, q: Distribution): number =>
  sum(p.map((v, i) => (v === 0 ? 0 : v * Math.log(v / (q[i] as number)))));

/** Entropy −Σ p log p in nats. */
export const entropy = (p: Distribution): number => -sum(p.map((v) => (v === 0 ? 0 : v * Math.log(v))));

/** Total variation ½ Σ |p − q|: the most by which any event’s two probabilities differ. */
export const distance = (p: Distribution, q: Distribution): number =>
  sum(p.map((v, i) => Math.abs(v - (q[i] as number)))) / 2;

/** One draw of a categorical distribution, by its cumulative function. */
export function sample(p: Distribution, rng: Rng): number {
  let left = rng.uniform();
  const outcome = p.findIndex((v) => {
    left -= v;
    return left < 0;
  });
  return outcome < 0 ? p.findLastIndex((v) => v > 0) : outcome;
}

/** Adds `times` rolls of two dice to the counts of their sums. */
export function roll(counts: number[], a: Distribution, b: Distribution, times: number, rng: Rng): void {
  for (let i = 0; i < times; i++) {
    const outcome = sample(a, rng) + sample(b, rng);
    counts[outcome] = (counts[outcome] as number) + 1;
  }
}

/** Softmax of one logit an outcome, trained by gradient descent on the cross-entropy to the frequencies it is shown. */
function learner(outcomes: number) {
  const { own, variable, dispose } = owner();
  const logits = variable(tf.zeros([1, outcomes])) as tf.Variable & tf.Tensor2D;
  const optimizer = own(sgd([logits], 5));
  return {
    step: (frequencies: Distribution) =>
      tf.tidy(() => {
        const target = tf.tensor2d([...frequencies], [1, outcomes]);
        optimizer.minimise(() => softmaxCrossEntropy(logits, target));
      }),
    probabilities: () => [...tf.tidy(() => tf.softmax(logits).dataSync())],
    dispose,
  };
}

export default defineSimulation({
  params: {
    dice: param.choice({
      label: 'Dice',
      options: {
        fair: 'Both fair',
        sixes: 'Both loaded: six five times as heavy',
        even: 'Even faces only',
        own: 'Die A: yours, die B: fair',
      },
      default: 'fair',
    }),
    faces: param.points({
      label: 'Weights of die A',
      when: { dice: 'own' },
      min: 0,
      max: 6,
      default: [1, 1, 1, 1, 1, 5].map((weight, i): Point => [i + 1, weight]),
    }),
    rolls: param.number({
      label: 'Rolls at each step',
      min: 1,
      max: 60,
      scale: 'log',
      default: 12,
    }),
    smoothing: param.number({
      label: 'Added to each count',
      help: 'A pseudo-count: no sum is called impossible because it has not come up.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0,
      live: true,
    }),
    chosen: param.number({ label: 'Sum', min: 2, max: 12, step: 1, default: 7, live: true, inView: true }),
  },
  metrics: {
    divergence: { label: 'KL(counted‖exact)', unit: 'nats' },
    counted: { label: 'counted, distance to the exact' },
    learned: { label: 'learned, distance to the exact' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 60 },

  init(initial, rng) {
    let values = initial;
    const weights = initial.faces.map(([, weight]) => weight);
    const [first, second] = initial.dice === 'own' ? [weights, FAIR] : dice[initial.dice];
    const possible = sum(first) > 0;
    const [a, b] = [normalise(possible ? first : FAIR), normalise(second)];
    const exact = convolve(a, b);
    const counts = exact.map(() => 0);
    const tosses = rng.fork('rolls');
    const model = learner(exact.length);
    let step = 0;
    roll(counts, a, b, initial.rolls, tosses);
    const counted = () => normalise(counts.map((n) => n + values.smoothing));
    const learned = () => model.probabilities();
    const finite = (v: number) => (Number.isFinite(v) ? { divergence: v } : {});
    return {
      step() {
        step += 1;
        roll(counts, a, b, initial.rolls, tosses);
        model.step(counted());
        return 'running';
      },
      metrics: () => ({
        ...finite(divergence(counted(), exact)),
        counted: distance(counted(), exact),
        learned: distance(learned(), exact),
      }),
      snapshot: () => ({
        rolls: sum(counts),
        exact: digits(exact, 4),
        counted: digits(counted(), 4),
        learned: digits(learned(), 4),
        /** P(A = i, B = j) = a(i) b(j): the dice are independent. */
        joint: a.map((p) => b.map((q) => digits(p * q, 4))),
        entropy: digits(entropy(exact), 7),
        /** Possible sums that have not come up. */
        unseen: exact.flatMap((p, i) => (p > 0 && counts[i] === 0 ? [i + 2] : [])),
      }),
      diagnosis(): Diagnosis<'dice' | 'smoothing'> | null {
        if (!possible) {
          const message =
            'A die needs at least one possible face. Until die A has one, a fair die is rolled.';
          return { step, message, param: 'dice', reset: 'sixes' };
        }
        if (values.smoothing === 0 || exact.every((p) => p > 0)) return null;
        const message =
          'The added counts give a probability to sums that are impossible, so KL(counted‖exact) is infinite and is not drawn.';
        return { step, message, param: 'smoothing', reset: 0 };
      },
      set(next) {
        values = next;
      },
      dispose: () => model.dispose(),
    };
  },
});
