import { range } from 'd3-array';
import * as fr from '../data/french.ts';
import { FRENCH, NOTHING, type Pair } from '../data/french.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import {
  adam,
  attention,
  batches,
  glorotNormal,
  heNormal,
  lookup,
  normal,
  owner,
  permutation,
  tf,
} from '../tf/index.ts';

const [BATCH, UPDATES, EVERY, TEST_SIZE] = [16, 180, 20, 100];
/** Added to a score, this leaves no weight. */
const NEVER = -1e9;

type Ids = readonly number[];

/** Word and position vectors at both sides; the decoder attends to its own past, then to the source. */
export function createNet(rng: Rng, d: number, attends: boolean) {
  const { layer, variable, dispose } = owner();
  const table = (rows: number) => variable(normal(rng, [rows, d], 0.5)) as tf.Variable<tf.Rank.R2>;
  const [english, place] = [table(fr.ENGLISH.length), table(fr.SOURCE)];
  const [french, turn] = [table(FRENCH.length), table(fr.TARGET)];
  const square = () => layer(glorotNormal(rng, d, d));
  const [q, k, v, o] = [square(), square(), square(), square()];
  const [crossQ, crossK, crossV, crossO] = [square(), square(), square(), square()];
  const [inner, outer] = [layer(heNormal(rng, d, 2 * d)), layer(glorotNormal(rng, 2 * d, d))];
  const read = layer(glorotNormal(rng, d, FRENCH.length));
  const layers = [q, k, v, o, crossV, crossO, inner, outer, read, ...(attends ? [crossQ, crossK] : [])];
  const variables = [english, place, french, turn, ...layers.flatMap((l) => l.variables)];

  /** For each source and the words written so far: the next word at every place, and where the decoder looked for it. */
  function run(sources: readonly Ids[], written: readonly Ids[]) {
    const [n, length] = [sources.length, written[0]?.length as number];
    const split = (rows: tf.Tensor2D) => tf.reshape<tf.Rank.R3>(rows, [n, -1, d]);
    const flat = (rows: tf.Tensor3D) => tf.reshape<tf.Rank.R2>(rows, [-1, d]);
    const later = tf.tensor2d(range(length).map((i) => range(length).map((j) => (j > i ? NEVER : 0))));
    const absent = tf.tensor3d(sources.map((ids) => [ids.map((id) => (id === NOTHING ? NEVER : 0))]));
    const x: tf.Tensor2D = tf.add(lookup(sources.flat(), english), tf.tile(place, [n, 1]));
    let h: tf.Tensor2D = tf.add(lookup(written.flat(), french), tf.tile(tf.slice(turn, 0, length), [n, 1]));
    h = tf.add(h, o(flat(attention(split(q(h)), split(k(h)), split(v(h)), later).output)));
    const nowhere = (rows: number) => tf.zeros<tf.Rank.R3>([n, rows, d]);
    const queries = attends ? split(crossQ(h)) : nowhere(length);
    const keys = attends ? split(crossK(x)) : nowhere(fr.SOURCE);
    const { output, weights } = attention(queries, keys, split(crossV(x)), absent);
    h = tf.add(h, crossO(flat(output)));
    h = tf.add(h, outer(tf.relu(inner(h))));
    return { logits: read(h), weights };
  }
  return {
    run,
    variables,
    /** −Σ log p(true word | source, true words before it), per word. */
    loss(pairs: readonly Pair[]): tf.Scalar {
      const ids = pairs.flatMap((pair) => pair.target);
      const wanted = tf.oneHot(tf.tensor1d(ids, 'int32'), FRENCH.length, 1, 0, 'float32');
      const sources = pairs.map((pair) => pair.source);
      const { logits } = run(sources, pairs.map(fr.before));
      const words = ids.filter((id) => id !== NOTHING).length;
      return tf.div(tf.neg(tf.sum(tf.mul(wanted, tf.logSoftmax(logits)))), words);
    },
    /** Greedy decoding: always the likeliest word, which is then read as the one before. */
    translate(sources: readonly Ids[]): string[][] {
      let written: Ids[] = sources.map(() => [FRENCH.indexOf(fr.START)]);
      for (const length of range(1, fr.TARGET + 1))
        written = tf.tidy(() => {
          const next = tf.argMax(run(sources, written).logits, 1).dataSync();
          return written.map((ids, i) => [...ids, next[(i + 1) * length - 1] as number]);
        });
      return written.map((ids) => fr.wordsUpToEnd(ids.slice(1)));
    },
    dispose,
  };
}

