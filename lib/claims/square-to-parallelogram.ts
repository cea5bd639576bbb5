import { between, PARALLELOGRAM, SQUARE } from '../data/square.ts';
import model, { apply, collapse, leastSquares } from '../models/square-to-parallelogram.ts';
import { createRng, defineClaims, type Point, runsOf } from '../sim/index.ts';
import { normal, owner, tf } from '../tf/index.ts';

/** The top right corner moved by (0.5, 1.2), a distance of 1.3. */
const PULLED = PARALLELOGRAM.with(2, [1.8, 1.8]);
const trained = runsOf(model);
const bestFor = (corners: readonly Point[]) =>
  leastSquares(
    SQUARE,
    SQUARE.map((point) => between(corners, point)),
  );
const loss = (seed: number, net: 'one' | 'three' | 'bent') =>
  trained(seed, { corners: PULLED }).metrics[net] / trained(seed, { corners: PULLED }).snapshot.least;

export default defineClaims([
  {
    text: 'W = diag(2, 3) and b = (1, 0) send (1, 1) to (3, 3).',
    seeds: 1,
    measure: () => {
      const [u, v] = apply(
        {
          w: [
            [2, 0],
            [0, 3],
          ],
          b: [1, 0],
        },
        [1, 1],
      );
      return Math.hypot(u - 3, v - 3);
    },
    holds: (distance) => distance === 0,
    figure: 'distance from (3, 3)',
  },
  {
    text: 'With its top right corner 1.3 away from a parallelogram, the best affine map misses each of the four corners by a quarter of that, 0.325.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...(
          [
            [-1, -1],
            [1, -1],
            [1, 1],
            [-1, 1],
          ] as Point[]
        ).map((corner) => {
          const [given, asked] = [apply(bestFor(PULLED), corner), between(PULLED, corner)];
          return Math.abs(Math.hypot(given[0] - asked[0], given[1] - asked[1]) - 0.325);
        }),
      ),
    holds: (error) => error < 1e-9,
    figure: 'largest deviation from 0.325',
  },
  {
    text: 'Whatever the weights, the three affine layers multiplied out give the same points as the three one after the other.',
    seeds: 10,
    measure(seed) {
      const { layer, dispose } = owner();
      const weights = createRng(seed).fork('weights');
      const layers = [2, 8, 8].map((n, i) =>
        layer(
          normal(weights, [n, [8, 8, 2][i] as number]) as tf.Tensor2D,
          normal(weights, [[8, 8, 2][i] as number]),
        ),
      );
      const affine = collapse(layers);
      const x: Point[] = SQUARE;
      const stacked = tf.tidy(() =>
        layers.reduce((a: tf.Tensor2D, next) => next(a), tf.tensor2d(x.map(([u, v]) => [u, v]))).arraySync(),
      );
      dispose();
      return Math.max(
        ...x.map((point, i) => {
          const [u, v] = apply(affine, point);
          return (
            Math.hypot(u - (stacked[i]?.[0] as number), v - (stacked[i]?.[1] as number)) / Math.hypot(u, v)
          );
        }),
      );
    },
    holds: (distance) => distance < 1e-3,
    figure: 'largest relative distance',
  },
  {
    text: 'Where the corners ask for a parallelogram, training finds W and b: at its end no corner is missed by more than 0.001.',
    seeds: 10,
    measure: (seed) => Math.max(trained(seed).metrics.topRight ?? 9, trained(seed).metrics.bottomLeft ?? 9),
    holds: (miss) => miss < 1e-3,
    figure: 'larger miss of two opposite corners',
  },
  {
    text: 'With one corner pulled 1.3 away, the trained layer misses that corner and the one opposite alike, to within a hundredth.',
    seeds: 10,
    measure(seed) {
      const { topRight = 9, bottomLeft = 0 } = trained(seed, { corners: PULLED }).metrics;
      return topRight / bottomLeft;
    },
    holds: (ratio) => Math.abs(ratio - 1) < 0.01,
    figure: 'ratio of the two misses',
  },
  {
    text: 'Three affine layers end at the loss of one, within a hundredth, and both at the least that any affine map can have.',
    seeds: 10,
    measure: (seed) => Math.max(...(['one', 'three'] as const).map((net) => Math.abs(loss(seed, net) - 1))),
    holds: (distance) => distance < 0.01,
    figure: 'larger relative distance from the least loss',
  },
  {
    text: 'With tanh between the three layers the loss ends below a tenth of that.',
    seeds: 10,
    measure: (seed) => loss(seed, 'bent'),
    holds: (ratio) => ratio < 0.1,
    figure: 'loss divided by the least of an affine map',
  },
  {
    text: 'With a single number between the layers the three have determinant 0: the square becomes a line.',
    seeds: 10,
    measure: (seed) => trained(seed, { width: 1, net: 'three' }).snapshot.determinant,
    holds: (determinant) => Math.abs(determinant) < 1e-3,
    figure: 'determinant',
  },
  {
    text: 'From points of one diagonal, two starts find different layers that both meet the corners of that diagonal, to within 0.001.',
    seeds: 10,
    measure(seed) {
      const [one, other] = [seed, seed + 100].map((s) => trained(s, { shown: 'diagonal' }));
      const missed = [one, other].some(
        (run) => (run?.metrics.topRight ?? 9) > 1e-3 || (run?.metrics.bottomLeft ?? 9) > 1e-3,
      );
      const entries = (run?: ReturnType<typeof trained>) => run?.snapshot.w.flat() ?? [];
      return missed ? 0 : Math.hypot(...entries(one).map((v, i) => v - (entries(other)[i] as number)));
    },
    holds: (distance) => distance > 0.01,
    figure: 'distance of their weights',
  },
  {
    text: 'One affine layer from two numbers to two has 6 parameters; three of width 8 have 114.',
    seeds: 1,
    measure: () =>
      (['one', 'three'] as const)
        .map((net) => trained(1, { net }, 0).snapshot)
        .reduce((sum, { parameters }, i) => sum + parameters * (i ? 1 : 1000), 0),
    holds: (both) => both === 6114,
    figure: 'thousand times the first plus the second',
  },
]);
