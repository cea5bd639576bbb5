import { range } from 'd3-array';
import { ALEXNET_INPUT, alexnet } from '../data/alexnet.ts';
import { type Digits, pick, split } from '../data/digits.ts';
import { layerTable } from '../data/layer-table.ts';
import { FIELD, scatter, windowsOf } from '../data/scattered.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes } from '../sim/numbers.ts';
import {
  accuracy,
  batches,
  glorotNormal,
  heNormal,
  labels,
  normal,
  owner,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

/** A crop of 10 × 10 out of a field of 12 × 12, as AlexNet has 224 × 224 out of 256 × 256. */
const [CROP, KERNEL, STRIDE, MAPS, HIDDEN, CLASSES] = [10, 4, 2, 12, 32, 10];
const INPUTS = KERNEL ** 2 + 1;
/** Positions of a kernel along a side of the crop. */
const ALONG = (CROP - KERNEL) / STRIDE + 1;
const PLACES = range(ALONG ** 2).map((i) => [STRIDE * Math.floor(i / ALONG), STRIDE * (i % ALONG)] as const);
const [BATCH, TEST_SIZE, STEPS, EVERY] = [32, 200, 200, 20];
/** Where the nine crops stand, by their distance from the middle. */
const CROPS = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right): [number, number] => [down, right]));

/** What the first layer sees of a crop of each field: [positions, n, 16 pixels and a 1 for the bias]. */
const look = (fields: Float32Array, n: number, [down, right] = [0, 0]): tf.Tensor3D =>
  tf.tensor3d(
    windowsOf(
      fields,
      range(n),
      KERNEL,
      PLACES.map(([row, column]) => [row + 1 + down, column + 1 + right]),
    ),
    [PLACES.length, n, INPUTS],
  );

/** AlexNet’s plan in small: a convolution with a stride, an affine layer, both with ReLU, and ten logits. */
export function createNet(rng: Rng) {
  const { own, variable, layer, dispose } = owner();
  const kernels = variable(normal(rng, [INPUTS, MAPS], Math.sqrt(2 / INPUTS)));
  const [hidden, output] = [
    layer(heNormal(rng, PLACES.length * MAPS, HIDDEN)),
    layer(glorotNormal(rng, HIDDEN, CLASSES)),
  ];
  const logits = (x: tf.Tensor3D): tf.Tensor2D => {
    const maps = tf.reshape(tf.relu(tf.matMul(tf.reshape(x, [-1, INPUTS]), kernels as tf.Tensor2D)), [
      PLACES.length,
      -1,
      MAPS,
    ]);
    return output(tf.relu(hidden(tf.reshape(tf.transpose(maps, [1, 0, 2]), [-1, PLACES.length * MAPS]))));
  };
  const variables = [kernels, ...hidden.variables, ...output.variables];
  const optimizer = own(sgd(variables, 0.05, 0.9));
  return {
    logits,
    update: (x: tf.Tensor3D, y: tf.Tensor2D) => optimizer.minimise(() => softmaxCrossEntropy(logits(x), y)),
    dispose,
  };
}

export default defineSimulation({
  params: {
    testReach: param.number({
      label: 'New digits off centre',
      help: 'By up to so many pixels along both axes.',
      unit: 'px',
      min: 0,
      max: 2,
      step: 1,
      default: 0,
    }),
    trainSize: param.number({ label: 'Training digits', min: 50, max: 500, step: 50, default: 200 }),
    digit: param.number({ label: 'Digit shown', min: 0, max: 9, step: 1, default: 5, live: true }),
  },
  metrics: {
    random: { label: 'new digits right, random crops' },
    middle: { label: 'new digits right, middle only' },
    randomTraining: { label: 'training digits right, random crops' },
    middleTraining: { label: 'training digits right, middle only' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 40 },

  init({ testReach, trainSize, digit }, rng) {
    const { own, dispose } = owner();
    const [test, train] = split(rng.fork('data'), TEST_SIZE, trainSize);
    const fields = scatter(test, testReach, rng.fork('test places'));
    const order = batches(rng.fork('batches'), trainSize, BATCH);
    const places = rng.fork('crops');
    const [random, middle] = [own(createNet(rng.fork('weights'))), own(createNet(rng.fork('weights')))];
    /** As training sees them: the digits in crops of the kind that net is given. */
    const trainedOn = (set: Digits, reach: number) => look(scatter(set, reach, places), set.n);
    const known = pick(train, range(Math.min(trainSize, 100)));
    const [newX, newY, knownY] = [own(look(fields, test.n)), own(labels(test)), own(labels(known))];
    const [randomX, middleX] = [own(trainedOn(known, 1)), own(trainedOn(known, 0))];
    const measure = () =>
      tf.tidy(() => ({
        random: accuracy(random.logits(newX), newY),
        middle: accuracy(middle.logits(newX), newY),
        randomTraining: accuracy(random.logits(randomX), knownY),
        middleTraining: accuracy(middle.logits(middleX), knownY),
      }));
    let [step, shown, right] = [0, digit, measure()];

    return {
      step() {
        step += 1;
        tf.tidy(() => {
          const batch = pick(train, order.next().value);
          const y = targets(batch, CLASSES);
          random.update(trainedOn(batch, 1), y);
          middle.update(trainedOn(batch, 0), y);
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => right,
      snapshot() {
        const row = test.label.indexOf(shown);
        const field = fields.slice(row * FIELD ** 2, (row + 1) * FIELD ** 2);
        const says = (net: typeof random, crop: [number, number]) =>
          tf.tidy(() => tf.argMax(net.logits(look(field, 1, crop)), 1).dataSync()[0] as number);
        return {
          /** The shares are those of the last multiple of this many updates. */
          every: EVERY,
          crops: CROPS.map(([down, right]) => ({
            values: bytes(
              range(CROP ** 2).map(
                (i) => field[(1 + down + Math.floor(i / CROP)) * FIELD + 1 + right + (i % CROP)] as number,
              ),
            ),
            random: says(random, [down, right]),
            middle: says(middle, [down, right]),
          })),
          alexnet: layerTable(ALEXNET_INPUT, alexnet(2)),
        };
      },
      diagnosis(): Diagnosis<'testReach'> | null {
        if (testReach < 2) return null;
        const message =
          'Crops moved training digits by up to 1 pixel, these stand up to 2 off, and the crop cuts their edge: neither net was shown that.';
        return { step, message, param: 'testReach', reset: 1, term: 'convolutional-network' };
      },
      set(values) {
        shown = values.digit;
      },
      dispose,
    };
  },
});
