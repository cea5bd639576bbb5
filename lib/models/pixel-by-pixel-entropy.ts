import { sum } from 'd3-array';
import { corrupt } from '../data/corrupt.ts';
import { type Digits, PIXELS, pick, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  adam,
  batches,
  evaluate,
  glorotNormal,
  inputs,
  logisticLoss,
  meanSquaredError,
  owner,
  sgd,
  tf,
} from '../tf/index.ts';

const [HIDDEN, TEST_SIZE, TRAIN_SIZE, BATCH] = [64, 200, 900, 30];
/** Updates in all, and of one step. */
const [UPDATES, EACH] = [150, 10];
/** New digits that are shown. */
const SHOWN = [0, 2, 3, 4, 5, 8];

/** Means over pictures, z = σ(logits) being their reconstruction. */
export const losses = {
  /** H(x, z) = −Σ [x log z + (1 − x) log(1 − z)], from the logits, so that no logarithm of 0 is taken. */
  entropy: (logits: tf.Tensor2D, x: tf.Tensor2D): tf.Scalar => tf.mul(logisticLoss(logits, x), x.shape[1]),
  /** Σ (z − x)² */
  squared: (logits: tf.Tensor2D, x: tf.Tensor2D): tf.Scalar =>
    tf.mul(meanSquaredError(tf.sigmoid(logits), x), x.shape[1]),
};
/** H(x, x) of one pixel: what no z can go below. */
export const entropy = (x: number) => (x > 0 && x < 1 ? -x * Math.log(x) - (1 - x) * Math.log(1 - x) : 0);

/** z = σ(tanh(xW₁ + b₁)W₂ + b₂): a code of 64 numbers, wide enough to copy 64 pixels. */
function createNet(rng: Rng, loss: keyof typeof losses, certain: boolean) {
  const { own, layer, dispose } = owner();
  const toCode = layer(glorotNormal(rng, PIXELS, HIDDEN));
  const toPixels = layer(glorotNormal(rng, HIDDEN, PIXELS), tf.fill([PIXELS], certain ? 6 : 0));
  const variables = [...toCode.variables, ...toPixels.variables];
  // Adam rescales small gradients, and would hide what squared error does to a certain start.
  const optimizer = own(certain ? sgd(variables, 0.03) : adam(variables, 0.02));
  const logits = (x: tf.Tensor2D) => toPixels(tf.tanh(toCode(x)));
  return {
    logits,
    update: (given: tf.Tensor2D, target: tf.Tensor2D) =>
      optimizer.minimise(() => losses[loss](logits(given), target)),
    dispose,
  };
}

