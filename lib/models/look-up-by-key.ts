import { range } from 'd3-array';
import { bestWithoutKeys, DIGITS, dealCards, LETTERS, missing, type Table } from '../data/cards.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import {
  adam,
  affine,
  attention,
  glorotNormal,
  lookup,
  normal,
  owner,
  permutation,
  softmaxCrossEntropy,
  tf,
} from '../tf/index.ts';

const BATCH = 32;
const RATE = 0.03;
const TEST_SIZE = 200;
/** Updates between two measurements on the test tables. */
const EVERY = 5;

const nameOf = (letter: number) => String.fromCharCode(65 + letter);
const faceOf = (digit: number) => digit + 1;

/** What a net reads from tables: the weights of the cards [tables, queries, cards], logits [tables · queries, digits]. */
type Read = (
  tables: readonly Table[],
  queries: readonly (readonly number[])[],
  temper: number,
) => {
  weights: tf.Tensor3D;
  logits: tf.Tensor2D;
};

/** Queries and keys are made from letter vectors, values are digit vectors; `keyed: false` weights all cards alike. */
function createNet(rng: Rng, d: number, keyed: boolean) {
  const { own, variable, dispose } = owner();
  const heads = keyed ? [normal(rng, [LETTERS, d]), glorotNormal(rng, d, d), glorotNormal(rng, d, d)] : [];
  const readers = [normal(rng, [DIGITS, d]), glorotNormal(rng, d, DIGITS), tf.zeros([DIGITS])];
  const variables = [...heads, ...readers].map(variable);
  const [e, wq, wk] = variables.slice(0, heads.length) as tf.Tensor[] as tf.Tensor2D[];
  const [digit, wo, bo] = variables.slice(-3) as tf.Tensor[] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
  const optimizer = own(adam(variables, RATE));
  const read: Read = (tables, queries, temper) => {
    const rows = (ids: readonly (readonly number[])[], table: tf.Tensor2D) =>
      tf.reshape(lookup(ids.flat(), table), [tables.length, -1, d]) as tf.Tensor3D;
    const letters = tables.map((table) => table.letters);
    const v = rows(
      tables.map((table) => table.digits),
      digit,
    );
    const nothing = (of: readonly (readonly number[])[]) =>
      tf.zeros<tf.Rank.R3>([tables.length, of[0]?.length ?? 0, d]);
    const q = e && wq ? tf.mul(rows(queries, tf.matMul(e, wq)), temper) : nothing(queries);
    const k = e && wk ? rows(letters, tf.matMul(e, wk)) : nothing(letters);
    // softmax(QKᵀ/√d)V
    const { output, weights } = attention(q as tf.Tensor3D, k, v);
    return { weights, logits: affine(tf.reshape(output, [-1, d]), wo, bo) };
  };
  return {
    read,
    update: (tables: readonly Table[], temper: number) =>
      tf.tidy(() => {
        const loss = () => softmaxCrossEntropy(read(tables, asked(tables), temper).logits, answers(tables));
        optimizer.minimise(loss);
      }),
    dispose,
  };
}

const asked = (tables: readonly Table[]) => tables.map((table) => [table.letters[table.asked] as number]);
const digitsAsked = (tables: readonly Table[]) => tables.map((table) => table.digits[table.asked] as number);
const answers = (tables: readonly Table[]) =>
  tf.oneHot(tf.tensor1d(digitsAsked(tables), 'int32'), DIGITS) as tf.Tensor2D;

