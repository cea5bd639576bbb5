import { regressions } from '../problems/two-groups.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { digits, each } from '../sim/numbers.ts';
import { tf } from '../tf/index.ts';

const SHAPE = [2, 3, 4] as const;
/** Updates of each regression in one step of the run. */
const UPDATES = 5;
const STEPS = 30;

type Sizes = readonly number[];
export const product = (sizes: Sizes) => sizes.reduce((n, size) => n * size, 1);
/** How far apart in memory neighbours along each axis lie, in row-major order: the product of the sizes after it. */
export const strides = (shape: Sizes) => shape.map((_, i) => product(shape.slice(i + 1)));
/** Index along each axis of the element at a place in memory. */
export const indexAt = (place: number, shape: Sizes) =>
  strides(shape).map((stride, i) => Math.floor(place / stride) % (shape[i] as number));
/** For each element the number of its tensor along `axes`: the indices of all other axes, read in row-major order. */
export function tads(shape: Sizes, axes: Sizes): number[] {
  const fixed = [...shape.keys()].filter((axis) => !axes.includes(axis));
  return Array.from({ length: product(shape) }, (_, place) => {
    const index = indexAt(place, shape);
    return fixed.reduce((id, axis) => id * (shape[axis] as number) + (index[axis] as number), 0);
  });
}

export const block = () => tf.reshape(tf.range(0, product(SHAPE)), [...SHAPE]) as tf.Tensor;
/** What is done to each tensor along the axes; softmax keeps its shape, the others leave one number of it. */
export const functions = {
  sum: (x: tf.Tensor, axes: number[], keep = false): tf.Tensor => tf.sum(x, axes, keep),
  mean: (x: tf.Tensor, axes: number[], keep = false): tf.Tensor => tf.mean(x, axes, keep),
  max: (x: tf.Tensor, axes: number[], keep = false): tf.Tensor => tf.max(x, axes, keep),
  norm: (x: tf.Tensor, axes: number[], keep = false): tf.Tensor => tf.sqrt(tf.sum(tf.square(x), axes, keep)),
  softmax: (x: tf.Tensor, axes: number[]): tf.Tensor => tf.exp(tf.sub(x, tf.logSumExp(x, axes, true))),
};
/** The other operand of the addition: 100, 200, … in the given shape. */
const hundreds = (shape: number[]) => tf.reshape(tf.range(100, 100 * product(shape) + 1, 100), shape);
export const moves = {
  reshape: (x: tf.Tensor): tf.Tensor => tf.reshape(x, [2, 4, 3]),
  transpose: (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 2, 1]),
  add: (x: tf.Tensor, other: number[]): tf.Tensor => tf.add(x, hundreds(other)),
};
const plain = (x: tf.Tensor) => ({
  shape: [...x.shape],
  values: digits(x.dataSync(), 4),
});

