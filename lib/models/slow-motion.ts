import { range } from 'd3-array';
import { moons, raster } from '../data/points.ts';
import { weighted } from '../problems/tensor-lists.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { bytes, each, round } from '../sim/numbers.ts';
import {
  batches,
  column,
  evaluate,
  glorotNormal,
  gradients,
  logisticLoss,
  matrix,
  normal,
  owner,
  sgd,
  tf,
} from '../tf/index.ts';

const N = 256;
const UNITS = 16;
const REACH = 1.9;
const CELLS = 24;
const TOO_LARGE = 1e4;
/** Examples of a batch that are told in figures. */
const SHOWN = 4;

/** Cuts a batch into micro-batches of nearly equal size, the larger ones first. */
export function cut<T>(batch: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, batch.length);
  const [size, larger] = [Math.floor(batch.length / count), batch.length % count];
  const start = (k: number) => k * size + Math.min(k, larger);
  return range(count).map((k) => batch.slice(start(k), start(k + 1)));
}

/** Largest distance of two lists of gradients, entry by entry. */
const distance = (a: readonly tf.Tensor[], b: readonly tf.Tensor[]) =>
  tf.tidy(() =>
    Math.max(...a.map((g, i) => tf.max(tf.abs(tf.sub(g, b[i] as tf.Tensor))).dataSync()[0] as number)),
  );

