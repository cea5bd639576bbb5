import { raster, spirals } from '../data/points.ts';
import type { Point, Rng } from '../sim/index.ts';
import { glorotNormal, logisticLoss, tf } from '../tf/index.ts';
import { examples, fixed, outputs, type Problem } from './problem.ts';

/** Cells across a decision map, and how far it reaches from the origin on both axes. */
const cells = 24;
const reach = 1.2;

/** The logistic loss, whose infimum is 0, of a 2-16-16-1 net. */
export function separateSpirals(rng: Rng, unitScale: number): Problem {
  const { x: points, label } = spirals(rng.fork('points'), examples);
  const told = (rows: readonly Point[]) => tf.tensor2d(rows.map(([x1, x2]) => [x1, unitScale * x2]));
  const [x, y] = [told(points), tf.tensor2d(label, [examples, 1])];
  const widths = [2, 16, 16, 1];
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
        Array.from(tf.sigmoid(outputs(told(raster(cells, reach)), theta)).dataSync(), (p) =>
          Math.round(255 * p),
        ),
      ),
  };
}
