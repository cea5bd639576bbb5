import { range } from 'd3-array';
import { moons } from '../data/points.ts';
import { chunks, pipeline, splitMatrix } from '../problems/split-model.ts';
import { copy, deviation, weighted } from '../problems/tensor-lists.ts';
import {
  type Diagnosis,
  defineSimulation,
  type ParamValues,
  type Point,
  param,
  type Rng,
} from '../sim/index.ts';
import { bytes, digits } from '../sim/numbers.ts';
import {
  column,
  evaluate,
  glorotNormal,
  gradients,
  logisticLoss,
  matrix,
  owner,
  permutation,
  sgd,
  tf,
} from '../tf/index.ts';

const POINTS = 512;
/** Examples of an update, of all workers together. */
const BATCH = 64;
const HIDDEN = 16;
const RATE = 0.5;
const STEPS = 240;
/** Weights and biases of the net. */
const SIZE = 4 * HIDDEN + 1;
const MAP = 16;

const inData = { scene: 'data' };
const inModel = { scene: 'model' };
const params = {
  scene: param.choice({
    label: 'What is split',
    options: { data: 'The batch', model: 'The model' },
    default: 'data',
  }),
  workers: param.number({ label: 'Workers K', when: inData, min: 1, max: 8, step: 1, default: 4 }),
  every: param.number({
    label: 'Steps per average H',
    help: 'Each worker takes so many steps of its own.',
    when: inData,
    min: 1,
    max: STEPS,
    scale: 'log',
    default: 1,
  }),
  shards: param.choice({
    label: 'Each worker’s data',
    options: { mixed: 'Dealt at random', sorted: 'Sorted by class' },
    when: inData,
    default: 'mixed',
  }),
  send: param.number({
    label: 'Sending the model',
    help: 'Times are modelled; the other workers take 1 ms an example.',
    when: inData,
    min: 0,
    max: 60,
    step: 2,
    default: 6,
    unit: 'ms',
  }),
  slow: param.number({
    label: 'Worker 1’s time an example',
    when: inData,
    min: 1,
    max: 4,
    step: 0.5,
    default: 1,
    unit: 'ms',
  }),
  cut: param.choice({
    label: 'Cut',
    options: { columns: 'By columns', rows: 'By rows', layers: 'Between layers' },
    when: inModel,
    default: 'columns',
  }),
  parts: param.number({ label: 'Devices', when: inModel, min: 1, max: 4, step: 1, default: 3 }),
  micro: param.number({
    label: 'Micro-batches M',
    when: { scene: 'model', cut: 'layers' },
    min: 1,
    max: 16,
    step: 1,
    default: 4,
  }),
};
type Values = ParamValues<typeof params>;
type Batch = { x: tf.Tensor2D; y: tf.Tensor2D; n: number };

/** All rows of a shard in a fresh order, again and again: every batch is full, so the workers’ shares never change. */
function* shuffled(rng: Rng, shard: readonly number[]): Generator<number, never> {
  for (;;) for (const i of permutation(rng, shard.length)) yield shard[i] as number;
}

/** A 2-16-1 tanh net. All made from equal streams start alike. */
function createNet(rng: Rng) {
  const { layer, dispose } = owner();
  const [hidden, last] = [layer(glorotNormal(rng, 2, HIDDEN)), layer(glorotNormal(rng, HIDDEN, 1))];
  const theta = [...hidden.variables, ...last.variables];
  const optimizer = sgd(theta, RATE);
  const logits = (x: tf.Tensor2D) => last(tf.tanh(hidden(x)));
  const loss = ({ x, y }: Batch) => logisticLoss(logits(x), y);
  return {
    theta,
    logits,
    loss: (batch: Batch) => evaluate(() => loss(batch)),
    gradient: (batch: Batch) => gradients(() => loss(batch), theta).gradients,
    descend: optimizer.apply,
    dispose,
  };
}

