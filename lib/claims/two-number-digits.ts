import { split } from '../data/digits.ts';
import { principal } from '../data/principal.ts';
import model from '../models/two-number-digits.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
type Run = ReturnType<typeof trained>;
const metrics = (seed: number, given: Partial<AnyValues> = {}) => trained(seed, given).metrics;
const ratio = (seed: number, given: Partial<AnyValues> = {}) =>
  metrics(seed, given).net / metrics(seed, given).pca;

/** Share of the digits on the map whose nearest neighbour is the same digit. */
function neighbours({ snapshot: { codes, labels } }: Run): number {
  const alike = codes.filter(([x, y], i) => {
    const far = codes.map(([a, b], j) => (j === i ? Number.POSITIVE_INFINITY : Math.hypot(a - x, b - y)));
    return labels[far.indexOf(Math.min(...far))] === labels[i];
  });
  return alike.length / codes.length;
}

export default defineClaims([
  {
    text: 'What PCA with eight numbers leaves on the training digits is the sum of the other 56 variances, divided by 64 pixels.',
    seeds: 1,
    measure(seed) {
      const { variances } = principal(trainingRows(seed));
      const left = variances.slice(8).reduce((sum, v) => sum + v, 0) / 64;
      return Math.abs(trained(seed, { k: 8 }, 0).metrics.trainPca / left - 1);
    },
    holds: (difference) => difference < 1e-4,
    figure: 'relative difference',
  },
  {
    text: 'With two numbers a picture and ReLU layers, the autoencoder’s error on new digits is less than 0.85 of PCA’s.',
    seeds: 10,
    measure: (seed) => ratio(seed),
    holds: (r) => r < 0.85,
    figure: 'error divided by PCA’s',
  },
  {
    text: 'With eight numbers, too, the error on new digits is less than 0.85 of PCA’s.',
    seeds: 5,
    measure: (seed) => ratio(seed, { k: 8 }),
    holds: (r) => r < 0.85,
    figure: 'error divided by PCA’s',
  },
  {
    text: 'Four linear layers never beat PCA on the training digits, and come within 5 % of it.',
    seeds: 5,
    measure: (seed) =>
      metrics(seed, { layers: 'linear' }).train / metrics(seed, { layers: 'linear' }).trainPca,
    holds: (r) => r > 1 - 1e-5 && r < 1.05,
    figure: 'training error divided by PCA’s',
  },
  {
    text: 'On new digits, too, four linear layers and PCA are within a tenth of each other.',
    seeds: 5,
    measure: (seed) => ratio(seed, { layers: 'linear' }),
    holds: (r) => Math.abs(r - 1) < 0.1,
    figure: 'error divided by PCA’s',
  },
  {
    text: 'On the autoencoder’s map a digit’s nearest neighbour is the same digit more often than on PCA’s.',
    seeds: 10,
    measure: (seed) => neighbours(trained(seed)) - neighbours(trained(seed, { map: 'pca' }, 0)),
    holds: (difference) => difference > 0,
    figure: 'difference of the shares',
  },
  {
    text: 'The pictures that are no digits come back with more than five times the error of new digits.',
    seeds: 10,
    measure: (seed) => metrics(seed).strangers / metrics(seed).net,
    holds: (r) => r > 5,
    figure: 'their error over that of new digits',
  },
  {
    text: 'With noise of 0.3 and eight numbers, what comes out is nearer to the clean digit than what went in: less than half the squared error.',
    seeds: 5,
    measure: (seed) => metrics(seed, { k: 8, noise: 0.3 }).net / 0.3 ** 2,
    holds: (r) => r < 0.5,
    figure: 'squared error after, over that of the noise',
  },
  {
    text: 'The more numbers in the code (1, 2, 8, 16), the smaller the error on new digits.',
    seeds: 5,
    measure(seed) {
      const errors = [1, 2, 8, 16].map((k) => metrics(seed, { k }).net);
      return Math.max(...errors.slice(1).map((error, i) => error / (errors[i] as number)));
    },
    holds: (r) => r < 1,
    figure: 'error over that of the next smaller code, at most',
  },
  {
    text: 'With 16 numbers the autoencoder’s error on new digits is no longer less than four fifths of PCA’s.',
    seeds: 5,
    measure: (seed) => ratio(seed, { k: 16 }),
    holds: (r) => r >= 0.8,
    figure: 'error divided by PCA’s',
  },
]);

/** The model’s training digits. */
function trainingRows(seed: number): number[][] {
  const [, train] = split(createRng(seed).fork('data'), 200, 900);
  return Array.from({ length: train.n }, (_, i) => Array.from(train.pixels.subarray(64 * i, 64 * i + 64)));
}
