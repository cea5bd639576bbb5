import { range } from 'd3-array';
import { byClass, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  evaluate,
  glorotNormal,
  heNormal,
  labels,
  matrix,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const [STEPS, TRAIN_SIZE, FRESH_SIZE, CELLS] = [300, 240, 400, 32];
/** Updates between two measurements of the accuracies. */
const EVERY = 10;
/** The map reaches from −REACH to REACH on both axes. */
export const REACH = 1.8;

/** Points of two rings, of radius 0.5 and 1.3. */
const rings = (rng: Rng, n: number): Point[] =>
  range(n).map((i) => {
    const [angle, radius] = [2 * Math.PI * rng.uniform(), i % 2 ? 1.3 : 0.5];
    return [radius * Math.cos(angle) + 0.15 * rng.normal(), radius * Math.sin(angle) + 0.15 * rng.normal()];
  });

/** Who says to which class a point belongs, and among how many. */
const labellers = {
  side: { classes: 2, of: ([x]: Point, _: Rng) => Number(x > 0) },
  ring: { classes: 2, of: ([x, y]: Point, _: Rng) => Number(Math.hypot(x, y) > 0.9) },
  quadrant: { classes: 4, of: ([x, y]: Point, _: Rng) => 2 * Number(y > 0) + Number(x > 0) },
  coin: { classes: 2, of: (_: Point, coin: Rng) => coin.int(2) },
};

export default defineSimulation({
  params: {
    labelling: param.choice({
      label: 'Who names the classes',
      options: { side: 'Left or right', ring: 'Inner or outer ring', quadrant: 'Quadrant', coin: 'A coin' },
      default: 'ring',
    }),
    kept: param.number({
      label: 'Points of class 0 kept',
      help: 'In training and among the fresh points; by its number before any renumbering.',
      unit: '%',
      min: 0,
      max: 100,
      step: 5,
      default: 100,
    }),
    units: param.number({ label: 'Hidden units', min: 2, max: 32, step: 1, default: 24 }),
    renumbered: param.toggle({
      label: 'Renumber the classes',
      help: 'Class k becomes class k + 1, and the last one class 0; the starting weights of the outputs move along.',
      default: false,
    }),
  },
  metrics: {
    fresh: { label: 'accuracy on fresh points' },
    train: { label: 'accuracy on training points' },
    baseline: { label: 'share of the most frequent class among them' },
    loss: { label: 'cross-entropy', unit: 'nats' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },

  init({ labelling, kept, units, renumbered }, rng) {
    const { classes, of } = labellers[labelling];
    const shift = (k: number) => (k + Number(renumbered)) % classes;
    /** Points with their class by the labeller’s own numbers. */
    function draw(use: string, n: number) {
      const [x, coin] = [rings(rng.fork(use), n), rng.fork(`${use} coin`)];
      return { x, label: x.map((point) => of(point, coin)) };
    }
    /** Leaves out some points of class 0, and numbers the classes as the reader wants. */
    function prepare({ x, label }: { x: Point[]; label: number[] }) {
      const first = range(x.length).filter((i) => label[i] === 0);
      const gone = new Set(first.slice(Math.round((kept / 100) * first.length)));
      const rows = range(x.length).filter((i) => !gone.has(i));
      return { x: rows.map((i) => x[i] as Point), label: rows.map((i) => shift(label[i] as number)) };
    }
    const [train, fresh] = [prepare(draw('training', TRAIN_SIZE)), prepare(draw('fresh', FRESH_SIZE))];
    const count = ({ label }: typeof train) => range(classes).map((k) => label.filter((l) => l === k).length);

    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(heNormal(weights, 2, units));
    const last = layer(
      tf.tidy(() => {
        const w = glorotNormal(weights, units, classes);
        return renumbered
          ? (tf.gather(
              w,
              range(classes).map((k) => (k + classes - 1) % classes),
              1,
            ) as tf.Tensor2D)
          : w;
      }),
    );
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.03));
    const logits = (x: tf.Tensor2D) => last(tf.relu(hidden(x)));
    const [x, y, map] = [
      own(matrix(train.x)),
      own(targets(train, classes)),
      own(matrix(raster(CELLS, REACH))),
    ];
    const right = (set: typeof train) => tf.tidy(() => accuracy(logits(matrix(set.x)), labels(set)));
    const loss = () => softmaxCrossEntropy(logits(x), y);
    const measure = () => ({ fresh: right(fresh), train: right(train) });
    let [step, accuracies, value] = [0, measure(), evaluate(loss)];

    return {
      step() {
        step += 1;
        value = optimizer.minimise(loss);
        if (step % EVERY === 0) accuracies = measure();
        return 'running';
      },
      metrics: () => ({
        ...accuracies,
        baseline: Math.max(...count(fresh)) / fresh.label.length,
        loss: value,
      }),
      snapshot() {
        const p = tf.tidy(() => tf.softmax(logits(map)).arraySync()) as number[][];
        return {
          every: EVERY,
          points: byClass({ x: round(train.x, 2) as Point[], label: train.label }, classes),
          /** For each class: its probability over the largest of the others, as 0 … 255 with 128 where they are equal. */
          regions: range(classes).map((k) =>
            bytes(p.map((row) => (1 + (row[k] as number) - Math.max(...row.filter((_, j) => j !== k))) / 2)),
          ),
        };
      },
      diagnosis(): Diagnosis<'kept'> | null {
        const empty = count(train).indexOf(0);
        if (empty < 0) return null;
        const rest =
          classes === 2
            ? 'With one class alone there is nothing to separate: the loss goes to 0, and the whole plane gets that class.'
            : 'It gets no region: what would be of it is forced into another class.';
        const message = `Class ${empty} has no training point. ${rest}`;
        return { step, message, param: 'kept', reset: 100 };
      },
      dispose,
    };
  },
});
