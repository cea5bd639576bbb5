import { range, sum } from 'd3-array';
import { type Digits, PIXELS, pick, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  adam,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const CLASSES = 10;
const UNITS = 24;
const BATCH = 64;
const TRAIN_SIZE = 900;
const TEST_SIZE = 700;
/** Digits of a cell that are shown. */
const SHOWN = 12;
/** In place of a cell’s number: whichever holds the most frequent mistake. */
const WORST = -1;

type Matrix = readonly (readonly number[])[];
const diagonal = (m: Matrix) => m.map((row, i) => row[i] as number);
const transpose = (m: Matrix) => m.map((_, j) => m.map((row) => row[j] as number));
const share = (part: number, of: number) => (of > 0 ? round(part / of, 4) : null);

/** M[i][j]: how many records of true class i were given class j. Rows are true, columns predicted. */
export function confusionMatrix(truth: readonly number[], predicted: readonly number[], classes: number) {
  const m = range(classes).map(() => range(classes).map(() => 0));
  truth.forEach((i, record) => {
    const [row, j] = [m[i], predicted[record] as number];
    if (row?.[j] === undefined)
      throw new RangeError(`Record ${record}: ${i} or ${j} is no class of 0 … ${classes - 1}`);
    row[j] += 1;
  });
  return m;
}
/** tr M / Σ M */
export const accuracy = (m: Matrix) => share(sum(diagonal(m)), sum(m.flat())) ?? 0;
/** M[i][i] over the sum of row i: of the true i, the share that was found; null where there are none. */
export const recall = (m: Matrix) => diagonal(m).map((hits, i) => share(hits, sum(m[i] ?? [])));
/** M[i][i] over the sum of column i: of the answers i, the share that was right; null where there are none. */
export const precision = (m: Matrix) => recall(transpose(m));
/** Row and column of the largest count off the diagonal. */
export function worst(m: Matrix): [row: number, column: number] {
  const errors = m.flatMap((row, i) => row.map((count, j) => (i === j ? -1 : count)));
  const k = errors.indexOf(Math.max(...errors));
  return [Math.floor(k / m.length), k % m.length];
}

const halves = {
  none: () => false,
  top: (row: number) => row < 4,
  bottom: (row: number) => row >= 4,
  left: (_: number, column: number) => column < 4,
  right: (_: number, column: number) => column >= 4,
};
const rowsOf = (set: Digits, digit: number) => [...set.label.keys()].filter((i) => set.label[i] === digit);

export default defineSimulation({
  params: {
    hidden: param.choice({
      label: 'Hide of every digit',
      options: { none: 'Nothing', top: 'Top', bottom: 'Bottom', left: 'Left', right: 'Right' },
      default: 'none',
    }),
    relabelled: param.number({
      label: 'Training 4s labelled 9',
      help: 'Share of the 4s in the training set that get the wrong label 9. The labels of the test stay right.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 0,
    }),
    kept: param.number({
      label: 'Test 4s kept',
      help: 'Share of the 4s that stay in the test. The other digits keep theirs.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 1,
      live: true,
    }),
    cells: param.choice({
      label: 'Cells show',
      options: { counts: 'Counts', shares: '% of the row' },
      default: 'counts',
      live: true,
    }),
    cell: param.number({
      label: 'Cell (10 × row + column)',
      min: WORST,
      max: CLASSES ** 2 - 1,
      step: 1,
      default: WORST,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    accuracy: { label: 'test accuracy' },
    fourAsNine: { label: '4s called 9' },
    nineAsFour: { label: '9s called 4' },
  },
  schedule: { posterSteps: 120, maxSteps: 120, stepsPerSecond: 24 },

  init(values, rng) {
    const { hidden: half, relabelled } = values;
    let { kept, cell } = values;
    const [test, train] = split(rng.fork('data'), TEST_SIZE, TRAIN_SIZE).map((set): Digits => {
      const blank = (i: number) => halves[half](Math.floor((i % PIXELS) / 8), i % 8);
      return { ...set, pixels: set.pixels.map((v, i) => (blank(i) ? 0 : v)) };
    }) as [Digits, Digits];
    const fours = rowsOf(train, 4);
    const wrong = new Set(fours.slice(0, Math.round(relabelled * fours.length)));
    const taught: Digits = { ...train, label: train.label.map((digit, i) => (wrong.has(i) ? 9 : digit)) };
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);

    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(heNormal(weights, PIXELS, UNITS));
    const last = layer(glorotNormal(weights, UNITS, CLASSES));
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.01));
    const logits = (x: tf.Tensor2D) => last(tf.relu(hidden(x)));
    const testPixels = own(inputs(test));
    /** The most probable class of each test digit, and its probability. */
    const predict = () =>
      tf.tidy(() => {
        const p = tf.softmax(logits(testPixels));
        return { answer: [...tf.argMax(p, 1).dataSync()], sure: [...tf.max(p, 1).dataSync()] };
      });
    let { answer, sure } = predict();
    let step = 0;

    /** The test digits in use, by number. */
    function used() {
      const all = rowsOf(test, 4);
      const gone = new Set(all.slice(Math.round(kept * all.length)));
      return [...test.label.keys()].filter((i) => !gone.has(i));
    }
    const of = <T>(values: readonly T[], rows: readonly number[]) => rows.map((i) => values[i] as T);
    const count = (rows = used()) => confusionMatrix(of(test.label, rows), of(answer, rows), CLASSES);

    return {
      step() {
        const batch = pick(taught, order.next().value);
        optimizer.minimise(() => softmaxCrossEntropy(logits(inputs(batch)), targets(batch, CLASSES)));
        ({ answer, sure } = predict());
        step += 1;
        return 'running';
      },
      metrics() {
        const matrix = count();
        const [fourAsNine, nineAsFour] = [matrix[4]?.[9], matrix[9]?.[4]] as [number, number];
        return { accuracy: accuracy(matrix), fourAsNine, nineAsFour };
      },
      snapshot() {
        const matrix = count();
        const shown = cell === WORST ? worst(matrix) : [Math.floor(cell / 10), cell % 10];
        const inside = used()
          .filter((i) => test.label[i] === shown[0] && answer[i] === shown[1])
          .sort((i, j) => (sure[j] as number) - (sure[i] as number));
        return {
          matrix,
          recall: recall(matrix),
          precision: precision(matrix),
          worst: worst(matrix),
          /** Row and column of the cell whose digits are shown. */
          shown,
          /** Its surest answers: 64 grey levels, 255 is ink, and the probability given to the answer. */
          digits: inside.slice(0, SHOWN).map((i) => ({
            pixels: bytes(pick(test, [i]).pixels),
            probability: round(sure[i] as number, 3),
          })),
        };
      },
      diagnosis(): Diagnosis<'kept' | 'relabelled'> | null {
        const undefinedFor = (what: string) => `so the ${what} of 4 is undefined: 0 of 0, which is not 0.`;
        if (kept === 0) {
          const message = `No 4 is left in the test. Row 4 is empty, ${undefinedFor('recall')}`;
          return { step, message, param: 'kept', reset: 1 };
        }
        if (relabelled < 1 || precision(count())[4] !== null) return null;
        const message = `Every training 4 was labelled 9, and the net never answers 4. Column 4 is empty, ${undefinedFor('precision')}`;
        return { step, message, param: 'relabelled', reset: 0 };
      },
      set(next) {
        ({ kept, cell } = next);
      },
      dispose,
    };
  },
});
