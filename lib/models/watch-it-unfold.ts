import { range } from 'd3-array';
import { byClass } from '../data/points.ts';
import { principal } from '../data/principal.ts';
import { linearProbe } from '../problems/linear-probe.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { digits, dot, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  inputs,
  labels,
  normal,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UPDATES = 5;
const STEPS = 80;
/** Steps between two looks at the layers. */
const EVERY = 20;
const [TRAIN, TEST, DRAWN] = [300, 400, 160];
/** Units of the one hidden layer that has as many parameters as three of ten: 272. */
export const WIDE = 54;

/** Points on concentric rings, with noise; the two classes take turns from ring to ring. */
function rings(rng: Rng, n: number, count: number) {
  const ring = range(n).map((i) => i % count);
  const x = ring.map((r): Point => {
    const [radius, angle] = [0.3 + 0.4 * r, 2 * Math.PI * rng.uniform()];
    return [radius * Math.cos(angle) + 0.06 * rng.normal(), radius * Math.sin(angle) + 0.06 * rng.normal()];
  });
  return { n, x, pixels: Float32Array.from(x.flat()), label: ring.map((r) => r % 2) };
}

/** A fold of [0, 1] by two ReLUs: 2x up to one half, 2 − 2x from there. */
export const tent = (x: number) => 2 * Math.max(0, x) - 4 * Math.max(0, x - 0.5);
export const folded = (x: number, times: number): number => range(times).reduce(tent, x);

/** The rows seen along their two directions of largest variance, scaled to fit −1 to 1. */
function seen(rows: readonly number[][]): Point[] {
  const { mean, directions } = principal(rows);
  // A direction and its opposite are one axis: the largest component counts as positive.
  const axes = directions.slice(0, 2).map((d) => {
    const largest = d.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    return d.map((v) => v * Math.sign(largest || 1));
  });
  const flat = rows.map((row) =>
    axes.map((axis) =>
      dot(
        axis,
        row.map((v, j) => v - (mean[j] as number)),
      ),
    ),
  );
  const reach = Math.max(1e-9, ...flat.flat().map(Math.abs));
  return flat.map(([u = 0, v = 0]) => [u / reach, v / reach]);
}

export default defineSimulation({
  params: {
    net: param.choice({
      label: 'Net',
      options: { deep: 'Three hidden layers', wide: `One of ${WIDE} units` },
      default: 'deep',
    }),
    units: param.number({
      label: 'Units in each hidden layer',
      min: 2,
      max: 14,
      step: 1,
      default: 10,
      when: { net: 'deep' },
    }),
    f: param.choice({
      label: 'After each hidden layer',
      options: { tanh: 'tanh', identity: 'Nothing' },
      default: 'tanh',
    }),
    rings: param.number({ label: 'Rings', min: 2, max: 4, step: 1, default: 4 }),
    folds: param.number({ label: 'Folds of the line', min: 1, max: 6, step: 1, default: 3, live: true }),
  },
  metrics: {
    accuracy: { label: 'test accuracy' },
    probe0: { label: 'of a line at the input' },
    probe1: { label: 'of a line at layer 1' },
    probe2: { label: 'of a line at layer 2' },
    probe3: { label: 'of a line at layer 3' },
    parameters: { label: 'parameters' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 16 },

  init({ net, units, f, rings: count, ...initial }, rng) {
    let { folds } = initial;
    const [train, test] = [rings(rng.fork('train'), TRAIN, count), rings(rng.fork('test'), TEST, count)];
    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const widths = [2, ...(net === 'deep' ? [units, units, units] : [WIDE]), 2];
    // f_L ∘ … ∘ f_1: each layer is given what the one before has made of the input.
    const layers = widths.slice(1).map((out, l) => {
      const given = widths[l] as number;
      return layer(normal(weights, [given, out], Math.sqrt(1 / given)) as tf.Tensor2D);
    });
    const variables = layers.flatMap((l) => l.variables);
    const optimizer = own(adam(variables, 0.02));
    const hidden = layers.length - 1;
    /** What the first so many hidden layers make of the rows. */
    const after = (x: tf.Tensor2D, count: number) =>
      layers.slice(0, count).reduce((h, l) => (f === 'tanh' ? tf.tanh(l(h)) : l(h)), x);
    const logits = (x: tf.Tensor2D) => (layers[hidden] as (typeof layers)[0])(after(x, hidden));
    const [x, y] = [own(inputs(train)), own(targets(train, 2))];
    const [testX, truth] = [own(inputs(test)), own(labels(test))];

    const look = () =>
      range(hidden + 1).map((l) => ({
        probe: linearProbe((rows) => after(rows, l), train, test),
        points: digits(
          byClass({
            x: seen(tf.tidy(() => after(tf.slice(x, 0, DRAWN), l).arraySync())),
            label: train.label.slice(0, DRAWN),
          }),
          3,
        ),
      }));
    let layersSeen = look();
    let step = 0;
    const score = () => tf.tidy(() => accuracy(logits(testX), truth));

    return {
      step() {
        for (const _ of range(UPDATES)) optimizer.minimise(() => softmaxCrossEntropy(logits(x), y));
        step += 1;
        if (step % EVERY === 0) layersSeen = look();
        return 'running';
      },
      metrics: () => ({
        accuracy: score(),
        ...Object.fromEntries(layersSeen.map(({ probe }, l) => [`probe${l}`, probe])),
        parameters: variables.reduce((sum, v) => sum + v.size, 0),
      }),
      snapshot() {
        const at = range(2 ** 7 + 1).map((i) => i / 2 ** 7);
        return {
          layers: layersSeen,
          line: {
            x: round(at, 4),
            y: round(
              at.map((v) => folded(v, folds)),
              4,
            ),
          },
        };
      },
      diagnosis(): Diagnosis<'f' | 'units'> | null {
        const right = `${Math.round(100 * score())} % of the test points`;
        if (f === 'identity') {
          const message = `Nothing stands between the layers, so together they are one affine map, whose border is a straight line: ${right} are right, and no layer does much better than the input.`;
          return { step, message, param: 'f', reset: 'tanh', term: 'nonlinear-transform-function' };
        }
        if (net === 'wide' || units > 3 || score() > 0.85) return null;
        const message = `Layers of ${units} units are too narrow to unfold ${count} rings: ${right} are right. The lines at the layers show where it stops.`;
        return { step, message, param: 'units', reset: 10 };
      },
      set(values) {
        folds = values.folds;
      },
      dispose,
    };
  },
});
