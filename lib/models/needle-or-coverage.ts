import { bestCoverage, coverages, needles, type Pictures, SIDE, some } from '../data/needles.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import {
  accuracy,
  adam,
  affine,
  averagePool,
  batches,
  glorotNormal,
  gradients,
  heNormal,
  maxPool,
  owner,
  softmaxCrossEntropy,
  tf,
  windows,
} from '../tf/index.ts';

const [KERNEL, FILTERS, BATCH] = [3, 4, 32];
const [TRAIN_SIZE, TEST_SIZE] = [200, 300];
/** Side of a feature map, all of which is one pooling window. */
const MAP = SIDE - KERNEL + 1;
/** Updates between two tests. */
const EVERY = 10;

const labels = ({ label }: Pictures) => tf.tensor1d([...label], 'int32');
type Pool = (maps: tf.Tensor4D, size: number) => tf.Tensor4D;

/** Four filters of 3 × 3, ReLU, one number a map by `pool`, an affine layer to two classes. */
function createNet(rng: Rng, pool: Pool) {
  const { variable, dispose } = owner();
  const variables = [
    variable(heNormal(rng, KERNEL ** 2, FILTERS)),
    variable(tf.zeros([FILTERS])),
    variable(glorotNormal(rng, FILTERS, 2)),
    variable(tf.zeros([2])),
  ];
  const [k, b, w, c] = variables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
  const optimizer = adam(variables, 0.03);
  const maps = (x: tf.Tensor3D) =>
    tf.reshape(tf.relu(affine(tf.reshape(x, [-1, KERNEL ** 2]), k, b)), [
      -1,
      MAP,
      MAP,
      FILTERS,
    ]) as tf.Tensor4D;
  const pooled = (m: tf.Tensor4D) => tf.reshape(pool(m, MAP), [-1, FILTERS]) as tf.Tensor2D;
  const logits = (x: tf.Tensor3D) => affine(pooled(maps(x)), w, c);
  return {
    logits,
    update: (x: tf.Tensor3D, y: tf.Tensor2D) =>
      optimizer.apply(gradients(() => softmaxCrossEntropy(logits(x), y), variables).gradients),
    /** Maps of one picture, what is left of each, and the share of its gradient that each position gets: [i][filter]. */
    look(x: tf.Tensor3D) {
      const m = maps(x);
      const share = tf.grad((from) => tf.sum(pooled(from as tf.Tensor4D)))(m);
      const rows = (t: tf.Tensor) => tf.reshape(t, [-1, FILTERS]).arraySync() as number[][];
      return { responses: rows(m), left: rows(pooled(m))[0] as number[], shares: rows(share) };
    },
    dispose() {
      optimizer.dispose();
      dispose();
    },
  };
}

/** Two nets with the same pictures, starting weights and batches, which differ in the pooling alone. */
export default defineSimulation({
  params: {
    task: param.choice({
      label: 'Question',
      options: { needle: 'Is there a spot?', coverage: 'How much is lit?' },
      default: 'needle',
    }),
    strength: param.number({
      label: 'Strength of the spot',
      help: 'Added to 3 × 3 pixels; the noise has standard deviation 0.5.',
      min: 0.4,
      max: 1.2,
      step: 0.1,
      default: 0.8,
      when: { task: 'needle' },
    }),
    gap: param.number({
      label: 'Difference in lit pixels',
      unit: '%',
      min: 4,
      max: 20,
      step: 1,
      default: 12,
      when: { task: 'coverage' },
    }),
    picture: param.number({ label: 'Test picture', min: 1, max: 20, step: 1, default: 2, live: true }),
  },
  metrics: {
    max: { label: 'test accuracy, max pooling' },
    average: { label: 'test accuracy, average pooling' },
  },
  schedule: { posterSteps: 150, maxSteps: 150, stepsPerSecond: 30 },

  init({ task, strength, gap, picture }, rng) {
    const { own, dispose } = owner();
    const draw = (stream: Rng, n: number): Pictures =>
      task === 'needle' ? needles(stream, n, strength) : coverages(stream, n, gap / 100);
    const [train, test] = [draw(rng.fork('training'), TRAIN_SIZE), draw(rng.fork('test'), TEST_SIZE)];
    const cut = ({ pixels, n }: Pictures) =>
      tf.reshape(windows(pixels, [n, SIDE, SIDE], KERNEL), [n, MAP ** 2, KERNEL ** 2]) as tf.Tensor3D;
    const testX = own(tf.tidy(() => cut(test)));
    const testLabels = own(labels(test));
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const nets = [maxPool, averagePool].map((pool) => createNet(rng.fork('weights'), pool as Pool));
    const measure = () => tf.tidy(() => nets.map(({ logits }) => accuracy(logits(testX), testLabels)));
    let [step, shown, right] = [0, picture, measure()];

    return {
      step() {
        step += 1;
        const batch = some(train, order.next().value);
        tf.tidy(() => {
          const [x, y] = [cut(batch), tf.oneHot(labels(batch), 2) as tf.Tensor2D];
          for (const net of nets) net.update(x, y);
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => ({ max: right[0] as number, average: right[1] as number }),
      snapshot() {
        const at = (shown - 1) * SIDE ** 2;
        const pixels = Array.from(test.pixels.subarray(at, at + SIDE ** 2));
        const [low, high] = task === 'needle' ? [-1, 1.5] : [0, 1];
        return {
          every: EVERY,
          label: test.label[shown - 1] as number,
          picture: pixels.map((v) => Math.round(255 * Math.min(1, Math.max(0, (v - low) / (high - low))))),
          lit: pixels.filter((v) => v === 1).length,
          /** Of each net and filter: its map (255 is its strongest), the number left of it, its gradient (root of the share). */
          nets: tf.tidy(() =>
            nets.map(({ look, logits }) => {
              const x = tf.slice(testX, [shown - 1, 0, 0], [1, MAP ** 2, KERNEL ** 2]);
              const { responses, left, shares } = look(x);
              const filters = left.map((value, f) => {
                const map = responses.map((at) => at[f] as number);
                const most = Math.max(...map) || 1;
                return {
                  map: map.map((v) => Math.round((255 * v) / most)),
                  value: Number(value.toFixed(2)),
                  gradient: shares.map((at) => Math.round(255 * Math.sqrt(at[f] as number))),
                };
              });
              return { answer: tf.argMax(logits(x), 1).dataSync()[0] as number, filters };
            }),
          ),
        };
      },
      diagnosis(): Diagnosis<'strength' | 'gap'> | null {
        if (task === 'needle' && strength < 0.6) {
          const message = `A spot of ${strength} hides: among 100 places of an empty picture, noise alone often makes one as bright.`;
          return { step, message, param: 'strength', reset: 0.8 };
        }
        if (task === 'needle' || gap >= 8) return null;
        const message = `With ${gap} % between them the two kinds overlap: even counting the lit pixels is right in only ${Math.round(100 * bestCoverage(gap / 100))} % of pictures, and no pooling can be expected to do better.`;
        return { step, message, param: 'gap', reset: 12 };
      },
      set(values) {
        shown = values.picture;
      },
      dispose() {
        for (const net of nets) net.dispose();
        dispose();
      },
    };
  },
});
