import { type Digits, pick, split } from '../data/digits.ts';
import { layerTable } from '../data/layer-table.ts';
import { LENET_5 } from '../data/lenet-5.ts';
import { FIELD, inPools, inRows, scatter, windowsOf } from '../data/scattered.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import {
  accuracy,
  adam,
  affine,
  batches,
  glorotNormal,
  gradients,
  normal,
  owner,
  softmaxCrossEntropy,
  tf,
} from '../tf/index.ts';

/** One stage of LeNet: a convolution, its maps averaged in windows of 4 × 4, and ten outputs. */
const [KERNEL, MAPS, POOL, CLASSES] = [5, 12, 4, 10];
const POSITIONS = inPools(FIELD - KERNEL + 1, POOL);
/** Side of what pooling leaves of a map. */
const CELLS = (FIELD - KERNEL + 1) / POOL;
const INPUTS = KERNEL ** 2 + 1;
const [BATCH, TEST_SIZE, KNOWN, EVERY] = [32, 200, 100, 25];
const labels = ({ label }: Digits) => tf.tensor1d([...label], 'int32');
const first = (n: number) => Array.from({ length: n }, (_, i) => i);

/** What each position of C1 sees of the given fields, with a 1 for the bias: [positions, n, inputs]. */
const cut = (fields: Float32Array, rows: readonly number[]): tf.Tensor3D =>
  tf.tensor3d(windowsOf(fields, rows, KERNEL, POSITIONS), [POSITIONS.length, rows.length, INPUTS]);

/** C1 with one set of kernels for all positions, or with a set for each; then the same S2 and output. */
export function createNet(rng: Rng, shared: boolean) {
  const { own, variable, dispose } = owner();
  const variables = [
    variable(normal(rng, [shared ? 1 : POSITIONS.length, INPUTS, MAPS], Math.sqrt(2 / (INPUTS + MAPS)))),
    variable(glorotNormal(rng, CELLS ** 2 * MAPS, CLASSES)),
    variable(tf.zeros([CLASSES])),
  ];
  const [k, w, b] = variables as tf.Tensor[] as [tf.Tensor3D, tf.Tensor2D, tf.Tensor1D];
  const mean = own(tf.fill([1, POOL ** 2], 1 / POOL ** 2) as tf.Tensor2D);
  /** [positions, n, maps]: every window times the one kernel, or times that of its position. */
  const c1 = (x: tf.Tensor3D): tf.Tensor3D =>
    tf.relu(
      shared
        ? tf.reshape(tf.matMul(tf.reshape(x, [-1, INPUTS]), tf.squeeze(k, [0])), [POSITIONS.length, -1, MAPS])
        : tf.matMul(x, k),
    );
  /** The mean of each pooling window: [cells, n, maps]. */
  const s2 = (maps: tf.Tensor3D): tf.Tensor3D =>
    tf.reshape(tf.matMul(mean, tf.reshape(maps, [POOL ** 2, -1])), [CELLS ** 2, -1, MAPS]);
  const logits = (x: tf.Tensor3D) =>
    affine(tf.reshape(tf.transpose(s2(c1(x)), [1, 0, 2]), [-1, CELLS ** 2 * MAPS]), w, b);
  return { variables, c1, logits, dispose };
}

export default defineSimulation({
  params: {
    trainSize: param.number({ label: 'Training digits', min: 100, max: 900, step: 100, default: 200 }),
    trainReach: param.number({
      label: 'Training digits off centre',
      help: 'By up to so many pixels along both axes.',
      unit: 'px',
      min: 0,
      max: 2,
      step: 1,
      default: 2,
    }),
    testReach: param.number({
      label: 'Test digits off centre',
      unit: 'px',
      min: 0,
      max: 2,
      step: 1,
      default: 2,
    }),
    digit: param.number({ label: 'Digit shown', min: 0, max: 9, step: 1, default: 3, live: true }),
  },
  metrics: {
    shared: { label: 'test accuracy, shared weights' },
    unshared: { label: 'test accuracy, weights of their own' },
    sharedTraining: { label: 'training accuracy, shared weights' },
    unsharedTraining: { label: 'training accuracy, weights of their own' },
  },
  schedule: { posterSteps: 200, maxSteps: 200, stepsPerSecond: 40 },

  init({ trainSize, trainReach, testReach, digit }, rng) {
    const [test, train] = split(rng.fork('data'), TEST_SIZE, trainSize);
    const fields = scatter(train, trainReach, rng.fork('training places'));
    const testFields = scatter(test, testReach, rng.fork('test places'));
    const order = batches(rng.fork('batches'), trainSize, BATCH);
    const nets = [true, false].map((shared) => {
      const net = createNet(rng.fork('weights'), shared);
      return { ...net, optimizer: adam(net.variables, 0.03) };
    });
    const known = pick(train, first(KNOWN));
    const measure = () =>
      tf.tidy(() => {
        const [shared, unshared, sharedTraining, unsharedTraining] = [
          [testFields, test] as const,
          [fields, known] as const,
        ].flatMap(([from, set]) =>
          nets.map(({ logits }) => accuracy(logits(cut(from, first(set.n))), labels(set))),
        ) as [number, number, number, number];
        return { shared, unshared, sharedTraining, unsharedTraining };
      });
    let [step, shown, right] = [0, digit, measure()];

    return {
      step() {
        step += 1;
        const rows = order.next().value;
        tf.tidy(() => {
          const x = cut(fields, rows);
          const y = tf.oneHot(labels(pick(train, rows)), CLASSES) as tf.Tensor2D;
          for (const { logits, variables, optimizer } of nets)
            optimizer.apply(gradients(() => softmaxCrossEntropy(logits(x), y), variables).gradients);
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => right,
      snapshot() {
        const row = test.label.indexOf(shown);
        const level = (v: number, most: number) => Math.round((255 * v) / (most || 1));
        const lenet = layerTable([32, 32, 1], LENET_5);
        const looked = tf.tidy(() => {
          const x = cut(testFields, [row]);
          return {
            every: EVERY,
            field: Array.from(testFields.subarray(row * FIELD ** 2, (row + 1) * FIELD ** 2), (v) =>
              level(v, 1),
            ),
            /** Of each net, the maps of C1, in rows; 255 is the strongest response of the net to this picture. */
            maps: nets.map(({ c1 }) => {
              const response = tf.squeeze(c1(x), [1]).arraySync() as number[][];
              const most = Math.max(...response.flat());
              const of = (map: number) => response.map((at) => level(at[map] as number, most));
              return first(MAPS).map((map) => inRows(of(map), POSITIONS));
            }),
            answers: nets.map(({ logits }) => tf.argMax(logits(x), 1).dataSync()[0] as number),
            numbers: nets.map(({ variables }) => variables.reduce((sum, { size }) => sum + size, 0)),
          };
        });
        return { ...looked, lenet };
      },
      diagnosis(): Diagnosis<'trainReach'> | null {
        if (trainReach >= testReach) return null;
        const stood = trainReach ? 'up to 1 pixel off centre' : 'in the middle';
        const message = `Training digits stand ${stood}, test digits up to ${testReach} off: no net here was shown that, and sharing alone does not make up for it.`;
        return { step, message, param: 'trainReach', reset: testReach };
      },
      set(values) {
        shown = values.digit;
      },
      dispose() {
        for (const { optimizer, dispose } of nets) {
          optimizer.dispose();
          dispose();
        }
      },
    };
  },
});
