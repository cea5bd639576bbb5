import { moons, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { affine, batches, glorotNormal, gradients, logisticLoss, normal, owner, sgd, tf } from '../tf/index.ts';

const N = 256;
const UNITS = 16;
const REACH = 1.9;
const CELLS = 24;
/** Examples of a batch that are shown in figures. */
const SHOWN = 4;
const round = (v: number, digits = 3) => Number(v.toFixed(digits)) + 0;

/** Cuts a batch into micro-batches of nearly equal size, the larger ones first. */
export function cut<T>(batch: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, batch.length);
  const [size, larger] = [Math.floor(batch.length / count), batch.length % count];
  const start = (k: number) => k * size + Math.min(k, larger);
  return Array.from({ length: count }, (_, k) => batch.slice(start(k), start(k + 1)));
}

/** Gradients of the parts averaged by `weight` (their sizes over B, or equally): gradient accumulation. */
export const accumulate = (parts: readonly tf.Tensor[][], weight: (part: number) => number): tf.Tensor[] =>
  tf.tidy(() => (parts[0] ?? []).map((_, i) => tf.addN(parts.map((g, k) => tf.mul(g[i] as tf.Tensor, weight(k))))));

/** Largest distance of two lists of gradients, entry by entry. */
const distance = (a: readonly tf.Tensor[], b: readonly tf.Tensor[]) =>
  tf.tidy(() => Math.max(...a.map((g, i) => tf.max(tf.abs(tf.sub(g, b[i] as tf.Tensor))).dataSync()[0] as number)));

export default defineSimulation({
  params: {
    batch: param.choice({
      label: 'Batch size',
      options: { '1': '1', '4': '4', '16': '16', '64': '64', '256': 'All 256' },
      default: '4',
    }),
    rate: param.number({ label: 'Learning rate', min: 0.05, max: 30, scale: 'log', default: 0.1 }),
    micro: param.number({
      label: 'Micro-batches',
      help: 'The gradient of a batch is gathered from so many parts before the one update.',
      min: 1,
      max: 4,
      step: 1,
      default: 1,
    }),
  },
  metrics: {
    all: { label: 'loss on all data' },
    own: { label: 'loss on the batch, before its update' },
    roseAll: { label: 'share of iterations that raised the loss on all data' },
    fellAll: { label: 'share of iterations that lowered it' },
    roseOwn: { label: 'share of iterations that raised the loss on their own batch' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 50 },
  init({ batch: batchSize, rate, micro }, rng) {
    const { own, variable, dispose } = owner();
    const { x: points, label } = moons(rng.fork('data'), N, 0.2);
    const [x, y] = [own(tf.tensor2d(points as Point[])), own(tf.tensor2d(label, [N, 1]))];
    const grid = own(tf.tensor2d(raster(CELLS, REACH)));
    const weights = rng.fork('weights');
    const theta = [
      variable(glorotNormal(weights, 2, UNITS)),
      variable(normal(weights, [UNITS], 0.5)),
      variable(glorotNormal(weights, UNITS, 1)),
      variable(tf.zeros([1])),
    ];
    const [w1, b1, w2, b2] = theta as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
    const optimizer = sgd(theta, rate);
    const rows = batches(rng.fork('batches'), N, Number(batchSize));
    const logits = (of: tf.Tensor2D) => affine(tf.tanh(affine(of, w1, b1)), w2, b2);
    const probability = (of: tf.Tensor2D) => [...tf.tidy(() => tf.sigmoid(logits(of)).dataSync())];
    const value = (loss: () => tf.Scalar) => tf.tidy(() => loss().dataSync()[0] as number);
    const on = (batch: readonly number[]) => {
      const [bx, by] = [
        tf.tensor2d(batch.map((i) => points[i] as Point)),
        tf.tensor2d(batch.map((i) => [label[i] as number])),
      ];
      return () => logisticLoss(logits(bx), by);
    };
    const lossOf = (batch: readonly number[]) => tf.tidy(() => value(on(batch)));
    const lossOfAll = () => value(() => logisticLoss(logits(x as tf.Tensor2D), y));

    let step = 0;
    const tally = { ownRose: 0, allRose: 0, allFell: 0 };
    const history = { own: [] as number[], all: [lossOfAll()] };
    const now = () => history.all.at(-1) as number;
    return {
      step() {
      	return 'running'
      },
    } as never;
  },
});
