import { type Berries, berries, LUMA, SIDE, some } from '../data/berries.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  affine,
  batches,
  glorotNormal,
  gradients,
  heNormal,
  owner,
  softmaxCrossEntropy,
  tf,
} from '../tf/index.ts';

const PIXELS = SIDE ** 2;
const [TRAIN_SIZE, TEST_SIZE, BATCH, EVERY] = [100, 200, 20, 10];
/** What each net sees of a pixel: a fixed 1 × 1 convolution of red, green and blue, one row a channel. */
export const SEES = {
  red: [[1, 0, 0]],
  green: [[0, 1, 0]],
  blue: [[0, 0, 1]],
  grey: [LUMA],
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
} as const satisfies Record<string, readonly (readonly number[])[]>;
type View = keyof typeof SEES;
const VIEWS = Object.keys(SEES) as View[];

/** Pixels as rows, [n · positions, channels], and the labels. */
function look({ values, n, label }: Berries, view: View): { x: tf.Tensor2D; labels: tf.Tensor1D } {
  const rgb = tf.tensor2d(values, [n * PIXELS, 3]);
  const mix = tf.tensor2d(SEES[view].map((row) => [...row]));
  return { x: tf.matMul(rgb, mix, false, true), labels: tf.tensor1d([...label], 'int32') };
}

/** A 1 × 1 convolution to `hidden` channels, ReLU, the mean of each over all positions, an affine layer to two classes. */
function createNet(rng: Rng, train: Berries, view: View, hidden: number) {
  const { own, variable, dispose } = owner();
  const channels = SEES[view].length;
  const variables = [
    variable(heNormal(rng, channels, hidden)),
    variable(tf.zeros([hidden])),
    variable(glorotNormal(rng, hidden, 2)),
    variable(tf.zeros([2])),
  ];
  const [k, b, w, c] = variables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
  const optimizer = adam(variables, 0.05);
  // Each channel has a mean and a deviation of its own.
  const [mean, deviation] = tf.tidy(() => {
    const moments = tf.moments(look(train, view).x, 0);
    return [moments.mean, tf.sqrt(moments.variance)];
  }) as [tf.Tensor, tf.Tensor];
  own(mean);
  own(deviation);
  const maps = (x: tf.Tensor2D) => tf.relu(affine(tf.div(tf.sub(x, mean), deviation), k, b));
  const logits = (x: tf.Tensor2D) =>
    affine(tf.mean(tf.reshape(maps(x), [-1, PIXELS, hidden]), 1) as tf.Tensor2D, w, c);
  return {
    view,
    maps,
    weights: () => tf.tidy(() => tf.transpose(k).arraySync()) as number[][],
    update(batch: Berries) {
      const { x, labels } = look(batch, view);
      const y = tf.oneHot(labels, 2) as tf.Tensor2D;
      optimizer.apply(gradients(() => softmaxCrossEntropy(logits(x), y), variables).gradients);
    },
    measure: (set: Berries) => {
      const { x, labels } = look(set, view);
      return accuracy(logits(x), labels);
    },
    dispose() {
      optimizer.dispose();
      dispose();
    },
  };
}

const level = (v: number) => Math.round(255 * Math.min(1, Math.max(0, v)));

/** Five nets learn from the same pictures; each sees other channels of them. */
export default defineSimulation({
  params: {
    hue: param.number({
      label: 'Difference in colour',
      help: 'Between ripe and unripe, at equal brightness.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 1,
    }),
    brightness: param.number({ label: 'Difference in brightness', min: 0, max: 0.3, step: 0.05, default: 0 }),
    noise: param.number({ label: 'Noise', min: 0.02, max: 0.3, step: 0.02, default: 0.06 }),
    hidden: param.number({ label: 'Filters', min: 1, max: 8, step: 1, default: 4 }),
  },
  metrics: {
    grey: { label: 'test accuracy, grey' },
    red: { label: 'test accuracy, red plane' },
    green: { label: 'test accuracy, green plane' },
    blue: { label: 'test accuracy, blue plane' },
    all: { label: 'test accuracy, all three' },
  },
  schedule: { posterSteps: 120, maxSteps: 120, stepsPerSecond: 30 },

  init({ hue, brightness, noise, hidden }, rng) {
    const draw = (name: string, n: number) => berries(rng.fork(name), n, { hue, brightness, noise });
    const [train, test] = [draw('training', TRAIN_SIZE), draw('test', TEST_SIZE)];
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const nets = VIEWS.map((view) => createNet(rng.fork('weights'), train, view, hidden));
    const measure = () =>
      tf.tidy(() => Object.fromEntries(nets.map((net) => [net.view, net.measure(test)]))) as Record<
        View,
        number
      >;
    let [step, right] = [0, measure()];
    // The first unripe and the first ripe test picture.
    const shown = [some(test, [1]), some(test, [0])];

    return {
      step() {
        step += 1;
        const batch = some(train, order.next().value);
        tf.tidy(() => {
          for (const net of nets) net.update(batch);
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => right,
      snapshot() {
        const { maps, weights } = nets.at(-1) as (typeof nets)[number];
        const filters = weights();
        return {
          every: EVERY,
          /** A ripe and an unripe picture, 0 … 255: red, green and blue of each pixel, then its luma. */
          pictures: shown.map(({ values }) => ({
            rgb: Array.from(values, level),
            luma: Array.from({ length: PIXELS }, (_, i) =>
              level(LUMA.reduce((sum, share, c) => sum + share * (values[3 * i + c] as number), 0)),
            ),
          })),
          /** Weights of the 1 × 1 filters of the net that sees all three, by standardised channel. */
          filters: round(filters, 2),
          /** What each filter makes of the two pictures; 255 is its strongest response in either. */
          maps: tf.tidy(() => {
            const both = shown.map((picture) => maps(look(picture, 'all').x).arraySync() as number[][]);
            return filters.map((_, f) => {
              const responses = both.map((pixels) => pixels.map((at) => at[f] as number));
              const most = Math.max(...responses.flat()) || 1;
              return responses.map((response) => response.map((v) => level(v / most)));
            });
          }),
        };
      },
      diagnosis(): Diagnosis<'hue'> | null {
        if (hue > 0 || brightness > 0) return null;
        const message =
          'Ripe and unripe have one colour and one brightness: no channel and no mixture of them holds anything to tell.';
        return { step, message, param: 'hue', reset: 1 };
      },
      dispose() {
        for (const net of nets) net.dispose();
      },
    };
  },
});