const slicing = { scene: 'slice' } as const;
const inLearn = { scene: 'learn' };

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Show',
      options: { slice: 'Slice and reduce', move: 'Rearrange', learn: 'A wrong axis' },
      default: 'slice',
    }),
    axis0: param.toggle({ label: 'Axis 0, size 2', when: slicing, default: false }),
    axis1: param.toggle({ label: 'Axis 1, size 3', when: slicing, default: false }),
    axis2: param.toggle({ label: 'Axis 2, size 4', when: slicing, default: true }),
    apply: param.choice({
      label: 'Apply to each slice',
      when: slicing,
      options: { sum: 'Sum', mean: 'Mean', max: 'Max', norm: 'Length', softmax: 'Softmax' },
      default: 'sum',
    }),
    keep: param.toggle({ label: 'Keep reduced axes, size 1', when: slicing, default: false }),
    move: param.choice({
      label: 'Operation',
      when: { scene: 'move' },
      options: { reshape: 'Reshape to [2, 4, 3]', transpose: 'Swap axes 1 and 2', add: 'Add a tensor' },
      default: 'reshape',
    }),
    other: param.choice({
      label: 'Shape of the added tensor',
      when: { scene: 'move', move: 'add' },
      options: { '4': '[4]', '3,1': '[3, 1]', '2,1,1': '[2, 1, 1]', '3': '[3]', '2,3': '[2, 3]' },
      default: '4',
    }),
    unit: param.choice({
      label: 'Income in',
      when: inLearn,
      options: { euro: '€', thousand: 'Thousand €', million: 'Million €' },
      default: 'euro',
    }),
    rate: param.number({
      label: 'Learning rate',
      when: inLearn,
      min: 0.01,
      max: 2,
      scale: 'log',
      default: 0.5,
    }),
    cell: param.number({ label: 'Element', min: 0, max: 23, step: 1, default: 14, live: true, inView: true }),
  },
  metrics: {
    slices: { label: 'slices done' },
    columns: { label: 'test accuracy, standardised over axis 0' },
    rows: { label: 'over axis 1' },
    raw: { label: 'not standardised' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 6 },

  init(values, rng) {
    const { scene, axis0, axis1, axis2, apply, keep, move, other, unit, rate } = values;
    let { cell } = values;
    const axes = [axis0, axis1, axis2].flatMap((chosen, axis) => (chosen ? [axis] : []));
    const learning = scene === 'learn' ? regressions(rng, unit, rate) : null;
    const runs = learning?.runs ?? null;
    let step = 0;
    let refusal: string | null = null;

    /** Each element’s slice, and what the operation makes of them. */
    function compute() {
      if (scene === 'slice') {
        const ids = tads(SHAPE, axes);
        const result = tf.tidy(() => plain(functions[apply](block(), axes, keep)));
        return { ids, result: { ...result, ids: apply === 'softmax' ? ids : [...result.values.keys()] } };
      }
      const rows = tads(SHAPE, [2]);
      try {
        const result = tf.tidy(() => plain(moves[move](block(), other.split(',').map(Number))));
        // The numbers themselves tell where they come from.
        const from = (v: number) => (move === 'add' ? Math.floor(v / 100) - 1 : (rows[v] as number));
        const ids = result.values.map(from);
        return { ids: move === 'add' ? ids : rows, result: { ...result, ids } };
      } catch (error) {
        refusal = (error as Error).message;
        return { ids: rows, result: null };
      }
    }
    const cut = compute();
    const count = new Set(cut.ids).size;

    return {
      step() {
        step += 1;
        if (runs) for (let i = 0; i < UPDATES; i++) each(runs, (run) => run.update());
        return runs || (scene === 'slice' && step < count) ? 'running' : 'done';
      },
      metrics() {
        if (runs) return each(runs, (run) => run.accuracy());
        return scene === 'slice' ? { slices: Math.min(step, count) } : {};
      },
      snapshot: () => ({
        ...cut,
        count,
        strides: strides(SHAPE),
        /** Of the tapped element. */
        index: indexAt(cell, SHAPE),
        sliceShape: axes.map((axis) => SHAPE[axis] as number),
        /** The first six people, as the three regressions get them. */
        people: runs && each(runs, ({ x }) => digits(x.arraySync().slice(0, 6), 5)),
      }),
      diagnosis(): Diagnosis<'other' | 'axis2'> | null {
        if (scene === 'move' && refusal) {
          const wrong = other.split(',').at(-1);
          const message = `TensorFlow.js refuses: “${refusal}” Sizes are compared from the last axis on: 4 meets ${wrong}, and neither is 1.`;
          return { step, message, param: 'other', reset: '3,1' };
        }
        if (scene === 'slice' && axes.length % 3 === 0) {
          const message = axes.length
            ? 'All axes are chosen: there is a single slice, the whole block.'
            : 'No axis is chosen: every number is a slice of its own, and nothing is combined.';
          return { step, message, param: 'axis2', reset: axes.length === 0 };
        }
        const loss = runs?.raw.loss() ?? 0;
        if (loss < 5) return null;
        const message = `Not standardised, the mean loss stands at ${digits(loss, 2).toLocaleString('en')}: a learning rate of ${rate} overshoots along the ${unit === 'million' ? 'age' : 'income'}, whose numbers are the largest.`;
        return { step, message, term: 'gradient-descent' };
      },
      set(next) {
        ({ cell } = next);
      },
      dispose: () => learning?.dispose(),
    };
  },
});
