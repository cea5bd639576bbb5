import { noisyLine } from '../data/line.ts';
import type { Rng } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import { column, tf } from '../tf/index.ts';
import { examples, type Problem } from './problem.ts';

/** Half the mean squared error of wx + b, from w = b = 0. */
export function fitLine(rng: Rng, unitScale: number): Problem {
  const { x, y, best } = noisyLine(rng, examples);
  const told = x.map((v) => unitScale * v);
  const minimum = [best.b, best.w / unitScale] as const;
  return {
    x: column(told),
    y: column(y),
    start: [tf.zeros([1, 1]), tf.zeros([1])],
    loss: (h, target) => tf.mul(tf.mean(tf.squaredDifference(h, target)), 0.5),
    measure(theta) {
      const [w, b] = theta.map((v) => v.dataSync()[0]) as [number, number];
      // Inputs of mean 0 and variance unitScale² make the second derivatives unitScale², 0 and 1.
      const excess = ((unitScale * (w - minimum[1])) ** 2 + (b - minimum[0]) ** 2) / 2;
      return { excess, accuracy: null, at: [round(b, 4), round(w, 4)] };
    },
    minimum: round(minimum, 4),
    points: [],
    map: () => [],
  };
}

/** The steepest second derivative of the line's loss over the inputs x; for a single one, 1 + x². */
export function curvature(x: readonly number[]): number {
  const [m1, m2] = [mean(x), mean(x.map((v) => v ** 2))];
  return (m2 + 1) / 2 + Math.hypot((m2 - 1) / 2, m1);
}
