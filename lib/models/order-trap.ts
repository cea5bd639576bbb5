import { range, sum } from 'd3-array';
import { FRUITS, sell } from '../data/fruits.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { deviation, mean, round } from '../sim/numbers.ts';
import { column, evaluate, lookup, matrix, meanSquaredError, owner, sgd, tf } from '../tf/index.ts';

const K = FRUITS.length;
const BINS = 24;
const phrases = {
  fox: 'the quick brown fox',
  be: 'to be or not to be',
  rose: 'a rose is a rose is a rose',
} as const;

/** e_k: 1 at the category’s index, 0 elsewhere; all zeros for an index that is none of 0 … size − 1. */
export const oneHot = (k: number, size: number) => range(size).map((j) => Number(j === k));

/** A row of zeros and a one for each word, over the words in order of appearance; and their sum, the bag of words. */
export function encode(phrase: string) {
  const words = phrase.split(' ');
  const vocabulary = [...new Set(words)];
  const rows = words.map((word) => oneHot(vocabulary.indexOf(word), vocabulary.length));
  return { words, vocabulary, rows, bag: vocabulary.map((_, j) => sum(rows.map((row) => row[j] as number))) };
}

/** Least mean squared error of a line through (code of the category, y): var y − cov² / var code. */
export function lineError(
  codes: readonly number[],
  category: readonly number[],
  y: readonly number[],
): number {
  const x = category.map((k) => codes[k] as number);
  const [mx, my] = [mean(x), mean(y)];
  const varX = mean(x.map((v) => (v - mx) ** 2));
  const cov = mean(x.map((v, i) => (v - mx) * ((y[i] as number) - my)));
  return mean(y.map((v) => (v - my) ** 2)) - (varX > 1e-12 ? cov ** 2 / varX : 0);
}
const orders = (codes: readonly number[]): number[][] =>
  codes.length < 2
    ? [[...codes]]
    : codes.flatMap((first, i) => orders(codes.toSpliced(i, 1)).map((rest) => [first, ...rest]));

/** y = xW + b by gradient descent on the mean squared error, from zero. */
export function linearModel(x: tf.Tensor2D, y: tf.Tensor2D, rate: number, intercept: boolean) {
  const { own, layer, dispose } = owner();
  const predict = layer(tf.zeros([x.shape[1], 1]));
  const { w, b } = predict;
  const optimizer = own(sgd(intercept ? [w, b] : [w], rate));
  return {
    step: () => optimizer.minimise(() => meanSquaredError(predict(x), y)),
    loss: () => evaluate(() => meanSquaredError(predict(x), y)),
    predict: (rows: readonly (readonly number[])[]) => tf.tidy(() => [...predict(matrix(rows)).dataSync()]),
    weights: () => [...w.dataSync()],
    intercept: () => b.dataSync()[0] as number,
    dispose,
  };
}

const inPrices = { scene: 'prices' };

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Encode',
      options: { prices: 'Fruits with prices', words: 'Words of a phrase' },
      default: 'prices',
    }),
    codes: param.points({
      label: 'Number of each fruit',
      min: 0,
      max: 7,
      default: FRUITS.map((_, k): Point => [k + 1, 0]),
    }),
    samples: param.number({ label: 'Sales', when: inPrices, min: 3, max: 120, step: 3, default: 60 }),
    noise: param.number({
      label: 'Noise of the prices',
      when: inPrices,
      min: 0,
      max: 2,
      step: 0.1,
      default: 0.5,
    }),
    intercept: param.toggle({ label: 'One-hot with intercept', when: inPrices, default: true }),
    phrase: param.choice({
      label: 'Phrase',
      when: { scene: 'words' },
      options: phrases,
      default: 'be',
      live: true,
    }),
  },
  metrics: {
    integer: { label: 'error with numbers' },
    oneHot: { label: 'error with one-hot' },
    gap: { label: 'intercept less the sum of the weights' },
  },
  schedule: { posterSteps: 100, maxSteps: 100, stepsPerSecond: 25 },

  init(initial, rng) {
    let { phrase } = initial;
    const { samples, noise, intercept } = initial;
    const codes = initial.codes.map(([x]) => x);
    const { category, price } = sell(rng.fork('sales'), samples, noise);
    const x = category.map((k) => codes[k] as number);
    const unit = deviation(x) || 1;
    const standard = (code: number) => [(code - mean(x)) / unit];
    const { own, dispose } = owner();
    const y = own(column(price));
    const identity = FRUITS.map((_, k) => oneHot(k, K));
    const numbers = own(linearModel(own(matrix(x.map(standard))), y, 0.2, true));
    const hot = own(linearModel(own(tf.tidy(() => lookup(category, tf.eye(K)))), y, 0.5, intercept));
    const errors = orders(codes).map((order) => lineError(order, category, price));
    const widest = 1.02 * Math.max(...errors);
    return {
      step() {
        numbers.step();
        hot.step();
        return 'running';
      },
      metrics: () => ({
        integer: numbers.loss(),
        oneHot: hot.loss(),
        ...(intercept && { gap: hot.intercept() - sum(hot.weights()) }),
      }),
      snapshot: () => ({
        sales: FRUITS.map((_, k) => price.filter((_, i) => category[i] === k).map((v) => round(v, 2))),
        /** Of each fruit, and last of one that was never sold: number 7, or a row of zeros. */
        numbers: round(numbers.predict([...codes, 7].map(standard)), 3),
        oneHot: round(hot.predict([...identity, oneHot(-1, K)]), 3),
        ends: round(numbers.predict([standard(0), standard(7.5)]), 3),
        rows: [...identity, oneHot(-1, K)],
        weights: round(hot.weights(), 3),
        intercept: round(hot.intercept(), 3),
        /** How many of the 720 orders of these numbers have their least error in each bin from 0 to `widest`. */
        orders: Array.from(
          { length: BINS },
          (_, b) => errors.filter((e) => Math.min(BINS - 1, Math.floor((e / widest) * BINS)) === b).length,
        ),
        widest: round(widest, 3),
        best: round(Math.min(...errors), 3),
        phrase: encode(phrases[phrase]),
      }),
      diagnosis(): Diagnosis<'codes' | 'samples'> | null {
        if (initial.scene === 'words') return null;
        const step = 0;
        const unsold = FRUITS.slice(samples);
        if (unsold.length > 0) {
          const message = `No sale of ${unsold.join(', ')}: their columns are all zeros, so their weights stay 0 and one-hot predicts ${intercept ? 'the intercept' : '0'} for them.`;
          return { step, message, param: 'samples', reset: 60 };
        }
        if (samples === K) {
          const message =
            'One sale of each fruit: one-hot gives back each price exactly, noise included. That is memory, not learning.';
          return { step, message, param: 'samples', reset: 60 };
        }
        const twin = codes.findIndex((code, k) =>
          codes.some((other, j) => j < k && Math.abs(other - code) < 0.02),
        );
        if (twin < 0) return null;
        const message = `Another fruit has the number of ${FRUITS[twin]}: a model of the number cannot tell the two apart. One-hot still can.`;
        return { step, message };
      },
      set(next) {
        phrase = next.phrase;
      },
      dispose,
    };
  },
});