/** One head of attention learns to read the digit beside a letter; its rival reads the average of all cards. */
export default defineSimulation({
  params: {
    cards: param.number({ label: 'Cards on the table', min: 2, max: 8, step: 1, default: 5 }),
    d: param.number({ label: 'Size d of a key', min: 2, max: 32, step: 1, default: 8 }),
    scaled: param.toggle({ label: 'Divide scores by √d', default: true }),
    sharpness: param.number({
      label: 'Sharpness',
      help: 'Factor on the scores of the trained head, before the softmax.',
      min: 0.1,
      max: 10,
      scale: 'log',
      default: 1,
      live: true,
    }),
    reversed: param.toggle({ label: 'Cards in reverse order', default: false, live: true }),
    asked: param.number({
      label: 'Row of the letter asked for',
      min: 0,
      max: LETTERS - 1,
      step: 1,
      default: 0,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    accuracyAttention: { label: 'right answers with attention' },
    accuracyAverage: { label: 'right answers with equal weights' },
    weightRight: { label: 'weight of the right card' },
    weightAbsent: { label: 'largest weight when the letter is on no card' },
    weightOthers: { label: 'all other weights then' },
  },
  schedule: { posterSteps: 150, maxSteps: 150, stepsPerSecond: 30 },

  init(values, rng) {
    const { cards, d, scaled } = values;
    let { sharpness, reversed, asked: row } = values;
    const temper = scaled ? 1 : Math.sqrt(d);
    const head = createNet(rng.fork('weights'), d, true);
    const average = createNet(rng.fork('weights'), d, false);
    const tables = rng.fork('tables');
    const deal = (from: Rng, n: number) => range(n).map(() => dealCards(from, cards));
    const test = deal(rng.fork('test'), TEST_SIZE);
    const faces = permutation(rng.fork('faces'), DIGITS);
    /** With digits as different as six faces allow, so that the answer tells which card was read. */
    const shown: Table = {
      ...dealCards(rng.fork('shown'), cards),
      digits: range(cards).map((i) => faces[i % DIGITS] as number),
    };
    /** Every letter as a question: first those on the cards, in their order, then those on none. */
    const questions = [...shown.letters, ...missing(shown)];
    const onTable = () => row < cards;

    const right = (logits: tf.Tensor2D) => {
      const given = tf.argMax(logits, 1).dataSync();
      return digitsAsked(test).filter((digit, i) => digit === given[i]).length / TEST_SIZE;
    };
    const measure = () =>
      tf.tidy(() => {
        const { weights, logits } = head.read(test, asked(test), temper * sharpness);
        const found = weights.arraySync().map(([w], i) => w?.[test[i]?.asked ?? 0] as number);
        const absent = test.map((table) => missing(table).slice(0, 1));
        const largest =
          cards < LETTERS ? tf.max(head.read(test, absent, temper * sharpness).weights, 2) : null;
        return {
          attention: right(logits),
          average: right(average.read(test, asked(test), 1).logits),
          found: mean(found),
          absent: largest ? (tf.mean(largest).dataSync()[0] as number) : undefined,
        };
      });
    let step = 0;
    let last = measure();
    return {
      step() {
        const batch = deal(tables, BATCH);
        head.update(batch, temper);
        average.update(batch, 1);
        step += 1;
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics: () => ({
        accuracyAttention: last.attention,
        accuracyAverage: last.average,
        weightRight: last.found,
        ...(last.absent !== undefined && { weightAbsent: last.absent, weightOthers: 1 - last.absent }),
      }),
      snapshot() {
        const order = reversed ? [...shown.letters.keys()].reverse() : [...shown.letters.keys()];
        const arranged = (of: readonly number[]) => order.map((i) => of[i] as number);
        const table = { letters: arranged(shown.letters), digits: arranged(shown.digits), asked: 0 };
        const { weights, answer } = tf.tidy(() => {
          const read = head.read([table], [questions], temper * sharpness);
          return {
            weights: read.weights.arraySync()[0] as number[][],
            answer: (tf.softmax(read.logits).arraySync() as number[][])[row] as number[],
          };
        });
        return {
          /** Measurements are those of the last multiple of this many updates. */
          every: EVERY,
          ceiling: round(bestWithoutKeys(cards), 4),
          cards: table.letters.map((letter, i) => ({
            letter: nameOf(letter),
            digit: faceOf(table.digits[i] as number),
          })),
          questions: questions.map(nameOf),
          /** A row for each question, a column for each card; rows sum to 1. */
          weights: round(weights, 3),
          answer: round(answer, 3),
          /** The digit beside the letter asked for. */
          wanted: onTable() ? faceOf(shown.digits[row] as number) : null,
        };
      },
      diagnosis(): Diagnosis<'sharpness'> | null {
        const letter = nameOf(questions[row] as number);
        if (!onTable() && step > 0) {
          const message = `No card shows ${letter}. There is no such key, but a softmax cannot abstain: the weights sum to 1, so attention answers all the same. Tap the row of another letter.`;
          return { step, message };
        }
        if (sharpness > 0.3 && sharpness < 5) return null;
        const effect =
          sharpness < 1
            ? 'the weights flatten towards the plain average of all cards'
            : 'the softmax is all but all-or-nothing: nearly every question, right or wrong, reads one card alone';
        const message = `At sharpness ${sharpness} the scores count ${sharpness} times, and ${effect}.`;
        return { step, message, param: 'sharpness', reset: 1 };
      },
      set(next) {
        ({ reversed, asked: row } = next);
        if (next.sharpness === sharpness) return;
        sharpness = next.sharpness;
        last = measure();
      },
      dispose() {
        head.dispose();
        average.dispose();
      },
    };
  },
});
