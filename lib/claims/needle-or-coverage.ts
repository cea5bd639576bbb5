import { bestCoverage } from '../data/needles.ts';
import model from '../models/needle-or-coverage.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { averagePool, maxPool, tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const lead = (seed: number, given?: Partial<AnyValues>) => {
  const { max = 0, average = 0 } = trained(seed, given);
  return max - average;
};
const coverage = { task: 'coverage' };

/** Windows of 2 with stride 2 over one channel, and the gradient of the sum of what they give. */
const pool = (rows: readonly (readonly number[])[], by: typeof maxPool, stride = 2) =>
  tf.tidy(() => {
    const x = tf.tensor4d(rows.flat(), [1, rows.length, (rows[0] as readonly number[]).length, 1]);
    const gradient = tf.grad((from) => tf.sum(by(from as tf.Tensor4D, 2, stride)))(x);
    return { values: [...by(x, 2, stride).dataSync()], gradient: [...gradient.dataSync()] };
  });
const apart = (a: readonly number[], b: readonly number[]) =>
  Math.max(Math.abs(a.length - b.length), ...a.map((v, i) => Math.abs(v - (b[i] ?? 0))));

const BOARD = [
  [1, 3, 2, 4],
  [5, 6, 1, 2],
  [7, 2, 9, 0],
  [1, 8, 3, 4],
] as const;

export default defineClaims([
  {
    text: 'Where the question is whether a faint spot stands anywhere, the net with max pooling is right more often, by at least a point.',
    seeds: 10,
    needed: 9,
    measure: (seed) => lead(seed),
    holds: (points) => points >= 0.01,
    figure: 'lead of max in accuracy',
  },
  {
    text: 'Where the question is how much is lit, average pooling is ahead by at least five points.',
    seeds: 10,
    measure: (seed) => -lead(seed, coverage),
    holds: (points) => points >= 0.05,
    figure: 'lead of average in accuracy',
  },
  {
    text: 'The rows 1 3 2 4, 5 6 1 2, 7 2 9 0 and 1 8 3 4 pool in windows of 2 × 2 to the maxima 6, 4, 8, 9 and the means 3.75, 2.25, 4.5, 4. The maxima send all their gradient to the 6, 4, 8 and 9, the means a quarter to every number.',
    seeds: 1,
    measure() {
      const [max, mean] = [pool(BOARD, maxPool), pool(BOARD, averagePool)];
      const winners = BOARD.flatMap((row, i) =>
        row.map((v, j) => Number(v === [6, 4, 8, 9][2 * Math.floor(i / 2) + Math.floor(j / 2)])),
      );
      return Math.max(
        apart(max.values, [6, 4, 8, 9]),
        apart(mean.values, [3.75, 2.25, 4.5, 4]),
        apart(max.gradient, winners),
        apart(mean.gradient, Array(16).fill(0.25)),
      );
    },
    holds: (error) => error < 1e-6,
    figure: 'largest error',
  },
  {
    text: 'Where several numbers of a window tie for the maximum, the first alone gets the gradient.',
    seeds: 1,
    measure: () =>
      apart(
        pool(
          [
            [3, 3],
            [3, 3],
          ],
          maxPool,
        ).gradient,
        [1, 0, 0, 0],
      ),
    holds: (error) => error === 0,
    figure: 'largest error',
  },
  {
    text: 'A pattern 0 0 1 1 0 0 1 1 shifted by one pixel changes two of its four maxima in pairs with stride 2: from 0 1 0 1 to 1 1 1 1.',
    seeds: 1,
    measure() {
      const pairs = (row: readonly number[]) => pool([row, row], maxPool).values;
      return Math.max(
        apart(pairs([0, 0, 1, 1, 0, 0, 1, 1]), [0, 1, 0, 1]),
        apart(pairs([0, 1, 1, 0, 0, 1, 1, 0]), [1, 1, 1, 1]),
      );
    },
    holds: (error) => error === 0,
    figure: 'largest error',
  },
  {
    text: 'With 56 or 44 % of 144 pixels lit, counting them is right in 92.5 % of pictures: no net can be expected to do better.',
    seeds: 1,
    measure: () => bestCoverage(0.12),
    holds: (share) => Math.abs(share - 0.92545) < 1e-5,
    figure: 'best possible accuracy',
  },
]);
