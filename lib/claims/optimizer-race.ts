import race from '../models/optimizer-race.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { adam, batches, gradients, normal, tf } from '../tf/index.ts';

const runs = runsOf(race);
type Settings = Parameters<typeof runs>[1];
const run = (settings: Settings, seed: number) => runs(seed, settings);

/** The settings of the page on stochastic gradient descent. */
const twoBatches = { unitScale: 1, rateA: 0.1, batchA: '1', optimizerB: 'sgd', rateB: 0.1, batchB: '16' };
const spirals = (settings: Settings) => ({ problem: 'spirals', ...settings });

/** Mean excess loss after update `from`. */
function hover({ history }: ReturnType<typeof run>, metric: 'excessA' | 'excessB', from: number): number {
  const late = (history.values[metric] ?? []).filter(
    (_, i) => (history.steps[i] as number) > from,
  ) as number[];
  return late.reduce((sum, v) => sum + v, 0) / late.length;
}

/** Lengths, in learning rates, of Adam’s first steps under a constant gradient. */
function adamSteps(gradient: number, count: number, correctBias: boolean): number[] {
  const theta = tf.variable(tf.scalar(0));
  const [eta, g] = [0.1, tf.scalar(gradient)];
  const optimizer = adam([theta], eta, { correctBias });
  let before = 0;
  const lengths = Array.from({ length: count }, () => {
    optimizer.apply([g]);
    const now = theta.dataSync()[0] as number;
    const length = Math.abs(now - before) / eta;
    before = now;
    return length;
  });
  optimizer.dispose();
  tf.dispose([theta, g]);
  return lengths;
}

/** Largest difference between the full gradient of a line fit and the mean of an epoch’s batch gradients, over the former’s size. */
function epochBias(seed: number): number {
  const rng = createRng(seed);
  return tf.tidy(() => {
    const [x, y] = [normal(rng, [256, 1]), normal(rng, [256, 1])];
    const [w, b] = [tf.variable(tf.scalar(0.3)), tf.variable(tf.scalar(-0.2))];
    const gradient = (rows: number[]) => {
      const [xs, ys] = [tf.gather(x, rows), tf.gather(y, rows)];
      const loss = () =>
        tf.mul(tf.mean(tf.squaredDifference(tf.add(tf.mul(xs, w), b), ys)), 0.5) as tf.Scalar;
      return tf.stack(gradients(loss, [w, b]).gradients);
    };
    const stream = batches(rng, 256, 16);
    const epoch = Array.from({ length: 16 }, () => gradient(stream.next().value));
    const full = gradient(Array.from({ length: 256 }, (_, i) => i));
    const off = tf.norm(tf.sub(tf.mean(tf.stack(epoch), 0), full));
    tf.dispose([w, b]);
    return tf.div(off, tf.norm(full)).dataSync()[0] as number;
  });
}