/** Two autoencoders, alike at the start: one is fed clean digits, one spoilt ones, and the clean digit is the target of both. */
export default defineSimulation({
  params: {
    kind: param.choice({
      label: 'Noise',
      options: { gaussian: 'Gaussian', mask: 'Pixels blanked' },
      default: 'gaussian',
    }),
    amount: param.number({
      label: 'How much',
      help: 'Gaussian: its standard deviation, where ink is 1. Blanked: the share of the pixels.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0.5,
    }),
    loss: param.choice({
      label: 'Trained on',
      options: { entropy: 'Cross-entropy', squared: 'Squared error' },
      default: 'entropy',
    }),
    certain: param.toggle({
      label: 'Start wrong and certain',
      help: 'Every output starts at σ(6) = 0.998, all ink, and plain SGD trains in place of Adam.',
      default: false,
    }),
    shown: param.number({ label: 'Picture', min: 0, max: 5, step: 1, default: 2, live: true, inView: true }),
  },
  metrics: {
    denoising: { label: 'cross-entropy of the denoising net, noisy digits', unit: 'nats' },
    plain: { label: 'cross-entropy of the plain net, noisy digits', unit: 'nats' },
    denoisingClean: { label: 'cross-entropy of the denoising net, clean digits', unit: 'nats' },
    plainClean: { label: 'cross-entropy of the plain net, clean digits', unit: 'nats' },
    floor: { label: 'entropy of the digits', unit: 'nats' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 3 },

  init({ kind, amount, loss, certain, ...initial }, rng) {
    let { shown } = initial;
    const [test, train] = split(rng.fork('data'), TEST_SIZE, TRAIN_SIZE);
    const rows = SHOWN.map((digit) => test.label.indexOf(digit));
    const spoil = ({ n, pixels }: Digits, from: Rng) =>
      inputs({ n, pixels: corrupt(pixels, kind, amount, from) });
    const { own, dispose } = owner();
    const [clean, noisy] = [own(inputs(test)), own(spoil(test, rng.fork('test noise')))];
    const floor = sum(test.pixels.map(entropy)) / TEST_SIZE;
    const plain = own(createNet(rng.fork('weights'), loss, certain));
    const denoising = own(createNet(rng.fork('weights'), loss, certain));
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const shaking = rng.fork('noise');
    let updates = 0;

    const score = ({ logits }: typeof plain, given: tf.Tensor2D) =>
      evaluate(() => losses.entropy(logits(given), clean));
    const measure = () => ({
      denoising: score(denoising, noisy),
      plain: score(plain, noisy),
      denoisingClean: score(denoising, clean),
      plainClean: score(plain, clean),
      floor,
    });
    let last = measure();

    return {
      step() {
        for (let i = 0; i < EACH; i++) {
          const batch = pick(train, order.next().value);
          tf.tidy(() => {
            const x = inputs(batch);
            plain.update(x, x);
            denoising.update(spoil(batch, shaking), x);
          });
        }
        updates += EACH;
        last = measure();
        return 'running';
      },
      metrics: () => last,
      snapshot: () =>
        tf.tidy(() => {
          const z = (net: typeof plain) => tf.sigmoid<tf.Tensor2D>(net.logits(noisy));
          const sets = [clean, noisy, z(plain), z(denoising)];
          const errors = sets.slice(1).map((set) => evaluate(() => meanSquaredError(set, clean)));
          const at = [rows[shown] as number];
          const [l, x] = [denoising.logits(tf.gather(noisy, at)), tf.gather(clean, at)];
          const each = tf.sub(tf.softplus(l), tf.mul(x, l)).dataSync();
          const least = Array.from(x.dataSync(), entropy);
          const gap = least.map((h, k) => Math.max(0, (each[k] as number) - h));
          return {
            updates,
            /** Clean, spoilt, restored by the plain net, restored by the denoising net: 64 grey levels each. */
            images: sets.map((set) => tf.gather(set, rows).arraySync().map(bytes)),
            /** Mean squared error a pixel of the spoilt digits and of both restorations. */
            errors: round(errors, 4),
            /** Of the chosen digit, 255 being one nat: its entropy, and what the denoising net’s cross-entropy adds to it. */
            maps: [least, gap].map((h) => ({
              values: bytes(h.map((v) => Math.min(1, v))),
              total: round(sum(h), 1),
            })),
          };
        }),
      diagnosis(): Diagnosis<'amount' | 'loss'> | null {
        const because = { step: updates / EACH, param: 'amount', reset: 0.5 } as const;
        if (certain && loss === 'squared') {
          const message =
            'The outputs start at 0.998, wrong nearly everywhere, and squared error hardly corrects them: its gradient carries a factor z(1 − z), 0.0025 there. That of cross-entropy does not.';
          return { ...because, message, param: 'loss', reset: 'entropy', term: 'vanishing-gradient-problem' };
        }
        const message =
          kind === 'mask' && amount === 1
            ? 'Every pixel is blanked: the input is empty, and the best output is the same average picture for all digits.'
            : amount >= 0.8
              ? 'So little of the digit is left that several would fit. What comes out is a typical digit or a blend, possibly the wrong one.'
              : 'Without noise the two nets are one and the same.';
        return amount > 0 && amount < 0.8 ? null : { ...because, message };
      },
      set(next) {
        shown = next.shown;
      },
      dispose,
    };
  },
});
