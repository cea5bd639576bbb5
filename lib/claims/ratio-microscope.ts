import { cooccurrences, language, things, words } from '../data/water.ts';
import model, { logRatios, loss, weight } from '../models/ratio-microscope.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { gradients, normal, owner, tf } from '../tf/index.ts';

const trained = runsOf(model);
const metric = (name: 'counts' | 'language', seed: number, given: Partial<AnyValues> = {}) =>
  trained(seed, given).metrics[name];
const fitted = (seed: number, word: string) =>
  trained(seed, {}).snapshot.rows.find((row) => row.word === word)?.fitted ?? Number.NaN;
/** Root mean square of log(fitted / counted), over the pairs shown that were counted less than three times. */
function rareMisfit(seed: number, given: Partial<AnyValues>): number {
  const rare = trained(seed, given)
    .snapshot.rows.flatMap((row) => [row.one, row.other])
    .filter(({ count }) => count > 0 && count < 3);
  return Math.sqrt(rare.reduce((sum, { count, fit }) => sum + Math.log(fit / count) ** 2, 0) / rare.length);
}

export default defineClaims([
  {
    text: 'The weight of a count is 0 for 0, 1 from x_max on, and an eighth at a sixteenth of x_max.',
    seeds: 1,
    measure: () =>
      Math.abs(weight(0, 30)) + Math.abs(weight(30, 30) - 1) + Math.abs(weight(30 / 16, 30) - 1 / 8),
    holds: (difference) => difference < 1e-12,
    figure: 'sum of the differences',
  },
  {
    text: '“ice is cold” counts 1 for neighbours and ½ for words two apart, in both directions.',
    seeds: 1,
    measure() {
      const x = cooccurrences([{ words: ['ice', 'is', 'cold'], times: 1 }]);
      const at = (a: string, b: string) => x[words.indexOf(a)]?.[words.indexOf(b)] ?? Number.NaN;
      return (
        Math.abs(at('ice', 'is') - 1) + Math.abs(at('ice', 'cold') - 0.5) + Math.abs(at('cold', 'ice') - 0.5)
      );
    },
    holds: (difference) => difference === 0,
    figure: 'sum of the differences',
  },
  {
    text: 'The gradient of J is the one of its formula: 2 f (w·w̃ + b + b̃ − log X) w̃ for a word’s vector w.',
    seeds: 1,
    measure: gradientError,
    holds: (difference) => difference < 1e-4,
    figure: 'largest difference',
  },
  {
    text: 'In this language water stands with ice more often than any other property does, and exactly as often with steam: its ratio is 1.',
    seeds: 1,
    measure() {
      const x = cooccurrences(language);
      const row = x[words.indexOf('ice')] as number[];
      const most = Math.max(
        ...['solid', 'gas', 'cold', 'hot', 'hard', 'light', 'tasty', 'fashion'].map(
          (w) => row[words.indexOf(w)] ?? 0,
        ),
      );
      if ((row[words.indexOf('water')] ?? 0) <= most) return Number.NaN;
      const totals = x.map((counts) => counts.reduce((sum, v) => sum + v, 0));
      const logX = x.map((counts) => counts.map(Math.log));
      return logRatios(logX, totals, things.indexOf('ice'), things.indexOf('steam'))[2] ?? Number.NaN;
    },
    holds: (ratio) => Math.abs(ratio) < 1e-9,
    figure: 'log ratio',
  },
  {
    text: 'From 600 sentences the vectors say that solid is a word of ice and gas a word of steam: each more than e times as often with its own.',
    seeds: 10,
    measure: (seed) => Math.min(fitted(seed, 'solid'), -fitted(seed, 'gas')),
    holds: (ratio) => ratio > 1,
    figure: 'the smaller of the two log ratios',
  },
  {
    text: 'Water and fashion, which do not tell ice from steam, get log ratios within 0.7 of 0.',
    seeds: 10,
    needed: 9,
    measure: (seed) => Math.max(Math.abs(fitted(seed, 'water')), Math.abs(fitted(seed, 'fashion'))),
    holds: (ratio) => ratio < 0.7,
    figure: 'the larger of the two, without its sign',
  },
  {
    text: 'With 60 sentences the vectors reproduce the counts far better than the language: the first error is less than a tenth of the second.',
    seeds: 10,
    measure: (seed) =>
      metric('counts', seed, { sentences: 60 }) / metric('language', seed, { sentences: 60 }),
    holds: (ratio) => ratio < 0.1,
    figure: 'error against the counts over error against the language',
  },
  {
    text: 'With 60 sentences instead of 600 the fit to the counts is closer, and yet the ratios lie more than 1.3 times as far from the language’s.',
    seeds: 10,
    measure(seed) {
      const few = { sentences: 60 };
      if (metric('counts', seed, few) >= metric('counts', seed)) return Number.NaN;
      return metric('language', seed, few) / metric('language', seed);
    },
    holds: (ratio) => ratio > 1.3,
    figure: 'error against the language, over that with 600',
  },
  {
    text: 'With 6,000 sentences the ratios come within 0.4 of the language’s.',
    seeds: 10,
    measure: (seed) => metric('language', seed, { sentences: 6000 }),
    holds: (error) => error < 0.4,
    figure: 'error of the log ratios',
  },
  {
    text: 'Sixteen numbers a word fit the whole table of 17 words, to within 0.05 of the log counts; two leave more than 0.4.',
    seeds: 10,
    measure: (seed) =>
      metric('counts', seed, { d: 2 }) > 0.4 ? metric('counts', seed, { d: 16 }) : Number.NaN,
    holds: (error) => error < 0.05,
    figure: 'error of the fit with sixteen',
  },
  {
    text: 'With three numbers a word something must give. At x_max = 1000 it is the rare pairs: those counted less than three times are missed by more than 1.2 times as much as at x_max = 1.',
    seeds: 10,
    needed: 9,
    measure: (seed) => rareMisfit(seed, { d: 3, xMax: 1000 }) / rareMisfit(seed, { d: 3, xMax: 1 }),
    holds: (ratio) => ratio > 1.2,
    figure: 'their misfit over that at x_max = 1',
  },
]);

function gradientError(seed: number): number {
  const { variable, own, dispose } = owner();
  const rng = createRng(seed);
  const [w, c, b, bc] = [
    [4, 3],
    [4, 3],
    [4, 1],
    [1, 4],
  ].map((shape) => variable(normal(rng, shape))) as tf.Tensor[] as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const logX = own(normal(rng, [4, 4]) as tf.Tensor2D);
  const f = own(tf.abs(normal(rng, [4, 4])) as tf.Tensor2D);
  const difference = tf.tidy(() => {
    const rebuilt = (): tf.Tensor2D => tf.add(tf.add(tf.matMul(w, c, false, true), b), bc);
    const byHand = tf.matMul(tf.mul(2, tf.mul(f, tf.sub(rebuilt(), logX))) as tf.Tensor2D, c);
    const [g] = gradients(() => loss(rebuilt(), logX, f), [w as tf.Variable]).gradients as [tf.Tensor];
    return tf.max(tf.abs(tf.sub(g, byHand))).dataSync()[0] as number;
  });
  dispose();
  return difference;
}
