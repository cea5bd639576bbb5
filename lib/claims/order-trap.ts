import { FRUITS } from '../data/fruits.ts';
import model, { encode, oneHot } from '../models/order-trap.ts';
import { createRng, defaults, defineClaims, runsOf } from '../sim/index.ts';
import { mean } from '../sim/numbers.ts';
import { lookup, tf } from '../tf/index.ts';

const trained = runsOf(model);
/** Numbered by price: banana 1, apple 2, lemon 3, plum 4, fig 5, cherry 6. */
const byPrice = { codes: [2, 1, 6, 5, 3, 4].map((code) => [code, 0] as const) };

export default defineClaims([
  {
    text: '“the quick brown fox” gives four rows that are the 4 × 4 identity matrix.',
    seeds: 1,
    measure: () =>
      encode('the quick brown fox').rows.flatMap((row, i) => row.filter((v, j) => v !== Number(i === j)))
        .length,
    holds: (wrong) => wrong === 0,
    figure: 'cells that differ',
  },
  {
    text: 'The bag of “to be or not to be” counts to 2, be 2, or 1, not 1.',
    seeds: 1,
    measure() {
      const { vocabulary, bag } = encode('to be or not to be');
      return vocabulary.map((word, j) => `${word} ${bag[j]}`).join() === 'to 2,be 2,or 1,not 1' ? 1 : 0;
    },
    holds: (yes) => yes === 1,
    figure: '1 for yes',
  },
  {
    text: 'Any two different one-hot vectors are √2 apart and perpendicular.',
    seeds: 1,
    measure() {
      const rows = FRUITS.map((_, k) => oneHot(k, FRUITS.length));
      const pairs = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => [a, b] as const));
      return Math.max(
        ...pairs.map(([a, b]) => {
          const distance = Math.hypot(...a.map((v, i) => v - (b[i] as number)));
          const dot = a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
          return Math.abs(distance - Math.SQRT2) + Math.abs(dot);
        }),
      );
    },
    holds: (error) => error < 1e-12,
    figure: 'largest deviation',
  },
  {
    text: 'One-hot times a table of weights is a row of the table, bit for bit.',
    seeds: 10,
    measure: (seed) =>
      tf.tidy(() => {
        const rng = createRng(seed);
        const table = tf.tensor2d(
          Array.from({ length: 6 }, () => Array.from({ length: 4 }, () => rng.normal())),
        );
        const rows = table.arraySync();
        const ids = [5, 0, 3];
        return lookup(ids, table)
          .arraySync()
          .flatMap((row, i) => row.filter((v, j) => v !== rows[ids[i] as number]?.[j])).length;
      }),
    holds: (different) => different === 0,
    figure: 'numbers that differ',
  },
  {
    text: 'The one-hot model ends at each fruit’s mean price, whatever numbers the fruits have.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...[trained(seed), trained(seed, byPrice)].flatMap(({ snapshot }) =>
          snapshot.sales.map((prices, k) => Math.abs(mean(prices) - (snapshot.oneHot[k] as number))),
        ),
      ),
    holds: (error) => error < 0.01,
    figure: 'largest difference from a mean',
  },
  {
    text: 'No order of the numbers helps enough: the best of all 720 leaves more than five times the error of one-hot.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed);
      return run.snapshot.best / run.metrics.oneHot;
    },
    holds: (ratio) => ratio > 5,
    figure: 'least error of 720 orders over that of one-hot',
  },
  {
    text: 'In alphabetical order the error is more than three times that of the order by price.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.integer / trained(seed, byPrice).metrics.integer,
    holds: (ratio) => ratio > 3,
    figure: 'error in alphabetical order over that by price',
  },
  {
    text: 'Even numbered by price, the fruits are predicted worse from their number than from one-hot, by more than five times.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed, byPrice);
      return run.metrics.integer / run.metrics.oneHot;
    },
    holds: (ratio) => ratio > 5,
    figure: 'error with numbers over error with one-hot',
  },
  {
    text: 'At every update the intercept equals the sum of the weights.',
    seeds: 10,
    measure(seed) {
      const run = model.init(defaults(model.params), createRng(seed));
      const gaps = Array.from({ length: model.schedule.maxSteps }, () => {
        run.step();
        return Math.abs(run.metrics().gap ?? Number.NaN);
      });
      run.dispose();
      return Math.max(...gaps);
    },
    holds: (gap) => gap < 1e-4,
    figure: 'largest difference',
  },
  {
    text: 'For a fruit that was never sold one-hot predicts the intercept.',
    seeds: 10,
    measure(seed) {
      const { oneHot: predictions, intercept } = trained(seed).snapshot;
      return Math.abs((predictions[6] as number) - intercept);
    },
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
  {
    text: 'With 6 sales one-hot repeats every price; with 3 the fruits without a sale keep weight 0.',
    seeds: 10,
    measure(seed) {
      const [six, three] = [trained(seed, { samples: 6 }), trained(seed, { samples: 3 })];
      return six.metrics.oneHot + Math.max(...three.snapshot.weights.slice(3).map(Math.abs));
    },
    holds: (figure) => figure < 1e-6,
    figure: 'error with 6 sales plus the largest of those weights with 3',
  },
]);
