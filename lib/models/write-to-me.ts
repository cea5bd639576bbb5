import { range } from 'd3-array';
import { type Mnist, mnistSample, PIXELS, perClass, pickMnist, SIDE, shift } from '../data/mnist-sample.ts';
import { paint, prepare } from '../data/pen.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { bytes, mean, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  labels,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UNITS = 32;
const BATCH = 32;
/** Updates between two tests. */
const EVERY = 75;
/** Pixels by which all test digits are moved. */
const DISTANCES = [0, 1, 2, 4] as const;
const FAR = 4;
/** A 3. */
const THREE: Point[] = [
  [6, 20],
  [10, 23],
  [15, 21],
  [14, 16],
  [10, 14],
  [15, 12],
  [16, 7],
  [11, 4],
  [6, 6],
];

export default defineSimulation({
  params: {
    images: param.number({ label: 'Training images', min: 50, max: 800, step: 50, default: 800 }),
    moved: param.toggle({
      label: 'Train on moved copies',
      help: 'Each time it is used, an image is moved at random by up to 4 px across and down.',
      default: false,
    }),
    right: param.number({
      label: 'Move right by',
      unit: 'px',
      min: -8,
      max: 8,
      step: 1,
      default: 0,
      live: true,
    }),
    prepared: param.toggle({
      label: 'Prepare my digit as MNIST',
      help: 'Scaled to 20 × 20, its centre of mass in the middle.',
      default: true,
      live: true,
    }),
    drawing: param.points({
      label: 'Drawing',
      min: 0,
      max: SIDE - 1,
      default: THREE,
      least: 1,
      most: 24,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    still: { label: 'test accuracy' },
    one: { label: 'test accuracy, moved 1 px' },
    far: { label: 'test accuracy, moved 4 px' },
  },
  schedule: { posterSteps: 150, maxSteps: 150, stepsPerSecond: 30 },

  init(initial, rng) {
    let values = initial;
    const { images, moved } = initial;
    const sample = mnistSample();
    const { test } = sample;
    const train = perClass(sample.train, images / 10);
    const order = batches(rng.fork('batches'), train.n, BATCH);
    const places = rng.fork('places');
    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const [hidden, last] = [layer(heNormal(weights, PIXELS, UNITS)), layer(glorotNormal(weights, UNITS, 10))];
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.003));
    const logits = (set: Omit<Mnist, 'label'>) => last(tf.relu(hidden(inputs(set))));
    const truth = own(labels(test));

    /** Accuracy when all test digits are moved by so many pixels: mean of the four directions. */
    const rightAt = (px: number) => {
      const ways: Point[] = px
        ? [
            [px, 0],
            [-px, 0],
            [0, px],
            [0, -px],
          ]
        : [[0, 0]];
      return mean(ways.map((by) => tf.tidy(() => accuracy(logits(shift(test, () => by)), truth))));
    };
    const measure = () => DISTANCES.map(rightAt);
    let shares = measure();
    let step = 0;

    function drawn(right = values.right): Mnist {
      const points = values.prepared ? prepare(values.drawing) : values.drawing;
      return shift({ n: 1, pixels: paint(points), label: [0] }, () => [right, 0]);
    }
    return {
      step() {
        step += 1;
        const batch = pickMnist(train, order.next().value);
        const at = () => places.int(2 * FAR + 1) - FAR;
        const used = moved ? shift(batch, () => [at(), at()]) : batch;
        optimizer.minimise(() => softmaxCrossEntropy(logits(used), targets(used, 10)));
        if (step % EVERY === 0) shares = measure();
        return 'running';
      },
      metrics: () => ({ still: shares[0] as number, one: shares[1] as number, far: shares[3] as number }),
      snapshot() {
        const mine = drawn();
        const standing = shift(perClass(test, 1), () => [values.right, 0]);
        const [probabilities, answers] = tf.tidy(() => [
          tf.softmax(logits(mine)).dataSync(),
          tf.argMax(logits(standing), 1).dataSync(),
        ]) as [Float32Array, Int32Array];
        return {
          /** Of the test digits, moved by 0, 1, 2 and 4 px. */
          right: round(shares, 4),
          mine: bytes(mine.pixels),
          probabilities: round(probabilities, 3),
          /** The first test digit of each class, and what the net says. */
          digits: range(10).map((i) => ({
            pixels: bytes(pickMnist(standing, [i]).pixels),
            answer: answers[i] as number,
          })),
        };
      },
      diagnosis(): Diagnosis<'right'> | null {
        const { drawing } = values;
        if (drawing.length < 2) {
          const message =
            'One point is no digit. The net answers all the same: it has no answer “not a digit”. Draw something.';
          return { step, message };
        }
        const ink = (of: Mnist) => of.pixels.filter((v) => v > 0).length;
        if (ink(drawn(0)) === ink(drawn())) return null;
        const message = 'Part of your digit is pushed off the field and cut.';
        return { step, message, param: 'right', reset: 0 };
      },
      set(next) {
        values = next;
      },
      dispose,
    };
  },
});
