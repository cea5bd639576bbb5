import { bestWithoutKeys, DIGITS } from '../data/cards.ts';
import model from '../models/look-up-by-key.ts';
import { defineClaims, runsOf } from '../sim/index.ts';
import { attention, tf } from '../tf/index.ts';

const trained = runsOf(model);

/** Weights of three keys of size 2 whose products with the query are (1, 0, −1) times `factor`. */
const weights = (factor: number) =>
  tf.tidy(() => {
    const k = tf.tensor2d([
      [1, 0],
      [0, 0],
      [-1, 0],
    ]);
    return [...attention(tf.tensor2d([[factor, 0]]), k, k).weights.dataSync()];
  });
const furthest = (values: readonly number[], expected: readonly number[]) =>
  Math.max(...values.map((v, i) => Math.abs(v - (expected[i] as number))));

/** The share of the most frequent digit, averaged over all tables of five cards one by one. */
function everyTable(): number {
  let sum = 0;
  for (let hand = 0; hand < DIGITS ** 5; hand++) {
    const counts = Array.from({ length: DIGITS }, () => 0);
    for (let i = 0; i < 5; i++) {
      const digit = Math.floor(hand / DIGITS ** i) % DIGITS;
      counts[digit] = (counts[digit] as number) + 1;
    }
    sum += Math.max(...counts) / 5;
  }
  return sum / DIGITS ** 5;
}

export default defineClaims([
  {
    text: 'Scores 1, 0 and −1 give the weights 0.665, 0.245 and 0.090; divided by √2 they give 0.576, 0.284 and 0.140.',
    seeds: 1,
    measure: () =>
      Math.max(
        furthest(weights(Math.SQRT2), [0.6652, 0.2447, 0.09]),
        furthest(weights(1), [0.576, 0.284, 0.14]),
      ),
    holds: (error) => error < 1e-4,
    figure: 'largest error',
  },
  {
    text: 'Who knows only which digits lie there, and not beside which letter, is right on at most 42.8 % of tables of five: all 7,776 counted.',
    seeds: 1,
    measure: () => Math.max(Math.abs(everyTable() - bestWithoutKeys(5)), Math.abs(everyTable() - 0.428241)),
    holds: (error) => error < 1e-6,
    figure: 'difference from the formula and from 0.428241',
  },
  {
    text: 'After 150 updates attention answers at least 97 % of new tables right.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.accuracyAttention,
    holds: (share) => share >= 0.97,
    figure: 'right answers',
  },
  {
    text: 'On average the right card then has at least 90 % of the weight.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.weightRight,
    holds: (weight) => weight >= 0.9,
    figure: 'weight of the right card',
  },
  {
    text: 'The same net with equal weights stays below 52 %.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.accuracyAverage,
    holds: (share) => share < 0.52,
    figure: 'right answers',
  },
  {
    text: 'Asked for a letter that is on no card, the trained head still gives one card most of the weight: on average over tables more than 60 %.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.weightAbsent,
    holds: (weight) => weight > 0.6,
    figure: 'largest weight',
  },
  {
    text: 'Reversing the cards reverses each row of weights and leaves the answer as it was.',
    seeds: 10,
    measure: (seed) => {
      const [one, other] = [trained(seed, {}, 30), trained(seed, { reversed: true }, 30)].map(
        (run) => run.snapshot,
      );
      const back = other?.weights.flatMap((row) => [...row].reverse()) ?? [];
      return Math.max(
        furthest(back, one?.weights.flat() ?? []),
        furthest(other?.answer ?? [], one?.answer ?? []),
      );
    },
    holds: (difference) => difference <= 0.0011,
    figure: 'largest difference (the figures have three decimals)',
  },
  {
    text: 'With keys of size 32 the division by √d helps: after 50 updates the right card has more weight with it than without.',
    seeds: 10,
    measure: (seed) =>
      trained(seed, { d: 32 }, 50).metrics.weightRight -
      trained(seed, { d: 32, scaled: false }, 50).metrics.weightRight,
    holds: (difference) => difference > 0,
    figure: 'weight gained by the division',
  },
]);
