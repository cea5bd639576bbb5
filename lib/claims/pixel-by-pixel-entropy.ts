import model, { entropy, losses } from '../models/pixel-by-pixel-entropy.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const trained = runsOf(model);
const metrics = (seed: number, given: Partial<AnyValues> = {}) => trained(seed, given).metrics;
/** Mean squared error of the noise, after the plain net, after the denoising net. */
const errors = (seed: number) => trained(seed, {}).snapshot.errors as [number, number, number];

/** H(x, z) of a single pixel with this logit, or its squared error, and the slope in the logit. */
const onePixel = (loss: keyof typeof losses, x: number, logit: number) =>
  tf.tidy(() => {
    const at = tf.tensor2d([[logit]]);
    const f = (l: tf.Tensor) => losses[loss](l as tf.Tensor2D, tf.tensor2d([[x]]));
    return { value: f(at).dataSync()[0] as number, slope: tf.grad(f)(at).dataSync()[0] as number };
  });

export default defineClaims([
  {
    text: 'A pixel that is ink (x = 1) and whose logit is −6: the gradient in the logit is −0.9975 for cross-entropy and −0.0049 for squared error, 203 times less.',
    seeds: 1,
    measure: () => onePixel('entropy', 1, -6).slope / onePixel('squared', 1, -6).slope,
    holds: (ratio) => Math.abs(ratio - 202.7) < 0.1,
    figure: 'ratio of the gradients',
  },
  {
    text: 'H(x, z) is never below H(x, x), and equal to it at z = x: tried on 100 random pairs.',
    seeds: 1,
    measure(seed) {
      const rng = createRng(seed);
      const gaps = Array.from({ length: 100 }, () => {
        const [x, logit] = [0.01 + 0.98 * rng.uniform(), 4 * rng.normal()];
        const same = Math.abs(onePixel('entropy', x, Math.log(x / (1 - x))).value - entropy(x));
        return same > 1e-5 ? Number.NaN : onePixel('entropy', x, logit).value - entropy(x);
      });
      return Math.min(...gaps);
    },
    holds: (gap) => gap > -1e-6,
    figure: 'smallest H(x, z) − H(x, x)',
  },
  {
    text: 'The floor of a half-grey pixel is ln 2 nats, that of pure ink or paper 0.',
    seeds: 1,
    measure: () => entropy(0.5) - Math.LN2 + entropy(0) + entropy(1),
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
  {
    text: 'With Gaussian noise of 0.5 the denoising net restores new digits at a lower cross-entropy than the plain net: less than nine tenths of it.',
    seeds: 5,
    measure: (seed) => metrics(seed).denoising / metrics(seed).plain,
    holds: (ratio) => ratio < 0.9,
    figure: 'cross-entropy over the plain net’s',
  },
  {
    text: 'It leaves less than half of the noise’s squared error, the plain net more than half.',
    seeds: 5,
    measure(seed) {
      const [noise, plain, denoising] = errors(seed);
      return plain > noise / 2 ? denoising / noise : Number.NaN;
    },
    holds: (share) => share < 0.5,
    figure: 'share the denoising net leaves',
  },
  {
    text: 'While the plain net’s cross-entropy on clean digits falls, that on noisy ones turns and ends more than a twentieth above its lowest value.',
    seeds: 5,
    measure(seed) {
      const { plain, plainClean } = trained(seed, {}).history.values;
      const falls = (plainClean.at(-1) ?? 0) < (plainClean[3] ?? 0);
      return falls ? (plain.at(-1) ?? 0) / Math.min(...plain.map((v) => v ?? 0)) : Number.NaN;
    },
    holds: (ratio) => ratio > 1.05,
    figure: 'last value over the lowest',
  },
  {
    text: 'Given clean digits it is the plain net that comes nearer to them: the denoising net stays more than 1.5 times as far above the entropy.',
    seeds: 5,
    measure(seed) {
      const { denoisingClean, plainClean, floor } = metrics(seed);
      return (denoisingClean - floor) / (plainClean - floor);
    },
    holds: (ratio) => ratio > 1.5,
    figure: 'distance above the entropy, over the plain net’s',
  },
  {
    text: 'On clean digits the plain net’s cross-entropy ends within 4 nats a picture of their entropy and not below; that entropy is more than 10 nats.',
    seeds: 5,
    measure(seed) {
      const { plainClean, floor } = metrics(seed);
      return floor > 10 ? plainClean - floor : Number.NaN;
    },
    holds: (gap) => gap >= 0 && gap < 4,
    figure: 'nats above the entropy',
  },
  {
    text: 'From a start that is wrong and certain, 150 updates by plain SGD bring the plain net’s cross-entropy below 35 nats if that is what it is trained on; trained on squared error it stays above 90.',
    seeds: 3,
    measure: (seed) =>
      metrics(seed, { certain: true, loss: 'squared' }).plainClean > 90
        ? metrics(seed, { certain: true }).plainClean
        : Number.NaN,
    holds: (nats) => nats < 35,
    figure: 'nats when trained on cross-entropy',
  },
  {
    text: 'With every pixel blanked the denoising net gives one and the same picture for all digits.',
    seeds: 1,
    measure(seed) {
      const restored = trained(seed, { kind: 'mask', amount: 1 }).snapshot.images[3] ?? [];
      return Math.max(
        ...restored.flatMap((image) => image.map((v, k) => Math.abs(v - (restored[0]?.[k] ?? 0)))),
      );
    },
    holds: (difference) => difference === 0,
    figure: 'largest difference of a grey level',
  },
]);
