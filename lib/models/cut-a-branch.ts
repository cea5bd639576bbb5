import { MODULE_3A, MODULE_3A_INPUT, WITHOUT_REDUCTION } from '../data/googlenet.ts';
import { layerTable } from '../data/layer-table.ts';
import { INNER, INPUTS, KINDS, READS, type Shapes, SIDE, seen, shapes } from '../data/shapes.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  batches,
  glorotNormal,
  labels,
  normal,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const [BATCH, TRAIN_SIZE, TEST_SIZE, STEPS, EVERY] = [16, 150, 150, 150, 30];
const POSITIONS = INNER ** 2;
type Five = [number, number, number, number, number];
const read = (set: Shapes) => tf.tensor3d(seen(set), [POSITIONS, set.n, INPUTS]);

/** A module of four branches, and after it four nets of one branch each: their kernels side by side in one matrix. */
function createNets(rng: Rng, channels: number) {
  const { own, variable, layer, dispose } = owner();
  const columns = [...READS, ...READS].flatMap((reads) => Array<readonly number[]>(channels).fill(reads));
  const [inputs, kernelCount] = [[...Array(INPUTS).keys()], columns.length];
  /** 1 where a kernel has a weight; the last input is the bias, which all have. */
  const has = inputs.map((i) => columns.map((reads) => Number(i === INPUTS - 1 || reads.includes(i))));
  const mask = own(tf.tensor2d(has));
  const kernels = variable(
    tf.tidy(() =>
      tf.mul(normal(rng, mask.shape), tf.sqrt(tf.div(mask, tf.div(tf.sum(mask, 0), 2)))),
    ) as tf.Tensor2D,
  );
  const heads = [4, 1, 1, 1, 1].map((branches) =>
    layer(glorotNormal(rng, branches * channels, KINDS.length)),
  );
  /** The response of every kernel at every position: [positions, n, kernels]. */
  const maps = (x: tf.Tensor3D): tf.Tensor3D =>
    tf.reshape(tf.relu(tf.matMul(tf.reshape(x, [-1, INPUTS]), tf.mul(kernels, mask))), [
      POSITIONS,
      -1,
      kernelCount,
    ]);
  const average = own(tf.fill([1, POSITIONS], 1 / POSITIONS) as tf.Tensor2D);
  /** Global average pooling: the mean of each map, as a product because that is fast. */
  const pooled = (x: tf.Tensor3D): tf.Tensor2D =>
    tf.reshape(tf.matMul(average, tf.reshape(maps(x), [POSITIONS, -1])), [-1, kernelCount]);
  /** Of the module and of each branch alone. */
  const logits = (features: tf.Tensor2D) =>
    heads.map((head, i) =>
      head(tf.slice(features, [0, i ? (3 + i) * channels : 0], [-1, i ? channels : 4 * channels])),
    );
  /** Of the module with one branch silenced. */
  const without = (features: tf.Tensor2D, branch: number) => {
    const left = tf.tensor1d(columns.map((_, i) => Number(Math.floor(i / channels) !== branch)));
    return logits(tf.mul(features, left))[0] as tf.Tensor2D;
  };
  const variables = [kernels, ...heads.flatMap((head) => head.variables)];
  return { variables, maps, pooled, logits, without, dispose };
}