export default defineClaims([
  {
    text: 'The 16 batch gradients of one reshuffled epoch, taken at one point, average to the full gradient.',
    entries: ['stochastic-gradient-descent'],
    seeds: 1,
    figure: 'relative difference',
    measure: epochBias,
    holds: (difference) => difference < 1e-5,
  },
  {
    text: 'At rate 0.1, batch 1 hovers more than 16 times as far above the least loss as batch 16 (mean over updates 100 to 300).',
    entries: ['stochastic-gradient-descent'],
    seeds: 20,
    figure: 'ratio of excess losses',
    measure(seed) {
      const trial = run(twoBatches, seed);
      return hover(trial, 'excessA', 100) / hover(trial, 'excessB', 100);
    },
    holds: (ratio) => ratio > 16,
  },
  {
    text: 'At rate 0.1, batch 1 comes within 0.05 of the least loss in fewer than 64 examples, a quarter of what one full-batch gradient reads.',
    entries: ['stochastic-gradient-descent'],
    seeds: 20,
    figure: 'examples read',
    measure: (seed) => run(twoBatches, seed).metrics.readA as number,
    holds: (read) => read < 64,
  },
  {
    text: 'At rate 0.1, batch 16 reads at least 5 times as many examples as batch 1 before it comes within 0.05 of the least loss.',
    entries: ['stochastic-gradient-descent'],
    seeds: 20,
    figure: 'ratio of examples read',
    measure(seed) {
      const { readA, readB } = run(twoBatches, seed).metrics;
      return (readB as number) / (readA as number);
    },
    holds: (ratio) => ratio >= 5,
  },
  {
    text: 'With the rate decaying from 0.1, batch 1 ends with at most a third of the excess loss that it has with the rate held at 0.1 (mean of the last 100 updates).',
    entries: ['stochastic-gradient-descent'],
    seeds: 20,
    figure: 'ratio of excess losses',
    measure: (seed) =>
      hover(run(twoBatches, seed), 'excessA', 200) /
      hover(run({ ...twoBatches, schedule: 'decaying' }, seed), 'excessA', 200),
    holds: (ratio) => ratio >= 3,
  },
  {
    text: 'Adam’s first step is as long as its learning rate for gradients from 0.001 to 1000.',
    entries: ['adam'],
    seeds: 1,
    figure: 'largest relative difference',
    measure: () =>
      Math.max(...[1e-3, 0.1, 1, 10, 1e3].map((g) => Math.abs((adamSteps(g, 1, true)[0] as number) - 1))),
    holds: (difference) => difference < 1e-3,
  },
  {
    text: 'Without bias correction the first step would be 3.16 learning rates long.',
    entries: ['adam'],
    seeds: 1,
    figure: 'step length in learning rates',
    measure: () => adamSteps(1, 1, false)[0] as number,
    holds: (length) => Math.abs(length - 3.1623) < 1e-3,
  },
  {
    text: 'Without bias correction and under a constant gradient, the longest step is the 12th, of 6.57 learning rates.',
    entries: ['adam'],
    seeds: 1,
    figure: 'step length in learning rates',
    measure() {
      const lengths = adamSteps(1, 60, false);
      return lengths.indexOf(Math.max(...lengths)) === 11 ? (lengths[11] as number) : Number.NaN;
    },
    holds: (length) => Math.abs(length - 6.5685) < 1e-3,
  },
  {
    text: 'In the original units SGD at rate 3 and Adam at rate 0.03 both get at least 98 % of the spiral points right.',
    entries: ['adam'],
    seeds: 6,
    figure: 'the lower accuracy',
    measure(seed) {
      const { accuracyA, accuracyB } = run(spirals({ unitScale: 1, rateA: 3, rateB: 0.03 }), seed).metrics;
      return Math.min(accuracyA as number, accuracyB as number);
    },
    holds: (accuracy) => accuracy >= 0.98,
  },
  {
    text: 'With the second input 30 times as large, Adam gets at least 98 % right at rates 0.01, 0.03 and 0.1.',
    entries: ['adam'],
    seeds: 6,
    figure: 'lowest accuracy',
    measure(seed) {
      const first = run(
        spirals({ unitScale: 30, optimizerA: 'adam', rateA: 0.01, rateB: 0.03 }),
        seed,
      ).metrics;
      const second = run(spirals({ unitScale: 30, rateB: 0.1 }), seed).metrics;
      return Math.min(...([first.accuracyA, first.accuracyB, second.accuracyB] as number[]));
    },
    holds: (accuracy) => accuracy >= 0.98,
  },
  {
    text: 'With the second input 30 times as large, SGD stays under 85 % right at each of the rates 0.001, 0.01, 0.1, 0.3, 1 and 3.',
    entries: ['adam'],
    seeds: 6,
    figure: 'highest accuracy',
    measure(seed) {
      const pairs = [
        [0.001, 0.01],
        [0.1, 0.3],
        [1, 3],
      ] as const;
      return Math.max(
        ...pairs.flatMap(([rateA, rateB]) => {
          const trial = run(spirals({ unitScale: 30, optimizerB: 'sgd', rateA, rateB }), seed);
          return [trial.metrics.accuracyA as number, trial.metrics.accuracyB as number];
        }),
      );
    },
    holds: (accuracy) => accuracy < 0.85,
  },
  {
    text: 'On the line with unit factor 3.5 and full batches, SGD at rate 0.15 is at the minimum within 90 updates, when Adam at rate 0.2 is still more than 0.00001 above it.',
    entries: ['adam'],
    seeds: 20,
    figure: 'Adam’s excess loss',
    measure(seed) {
      const { step, metrics } = run({}, seed);
      return step < 90 && (metrics.excessA as number) < 1e-12 ? (metrics.excessB as number) : 0;
    },
    holds: (excess) => excess > 1e-5,
  },
]);
