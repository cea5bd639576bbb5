import { raster, spirals } from '../data/points.ts';
import type { Point, Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import { column, glorotNormal, logisticLoss, matrix, tf } from '../tf/index.ts';
import { examples, outputs, type Problem } from './problem.ts';

/** Cells across a decision map, and how far it reaches from the origin on both axes. */
const cells = 24;
const reach = 1.2;

/** The logistic loss, whose infimum is 0, of a 2-16-16-1 net. */
export function separateSpirals(rng: Rng, unitScale: number): Problem {
  const { x: points, label } = spirals(rng.fork('points'), examples);
  const told = (rows: readonly Point[]) => matrix(rows.map(([x1, x2]) => [x1, unitScale * x2]));
  const [x, y] = [told(points), column(label)];
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
    points: round(points, 2),
    map: (theta) => tf.tidy(() => bytes(tf.sigmoid(outputs(told(raster(cells, reach)), theta)).dataSync())),
  };
}