/** Mini-batch SGD on a 2-16-1 tanh net, with all that happens in its latest iteration. */
export default defineSimulation({
  params: {
    batch: param.choice({
      label: 'Batch size',
      options: { '1': '1', '4': '4', '16': '16', '64': '64', '256': 'All 256' },
      default: '4',
    }),
    rate: param.number({ label: 'Learning rate', min: 0.05, max: 10, scale: 'log', default: 0.1 }),
    micro: param.number({
      label: 'Micro-batches',
      help: 'The gradient of a batch is gathered from so many parts before the one update.',
      min: 1,
      max: 4,
      step: 1,
      default: 1,
    }),
    phase: param.choice({
      label: 'Show up to phase',
      options: {
        draw: '1 Draw the batch',
        forward: '2 Forward pass',
        loss: '3 Loss',
        backward: '4 Backward pass',
        update: '5 Update',
      },
      default: 'update',
      live: true,
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
    const { own, layer, dispose } = owner();
    const { x: points, label } = moons(rng.fork('data'), N, 0.2);
    const [x, y] = [own(matrix(points)), own(column(label))];
    const grid = own(matrix(raster(CELLS, REACH)));
    const weights = rng.fork('weights');
    const hidden = layer(glorotNormal(weights, 2, UNITS), normal(weights, [UNITS], 0.5));
    const last = layer(glorotNormal(weights, UNITS, 1));
    const theta = [...hidden.variables, ...last.variables];
    const optimizer = own(sgd(theta, rate));
    const drawn = batches(rng.fork('batches'), N, Number(batchSize));
    const everything = range(N);
    const logits = (of: tf.Tensor2D) => last(tf.tanh(hidden(of)));
    const probability = (of: tf.Tensor2D) => [...tf.tidy(() => tf.sigmoid(logits(of)).dataSync())];
    const lossOn = (rows: readonly number[]) => {
      const [bx, by] = [tf.gather(x, [...rows]) as tf.Tensor2D, tf.gather(y, [...rows])];
      return () => logisticLoss(logits(bx), by);
    };
    const lossOf = (rows: readonly number[]) => evaluate(() => lossOn(rows)());
    const gradientsOf = (rows: readonly number[]) => gradients(lossOn(rows), theta);
    const map = () => bytes(probability(grid));

    /** The last iteration, phase by phase; before the first one an empty batch. */
    let latest = {
      rows: [] as number[],
      before: map(),
      after: map(),
      sizes: [] as number[],
      gap: 0,
      plainGap: 0,
      examples: [] as { label: number; p: number; pAfter: number }[],
      own: { before: 0, after: 0 },
    };
    const tally = { ownFell: 0, ownRose: 0, allFell: 0, allRose: 0 };
    const curve = { own: [] as number[], all: [lossOf(everything)] };

    function iterate() {
      // 1 Draw.
      const rows = drawn.next().value;
      const shown = rows.slice(0, SHOWN);
      const told = matrix(shown.map((i) => points[i] as Point));
      // 2 Forward, 3 loss, 4 backward: of the whole batch, or of its parts one after the other.
      const whole = gradientsOf(rows);
      const parts = cut(rows, micro);
      const ofParts = parts.length > 1 ? parts.map((part) => gradientsOf(part).gradients) : [whole.gradients];
      // Gradient accumulation: each part counts by its size; a plain mean would not.
      const [shares, equal] = [
        parts.map((part) => part.length / rows.length),
        parts.map(() => 1 / parts.length),
      ];
      const [gathered, plain] = [weighted(shares, ofParts), weighted(equal, ofParts)];
      const [p, before] = [probability(told), latest.after];
      // 5 Update.
      optimizer.apply(gathered);
      const pAfter = probability(told);
      latest = {
        rows,
        before,
        after: map(),
        sizes: parts.map((part) => part.length),
        gap: distance(gathered, whole.gradients),
        plainGap: distance(plain, whole.gradients),
        examples: shown.map((i, k) => ({
          label: label[i] as number,
          p: round(p[k] as number, 3),
          pAfter: round(pAfter[k] as number, 3),
        })),
        own: { before: whole.loss.dataSync()[0] as number, after: lossOf(rows) },
      };
    }
    const now = () => curve.all.at(-1) as number;
    let step = 0;
    return {
      step() {
        step += 1;
        tf.tidy(iterate);
        const all = lossOf(everything);
        if (!(all < TOO_LARGE && latest.own.after < TOO_LARGE)) return 'diverged';
        tally[latest.own.after > latest.own.before ? 'ownRose' : 'ownFell'] += 1;
        tally[all > now() ? 'allRose' : 'allFell'] += 1;
        curve.own.push(round(latest.own.before, 4));
        curve.all.push(all);
        return 'running';
      },
      metrics: () => ({
        all: now(),
        ...(step > 0 && {
          own: latest.own.before,
          fellAll: tally.allFell / step,
          roseAll: tally.allRose / step,
          roseOwn: tally.ownRose / step,
        }),
      }),
      snapshot: () => ({
        points: round(points, 2),
        label,
        batch: latest.rows,
        /** Probability of class 1 over the square, 0 … 255: before and after the update. */
        map: { before: latest.before, after: latest.after },
        examples: latest.examples,
        own: each(latest.own, (loss) => round(loss, 4)),
        all: { before: round(curve.all.at(-2) ?? now(), 4), after: round(now(), 4) },
        tally,
        /** Loss on each batch before its update, and on all data before the first and after each. */
        losses: { own: curve.own, all: round(curve.all, 4) },
        /** Sizes of the micro-batches, and how far their mean gradient is from the batch’s: weighted by size, and not. */
        micro: { sizes: latest.sizes, gap: latest.gap, plainGap: latest.plainGap },
      }),
      diagnosis(): Diagnosis<'rate' | 'micro'> | null {
        if (tally.ownRose > step / 20 && step >= 20) {
          const message = `${tally.ownRose} of ${step} iterations raised the loss even on their own batch: at rate ${rate} a step overshoots the valley that its gradient points into.`;
          return { step, message, param: 'rate', reset: 0.1, term: 'gradient-descent' };
        }
        if (step >= 20 && now() > (curve.all[0] as number)) {
          const message = `The loss on all data has risen above its start: at rate ${rate} each update fits its own batch of ${batchSize} so eagerly that it undoes what the others taught.`;
          return { step, message, param: 'rate', reset: 0.1, term: 'stochastic-gradient-descent' };
        }
        const { sizes, plainGap } = latest;
        if (new Set(sizes).size > 1) {
          const message = `${batchSize} examples in ${sizes.length} micro-batches make parts of ${sizes.join(', ')}, so each part’s mean is weighted by its size. A plain mean of the parts would count the examples of small parts too much: here it is off by up to ${plainGap.toPrecision(2)}.`;
          return { step, message, param: 'micro', reset: sizes.length === 3 ? 4 : 1 };
        }
        if (micro > Number(batchSize) && step > 0) {
          const message = `A batch of ${batchSize} cannot be cut into ${micro} parts: it is computed at once.`;
          return { step, message, param: 'micro', reset: 1 };
        }
        return null;
      },
      // The phase shown changes nothing but the picture.
      set: () => {},
      dispose,
    };
  },
});
