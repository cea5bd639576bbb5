import model from '../models/slow-motion.ts';
import { weighted } from '../problems/tensor-lists.ts';
import { defineClaims, runsOf } from '../sim/index.ts';
import { gradients, owner, sgd, tf } from '../tf/index.ts';

const trained = runsOf(model);

/** One iteration on y = wx + b from (0, 0), by the whole batch or one example at a time. */
function lineAfterOne(parts: readonly (readonly [x: number, y: number])[][]): [w: number, b: number] {
  const { variable, dispose } = owner();
  const [w, b] = [variable(tf.scalar(0)), variable(tf.scalar(0))];
  tf.tidy(() => {
    const each = parts.map((part) => {
      const [x, y] = [tf.tensor1d(part.map(([v]) => v)), tf.tensor1d(part.map(([, v]) => v))];
      const loss = () => tf.mul(tf.mean(tf.squaredDifference(tf.add(tf.mul(x, w), b), y)), 0.5) as tf.Scalar;
      return gradients(loss, [w, b]).gradients;
    });
    sgd([w, b], 0.1).apply(
      weighted(
        parts.map(() => 1 / parts.length),
        each,
      ),
    );
  });
  const result = [w.dataSync()[0], b.dataSync()[0]] as [number, number];
  dispose();
  return result;
}

export default defineClaims([
  {
    text: 'A line y = wx + b starts at w = b = 0. One iteration on the batch (0, 1), (1, 3) with half the mean squared error and rate 0.1 makes it w = 0.15, b = 0.2, whether the two examples are read together or one after the other.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[
          [
            [
              [0, 1],
              [1, 3],
            ] as [number, number][],
          ],
          [[[0, 1]], [[1, 3]]] as [number, number][][],
        ].flatMap((parts) => {
          const [w, b] = lineAfterOne(parts);
          return [Math.abs(w - 0.15), Math.abs(b - 0.2)];
        }),
      ),
    holds: (error) => error < 1e-6,
    figure: 'largest error',
  },
  {
    text: 'At rate 0.1 fewer than one iteration in a hundred raises the loss on its own batch, be it of 1, 4 or 256 examples.',
    seeds: 10,
    measure: (seed) =>
      Math.max(...['1', '4', '256'].map((batch) => trained(seed, { batch }).metrics.roseOwn)),
    holds: (share) => share < 0.01,
    figure: 'largest share of iterations',
  },
  {
    text: 'With one example a batch between 35 and 60 % of the iterations raise the loss on all data.',
    seeds: 10,
    measure: (seed) => trained(seed, { batch: '1' }).metrics.roseAll,
    holds: (share) => share > 0.35 && share < 0.6,
    figure: 'share of iterations',
  },
  {
    text: 'Larger batches do so less often: 4 examples less than 1, 16 less than 4, 64 less than 16, and all 256 never.',
    seeds: 10,
    measure(seed) {
      const rose = ['1', '4', '16', '64', '256'].map((batch) => trained(seed, { batch }).metrics.roseAll);
      if (rose[4] !== 0) return -1;
      return Math.min(...rose.slice(1).map((share, i) => (rose[i] as number) - share));
    },
    holds: (difference) => difference > 0,
    figure: 'smallest difference of two shares',
  },
  {
    text: 'The loss on all data still comes down: after 300 iterations with one example a batch it is less than two thirds of its start.',
    seeds: 10,
    measure(seed) {
      const { all } = trained(seed, { batch: '1' }).snapshot.losses;
      return (all.at(-1) ?? Number.NaN) / (all[0] ?? Number.NaN);
    },
    holds: (ratio) => ratio < 2 / 3,
    figure: 'final loss over initial',
  },
  {
    text: 'Four micro-batches of 4 give the update of one batch of 16: the gradients differ by less than a millionth, and after 300 iterations so do the losses.',
    seeds: 10,
    measure(seed) {
      const [parts, whole] = [trained(seed, { batch: '16', micro: 4 }), trained(seed, { batch: '16' })];
      return Math.max(parts.snapshot.micro.gap, Math.abs(parts.metrics.all - whole.metrics.all));
    },
    holds: (gap) => gap < 1e-6,
    figure: 'larger of the two differences',
  },
  {
    text: 'Three micro-batches of 6, 5 and 5 do so as well if each is weighted by its size; an unweighted mean is off more than a hundred times as far.',
    seeds: 10,
    measure(seed) {
      const { gap, plainGap } = trained(seed, { batch: '16', micro: 3 }).snapshot.micro;
      return gap < 1e-6 ? plainGap / Math.max(gap, 1e-8) : Number.NaN;
    },
    holds: (ratio) => ratio > 100,
    figure: 'error of the unweighted mean over that of the weighted one',
  },
  {
    text: 'At rate 5 more than 5 % of the iterations on batches of 4 raise the loss even on their own batch.',
    seeds: 10,
    measure: (seed) => trained(seed, { rate: 5 }).metrics.roseOwn,
    holds: (share) => share > 0.05,
    figure: 'share of iterations',
  },
]);
