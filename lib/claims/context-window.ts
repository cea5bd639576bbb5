import { pairsOf, skipGrams } from '../data/grams.ts';
import model from '../models/context-window.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const gap = (seed: number, given: Partial<AnyValues> = {}) => run(seed, given).metrics.gap;

export default defineClaims([
  {
    text: 'Five words give 4 bigrams, 9 two-skip-bigrams and 10 two-skip-trigrams; nine words give 15 one-skip-bigrams.',
    seeds: 1,
    measure: () =>
      [
        skipGrams(5, 2, 0).length === 4,
        skipGrams(5, 2, 2).length === 9,
        skipGrams(5, 3, 2).length === 10,
        skipGrams(9, 2, 1).length === 15,
      ].filter(Boolean).length,
    holds: (right) => right === 4,
    figure: 'counts right, of four',
  },
  {
    text: 'A sentence of n words gives 2mn − m(m + 1) ordered pairs at window m, for n above m.',
    seeds: 1,
    measure: () => {
      let wrong = 0;
      for (let m = 1; m <= 5; m++)
        for (let n = m + 1; n <= 20; n++) if (pairsOf(n, m).length !== 2 * m * n - m * (m + 1)) wrong += 1;
      return wrong;
    },
    holds: (wrong) => wrong === 0,
    figure: 'sentences where it is wrong, of 85',
  },
  {
    text: 'The pairs at window m are the (m − 1)-skip-bigrams, each in both directions.',
    seeds: 1,
    measure: () => {
      let wrong = 0;
      for (let m = 1; m <= 5; m++) {
        const grams = skipGrams(12, 2, m - 1).flatMap(([a, b]) => [`${a},${b}`, `${b},${a}`]);
        const pairs = pairsOf(12, m).map(String);
        if (grams.length !== pairs.length || !pairs.every((pair) => grams.includes(pair))) wrong += 1;
      }
      return wrong;
    },
    holds: (wrong) => wrong === 0,
    figure: 'windows from 1 to 5 where they differ',
  },
  {
    text: 'The entropy of the pairs in the fox text is 1.2006, 1.7881 and 2.0228 nats at windows of 1, 2 and 4 words.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...(
          [
            [1, 1.2006],
            [2, 1.7881],
            [4, 2.0228],
          ] as const
        ).map(([window, entropy]) => Math.abs(run(1, { window }).snapshot.floor - entropy)),
      ),
    holds: (error) => error < 6e-5,
    figure: 'largest error',
  },
  {
    text: 'At no step does the loss go below the entropy of the pairs.',
    seeds: 10,
    measure: (seed) => Math.min(...run(seed).history.values.gap.map((v) => v ?? Number.NaN)),
    holds: (least) => least >= -1e-5,
    figure: 'smallest loss above the entropy',
  },
  {
    text: 'With eight numbers a word the loss ends less than 0.01 above the entropy, and so nearer to it than to zero.',
    seeds: 10,
    measure: (seed) => gap(seed),
    holds: (above) => above < 0.01,
    figure: 'nats above the entropy',
  },
  {
    text: 'Sixteen bring it no further than that: less than 0.01 above.',
    seeds: 3,
    measure: (seed) => gap(seed, { d: 16 }),
    holds: (above) => above < 0.01,
    figure: 'nats above the entropy',
  },
  {
    text: 'With two numbers a word it stays more than 0.15 above.',
    seeds: 10,
    measure: (seed) => gap(seed, { d: 2 }),
    holds: (above) => above > 0.15,
    figure: 'nats above the entropy',
  },
  {
    text: 'The learned shares of the chosen word’s neighbours are then the counted ones, to 0.02.',
    seeds: 10,
    measure: (seed) =>
      Math.max(...run(seed).snapshot.shares.map(({ counted, learned }) => Math.abs(counted - learned))),
    holds: (error) => error < 0.02,
    figure: 'largest difference',
  },
  {
    text: 'Where every word is the same, entropy and loss are 0.',
    seeds: 1,
    measure: (seed) => run(seed, { text: 'same' }).metrics.loss,
    holds: (loss) => loss === 0,
    figure: 'loss',
  },
]);