const tapped = { step: 1, live: true, inView: true } as const;

/** A decoder learns to write French, with or without a look at each English word. */
export default defineSimulation({
  params: {
    attends: param.toggle({ label: 'Attention to the source', default: true }),
    pairs: param.number({ label: 'Training pairs', min: 30, max: 920, scale: 'log', default: 920 }),
    d: param.number({ label: 'Size d of a vector', min: 8, max: 24, step: 4, default: 16 }),
    sentence: param.number({ label: 'Sentence (by number)', min: 0, max: 1023, default: 674, ...tapped }),
  },
  metrics: {
    right: { label: 'new sentences translated without a mistake' },
    gender: { label: 'wrong gender only' },
    word: { label: 'wrong or misplaced words' },
  },
  schedule: { posterSteps: UPDATES, maxSteps: UPDATES, stepsPerSecond: 40 },

  init({ attends, pairs, d, ...live }, rng) {
    let code = live.sentence;
    const { own, dispose } = owner();
    const net = own(createNet(rng.fork('weights'), d, attends));
    let step = 0;
    const optimizer = own(adam(net.variables, () => (step < 0.6 * UPDATES ? 0.015 : 0.005)));
    const order = permutation(rng.fork('split'), fr.SENTENCES);
    const [test, train] = [order.slice(0, TEST_SIZE), order.slice(TEST_SIZE, TEST_SIZE + pairs)].map(
      (codes) => codes.map(fr.pairOf),
    ) as [Pair[], Pair[]];
    const batch = batches(rng.fork('batches'), train.length, BATCH);
    function measure() {
      const given = net.translate(test.map((pair) => pair.source));
      const kinds = test.map(({ french }, i) => fr.kindOf(given[i] ?? [], french));
      const share = (kind: string) => kinds.filter((one) => one === kind).length / TEST_SIZE;
      return { right: share('right'), gender: share('gender'), word: share('word') };
    }
    let last = measure();
    return {
      step() {
        const drawn = batch.next().value.map((i) => train[i] as Pair);
        optimizer.minimise(() => net.loss(drawn));
        step += 1;
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics: () => last,
      snapshot() {
        const { source, french } = fr.pairOf(code);
        const { english } = fr.sentence(code);
        const given = [...(net.translate([source])[0] ?? []), fr.END].slice(0, fr.TARGET);
        const written = [fr.START, ...given.slice(0, -1)].map((word) => FRENCH.indexOf(word));
        const { weights, chances } = tf.tidy(() => {
          const run = net.run([source], [written]);
          const [rows = []] = run.weights.arraySync();
          return { weights: round(rows, 3), chances: round(tf.max(tf.softmax(run.logits), 1).dataSync(), 3) };
        });
        /** Only the places with a word have a number in the source. */
        const numbers = english.map((_, i) => english.slice(0, i).filter(Boolean).length);
        return {
          choices: fr.choicesOf(code),
          english,
          wanted: french,
          given,
          chances,
          /** A row for each word given, a column for each of the seven places. */
          weights: weights.map((row) => numbers.map((at, i) => (english[i] ? (row[at] ?? 0) : null))),
        };
      },
      diagnosis(): Diagnosis<'attends' | 'pairs' | 'd'> | null {
        if (step < UPDATES || last.right >= 0.9) return null;
        if (!attends) {
          const message =
            'For every word it writes, the decoder is given the same average of the source words, from which it is hard to tell what belongs to which noun.';
          return { step, message, param: 'attends', reset: true, term: 'attention-models' };
        }
        const message =
          last.gender > last.word
            ? 'Most mistakes of this run are wrong genders: the noun would settle them, and the decoder has not learned to look at it in time. Another seed may.'
            : `After ${step} updates on ${pairs} pairs with vectors of ${d} numbers this run still mistakes many new sentences.`;
        if (pairs < 300) return { step, message, param: 'pairs', reset: 920 };
        return { step, message, ...(d < 16 && { param: 'd', reset: 16 }) };
      },
      set(values) {
        code = values.sentence;
      },
      dispose,
    };
  },
});
