import { blobs } from '../data/points.ts';
import type { Rng } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import { owner, sgd, tf } from '../tf/index.ts';

const EXAMPLES = 100;
/** Where every line starts: w₁, w₂ and b of one that is wrong for many points. */
const POOR = [-0.2, 0.6, 0.1];
const RATE = 0.3;

/** Two objectives for the sign of x·w + b, from one start; m = y (x·w + b) is the margin, with y = ±1. */
export function dividingLine(rng: Rng, noise: number, penalty: number) {
  const { own, variable, dispose } = owner();
  const { x, label } = blobs(rng.fork('data'), EXAMPLES, noise);
  const rows = own(tf.tensor2d(x.map(([p, q]) => [p, q, 1])));
  const side = own(tf.tensor1d(label.map((one) => (one ? 1 : -1))));
  const margin = (theta: tf.Tensor) => tf.mul(side, tf.dot(rows, theta));
  const squares = (theta: tf.Tensor) => tf.sum(tf.square(tf.slice(theta, 0, 2)));
  const objectives: ((theta: tf.Tensor) => tf.Tensor)[] = [
    (theta) => tf.mean(tf.step(tf.neg(margin(theta)))),
    (theta) => tf.add(tf.mean(tf.softplus(tf.neg(margin(theta)))), tf.mul(squares(theta), penalty / 2)),
  ];
  const learners = objectives.map((objective) => {
    const theta = variable(tf.tensor1d(POOR));
    const optimizer = sgd([theta], RATE);
    return {
      step: () => optimizer.minimise(() => objective(theta) as tf.Scalar),
      at: () => [...theta.dataSync()],
    };
  });
  const right = (w: number[]) =>
    x.filter(
      ([p, q], i) => (w[0] as number) * p + (w[1] as number) * q + (w[2] as number) > 0 === (label[i] === 1),
    ).length / EXAMPLES;
  return {
    step() {
      for (const learner of learners) learner.step();
    },
    metrics() {
      const [zeroOne, logistic] = learners.map(({ at }) => at()) as [number[], number[]];
      return {
        rightZeroOne: right(zeroOne),
        rightLogistic: right(logistic),
        movedZeroOne: Math.hypot(...zeroOne.map((w, i) => w - Math.fround(POOR[i] as number))),
        length: Math.hypot(logistic[0] as number, logistic[1] as number),
      };
    },
    snapshot: () => ({
      examples: x.map(([p, q]) => [round(p, 2), round(q, 2)] as const),
      label,
      weights: learners.map(({ at }) => round(at(), 3)),
    }),
    dispose,
  };
}