export default defineSimulation({
  params: {
    channels: param.number({ label: 'Channels of each branch', min: 1, max: 8, step: 1, default: 4 }),
    noise: param.number({
      label: 'Noise',
      help: 'Its standard deviation; a lit pixel is 1.',
      min: 0,
      max: 0.6,
      step: 0.05,
      default: 0.15,
    }),
    shown: param.choice({
      label: 'Picture shown',
      options: { dots: 'Dots', blocks: 'Blocks', ring: 'Ring' },
      default: 'ring',
      live: true,
    }),
  },
  metrics: {
    together: { label: 'accuracy, four branches' },
    one: { label: 'accuracy, 1×1 alone' },
    three: { label: 'accuracy, 3×3 alone' },
    five: { label: 'accuracy, 5×5 alone' },
    pool: { label: 'accuracy, pooling alone' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 30 },

  init({ channels, noise, ...initial }, rng) {
    let shown: (typeof KINDS)[number] = initial.shown;
    const { own, dispose } = owner();
    const train = shapes(rng.fork('training'), TRAIN_SIZE, noise);
    const test = shapes(rng.fork('test'), TEST_SIZE, noise);
    const [x, y] = [own(read(train)), own(targets(train, KINDS.length))];
    const [testX, testY] = [own(read(test)), own(labels(test))];
    const nets = own(createNets(rng.fork('weights'), channels));
    const optimizer = own(adam(nets.variables, 0.03));
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const measure = () =>
      tf.tidy(() => {
        const features = nets.pooled(testX);
        const all = nets.logits(features);
        const [together, one, three, five, pool] = all.map((l) => accuracy(l, testY)) as Five;
        const cut = READS.map((_, branch) => round(accuracy(nets.without(features, branch), testY), 3));
        /** Dots that the module takes for blocks, and blocks for dots, as a share of both. */
        const named = tf.argMax(all[0] as tf.Tensor2D, 1).dataSync();
        const mixed =
          test.label.filter((kind, i) => kind < 2 && named[i] === 1 - kind).length / ((TEST_SIZE * 2) / 3);
        return { metrics: { together, one, three, five, pool }, cut, mixed };
      });
    let [step, right] = [0, measure()];

    return {
      step() {
        step += 1;
        tf.tidy(() => {
          const rows = tf.tensor1d(order.next().value, 'int32');
          const [some, wanted] = [tf.gather(x, rows, 1), tf.gather(y, rows)];
          // Each net has weights of its own, so the least sum is the least of each.
          optimizer.minimise(() =>
            tf.addN(nets.logits(nets.pooled(some)).map((l) => softmaxCrossEntropy(l, wanted))),
          );
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => right.metrics,
      snapshot() {
        const row = test.label.indexOf(KINDS.indexOf(shown));
        const picture = test.pixels.subarray(row * SIDE ** 2, (row + 1) * SIDE ** 2);
        const responses = tf.tidy(() =>
          tf.transpose(tf.squeeze(nets.maps(tf.slice(testX, [0, row, 0], [-1, 1, -1])), [1])).arraySync(),
        ) as number[][];
        return {
          every: EVERY,
          cut: right.cut,
          picture: bytes(Array.from(picture, (v) => Math.min(1, Math.max(0, v)))),
          /** Of each branch of the module, the map with the strongest response, as a share of that. */
          maps: READS.map((_, branch) => {
            const own = responses.slice(branch * channels, (branch + 1) * channels);
            const most = Math.max(...own.flat());
            return bytes((own.find((map) => map.includes(most)) as number[]).map((v) => v / (most || 1)));
          }),
          module: layerTable(MODULE_3A_INPUT, MODULE_3A),
          plain: layerTable(MODULE_3A_INPUT, WITHOUT_REDUCTION),
        };
      },
      diagnosis(): Diagnosis<'noise' | 'channels'> | null {
        if (step < STEPS) return null;
        if (noise >= 0.4) {
          const message = `Noise of ${noise} drowns single pixels: the module takes ${Math.round(100 * right.mixed)} % of dots and blocks for the other.`;
          return { step, message, param: 'noise', reset: 0.15 };
        }
        if (channels > 2) return null;
        const message = `With ${channels} ${channels === 1 ? 'channel' : 'channels'} a branch has few chances to start well: one whose ReLU never opens learns nothing.`;
        return { step, message, param: 'channels', reset: 4, term: 'rectified-linear-unit' };
      },
      set(values) {
        shown = values.shown;
      },
      dispose,
    };
  },
});