/** K replicas, each with its shard, beside one device that is given all their batches at once. */
function splitData({ workers, every, shards, send, slow }: Values, rng: Rng) {
  const { x, label } = moons(rng.fork('data'), POINTS, 0.15);
  const dealt = permutation(rng.fork('shards'), POINTS);
  const order =
    shards === 'sorted' ? dealt.sort((i, j) => (label[i] as number) - (label[j] as number)) : dealt;
  const { own, dispose } = owner();
  const take = (rows: readonly number[]): Batch => ({
    x: matrix(rows.map((i) => x[i] as Point)),
    y: column(rows.map((i) => label[i] as number)),
    n: rows.length,
  });
  const all = take(range(POINTS));
  [all.x, all.y].forEach(own);
  const grid = own(
    matrix(
      range(MAP ** 2).map((i) => [
        ((i % MAP) + 0.5) * (4 / MAP) - 2,
        1.5 - (Math.floor(i / MAP) + 0.5) * (3 / MAP),
      ]),
    ),
  );
  const net = () => own(createNet(rng.fork('weights')));
  const [single, mean] = [net(), net()];
  const sizes = chunks(BATCH, workers).map(([from, to]) => to - from);
  const replicas = chunks(POINTS, workers).map(([from, to], k) => {
    const shard = order.slice(from, to);
    const rows = shuffled(rng.fork(`batches ${k}`), shard);
    return { ...net(), next: () => range(sizes[k] as number).map(() => rows.next().value) };
  });
  const map = ({ logits }: Pick<typeof single, 'logits'>) =>
    tf.tidy(() => bytes(tf.sigmoid(logits(grid)).dataSync()));
  let [step, gap, plainGap, spread] = [0, 0, 0, 0];
  /** Modelled: computing, then a ring all-reduce of 2 (K − 1) / K times the model. */
  const compute = sizes.map((n, k) => n * (k === 0 ? slow : 1));
  const reduce = ((2 * (workers - 1)) / workers) * send;
  const speedup = (BATCH * every) / (Math.max(...compute) * every + reduce);
  return {
    sizes,
    speedup,
    /** Modelled milliseconds a step. */
    computing: Math.max(...compute),
    averaging: reduce / every,
    plainGap: () => plainGap,
    step: () =>
      tf.tidy(() => {
        // Averaging is put off until now, so that the picture shows what is about to be averaged.
        if (step % every === 0) for (const { theta } of replicas) copy(mean.theta, theta);
        const rows = replicas.map(({ next }) => next());
        const local = rows.map(take);
        const union = take(rows.flat());
        const share = local.map(({ n }) => n / union.n);
        const g = replicas.map(({ gradient }, k) => gradient(local[k] as Batch));
        // The whole batch’s gradient, at the mean of the replicas: what averaging is meant to give.
        const whole = mean.gradient(union);
        gap = deviation(weighted(share, g), whole);
        const equal = share.map(() => 1 / workers);
        plainGap = deviation(weighted(equal, g), whole);
        for (const [k, { descend }] of replicas.entries()) descend(g[k] as tf.Tensor[]);
        single.descend(single.gradient(union));
        const models = replicas.map(({ theta }) => theta);
        const average = weighted(share, models);
        copy(average, mean.theta);
        spread = Math.max(...models.map((theta) => deviation(theta, average)));
        step += 1;
      }),
    metrics: () => ({
      loss: mean.loss(all),
      single: single.loss(all),
      ...(step > 0 && { gap, spread }),
      speedup,
    }),
    snapshot: () => ({
      /** Probability of class 1 on [−2, 2] × [−1.5, 1.5]: each worker’s, just before any averaging, and the mean’s. */
      maps: replicas.map(map),
      mean: map(mean),
      /** Modelled milliseconds. */
      compute,
      reduce: digits(reduce, 3),
      rounds: Math.floor(step / every),
      /** Numbers each worker has sent. */
      sent: Math.round(Math.floor(step / every) * 2 * ((workers - 1) / workers) * SIZE),
    }),
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    loss: { label: 'loss of the averaged model' },
    single: { label: 'loss of one device with the whole batch' },
    gap: { label: 'distance of the mean gradient from the whole batch’s' },
    spread: { label: 'distance between the workers’ models' },
    speedup: { label: 'modelled speed-up' },
    idle: { label: 'share of the time a device is idle' },
    error: { label: 'largest difference from the uncut product and its gradients' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init(values, rng) {
    const { scene, cut, parts, micro, workers, every } = values;
    const data = scene === 'data' ? splitData(values, rng) : null;
    const matrix = scene === 'model' && cut !== 'layers' ? splitMatrix(rng.fork('matrix'), cut, parts) : null;
    const pipe = scene === 'model' && cut === 'layers' ? pipeline(parts, micro) : null;
    let step = 0;
    return {
      step() {
        if (!data) return 'done';
        data.step();
        step += 1;
        return 'running';
      },
      metrics: () => data?.metrics() ?? (pipe ? { idle: pipe.idle } : matrix ? { error: matrix.error } : {}),
      snapshot: () => ({ data: data?.snapshot() ?? null, matrix, pipe }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (pipe && micro === 1 && parts > 1) {
          const message = 'With one micro-batch only one device works at a time.';
          return { step, message, param: 'micro', reset: 4 };
        }
        if (!data) return null;
        const waiting = values.slow > 1 && data.computing >= data.averaging;
        if (data.speedup < 1 && workers > 1) {
          const message =
            'Slower than a single device: the workers spend more time on sending, or on waiting for worker 1, than they save.';
          return waiting
            ? { step, message, param: 'slow', reset: 1 }
            : { step, message, param: 'send', reset: 6 };
        }
        if (every === STEPS)
          return { step, message: `Averaged once, after step ${STEPS}: one-shot averaging.` };
        if (BATCH % workers === 0 || step === 0) return null;
        const message = `${workers} workers share ${BATCH} examples as ${data.sizes.join(', ')}, so the mean of their gradients is weighted by their numbers. A plain mean would be off by ${digits(100 * data.plainGap(), 2)} % at this step.`;
        return { step, message };
      },
      dispose: () => data?.dispose(),
    };
  },
});
