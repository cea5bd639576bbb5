import { xor } from '../data/points.ts';
import model, { ceiling, NETS } from '../models/how-many-hidden-units.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { activations } from '../tf/activations.ts';
import { tf } from '../tf/index.ts';

const trained = runsOf(model);
const solved = (seed: number, given: Partial<AnyValues> = {}) => trained(seed, given).metrics.solved ?? -1;

export default defineClaims([
  {
    text: 'By hand two ReLU units do XOR: relu(x₁ + x₂) − 2 relu(x₁ + x₂ − 1) is 0, 1, 1, 0 on the corners of the unit square.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const sum = tf.tensor2d([[0], [1], [1], [2]]);
        const [h1, h2] = [activations.relu(sum), activations.relu(tf.sub(sum, 1))];
        return Math.max(
          ...tf.abs(tf.sub(tf.sub(h1, tf.mul(2, h2)), tf.tensor2d([[0], [1], [1], [0]]))).dataSync(),
        );
      }),
    holds: (error) => error === 0,
    figure: 'largest error',
  },
  {
    text: 'The best rule, the sign of x₁x₂, gets 99.6 % of such clouds right, and 90.9 % at a spread of 0.6.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...[0.35, 0.6].map((noise) => {
          const { x, label } = xor(createRng(seed), 20_000, noise);
          const right = x.filter(([u, v], i) => Number(u * v < 0) === label[i]).length / x.length;
          return Math.max(
            Math.abs(right - ceiling(noise)),
            noise === 0.6 ? Math.abs(ceiling(0.6) - 0.909) : Math.abs(ceiling(0.35) - 0.9957),
          );
        }),
      ),
    holds: (distance) => distance < 0.01,
    figure: 'largest distance of a count over 20,000 points',
  },
  {
    text: 'With two hidden units some of the ten nets solve it, and some do not.',
    seeds: 10,
    measure: (seed) => solved(seed),
    holds: (nets) => nets >= 1 && nets <= NETS - 1,
    figure: 'nets of ten that solve it',
  },
  {
    text: 'Those that do not solve it are stuck with at most three clouds right: below 80 %.',
    seeds: 10,
    measure(seed) {
      const { right, solved: yes } = trained(seed, {}).snapshot;
      return Math.max(...right.filter((_, i) => !yes[i]));
    },
    holds: (share) => share < 0.8,
    figure: 'best test accuracy of the unsolved',
  },
  {
    text: 'It is no matter of overlap: at a spread of 0.1, where the clouds stand apart, again some of ten nets with two units solve it, and some do not.',
    seeds: 10,
    measure: (seed) => solved(seed, { noise: 0.1 }),
    holds: (nets) => nets >= 1 && nets <= NETS - 1,
    figure: 'nets of ten that solve it',
  },
  {
    text: 'With eight hidden units at least nine of ten solve it.',
    seeds: 3,
    measure: (seed) => solved(seed, { units: 8 }),
    holds: (nets) => nets >= 9,
    figure: 'nets of ten that solve it',
  },
  {
    text: 'Without hidden units, or with eight and the identity, none of the ten does: the best gets at most 65 % right.',
    seeds: 3,
    measure: (seed) =>
      Math.max(
        trained(seed, { units: 0 }).metrics.best ?? 1,
        trained(seed, { units: 8, f: 'identity' }).metrics.best ?? 1,
      ),
    holds: (share) => share <= 0.65,
    figure: 'best test accuracy',
  },
  {
    text: 'One hidden unit gets at most three clouds right: below 80 %.',
    seeds: 5,
    measure: (seed) => trained(seed, { units: 1 }).metrics.best ?? 1,
    holds: (share) => share < 0.8,
    figure: 'best test accuracy',
  },
]);
