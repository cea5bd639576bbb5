import { range } from 'd3-array';
import { cities, layOnTruth, mapOf, places } from '../data/cities.ts';
import { defineSimulation, type Point, param } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import { adam, lookup, normal, owner, permutation, tf } from '../tf/index.ts';

const N = cities.length;
const UPDATES = 300;
/** Updates of one step. */
const EACH = 3;

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((x, k) => x - (b[k] as number)));
const rootMeanSquare = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => v * v)));

/** Mean of (‖Eᵢ − Eⱼ‖ − Dᵢⱼ)² over the pairs; Eᵢ is row i of the table. */
export const strain = (e: tf.Tensor2D, pairs: readonly (readonly [number, number])[], d: tf.Tensor1D) => {
  const rows = (side: 0 | 1) =>
    lookup(
      pairs.map((pair) => pair[side]),
      e,
    );
  // The small number keeps the slope of the root finite where two rows are equal.
  const length = tf.sqrt(tf.add(tf.sum(tf.squaredDifference(rows(0), rows(1)), 1), 1e-9));
  return tf.mean(tf.squaredDifference(length, d)) as tf.Scalar;
};

export default defineSimulation({
  params: {
    share: param.number({ label: 'Distances known', min: 10, max: 100, step: 5, default: 100, unit: '%' }),
    d: param.number({ label: 'Numbers a city', min: 1, max: 3, step: 1, default: 2 }),
    noise: param.number({ label: 'Error of the distances', min: 0, max: 20, step: 1, default: 2, unit: '%' }),
    extra: param.toggle({
      label: 'Begin with one number more',
      default: true,
      help: 'Rows may pass around each other in an extra dimension, which a growing penalty then flattens.',
    }),
  },
  metrics: {
    known: { label: 'misfit of the known distances', unit: 'km' },
    hidden: { label: 'misfit of the distances kept back', unit: 'km' },
    off: { label: 'cities off their true places', unit: 'km' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 20 },

  init({ share, d, noise, extra }, rng) {
    const all = places.flatMap((_, i) => places.slice(0, i).map((_, j) => [j, i] as const));
    const count = Math.max(1, Math.round((share / 100) * all.length));
    const order = permutation(rng.fork('pairs'), all.length);
    const shuffled = order.map((k) => all[k] as readonly [number, number]);
    const [known, hidden] = [shuffled.slice(0, count), shuffled.slice(count)];
    const truth = ([i, j]: readonly [number, number]) => distance(places[i] as Point, places[j] as Point);
    const error = rng.fork('noise');
    const { own, variable, dispose } = owner();
    const measured = known.map((pair) => truth(pair) * (1 + (noise / 100) * error.normal()));
    const target = own(tf.tensor1d(measured));
    const table = variable(normal(rng.fork('table'), [N, extra ? d + 1 : d], 0.1));
    const e = table as tf.Tensor as tf.Tensor2D;
    const optimizer = own(adam([table], 0.05));
    const last = own(tf.tensor1d(range(e.shape[1]).map((k) => Number(extra && k === d))));
    let updates = 0;

    function update() {
      updates += 1;
      const penalty = 2 * Math.max(0, updates / UPDATES - 0.3);
      tf.tidy(() => {
        const loss = () =>
          tf.add(
            strain(e, known, target),
            tf.mul(penalty, tf.mean(tf.sum(tf.square(tf.mul(e, last)), 1))),
          ) as tf.Scalar;
        optimizer.minimise(loss);
      });
    }
    const rowsOf = () => e.arraySync().map((row) => row.slice(0, d));
    /** Root mean square of how far the table’s distances are from those given, in km. */
    const misfit = (rows: number[][], pairs: typeof all, given: readonly number[]) =>
      1000 *
      rootMeanSquare(
        pairs.map(([i, j], k) => distance(rows[i] as number[], rows[j] as number[]) - (given[k] as number)),
      );
    const unseen = cities.flatMap((_, i) => (known.some((pair) => pair.includes(i)) ? [] : [i]));

    function metrics() {
      const rows = rowsOf();
      const laid = layOnTruth(mapOf(rows));
      return {
        known: misfit(rows, known, measured),
        ...(hidden.length > 0 && { hidden: misfit(rows, hidden, hidden.map(truth)) }),
        off: 1000 * rootMeanSquare(laid.map((p, i) => distance(p, places[i] as Point))),
      };
    }
    /** The setting to blame, a value that works, and what went wrong. */
    function trouble(): ['share' | 'd' | 'noise' | 'extra', number | boolean, string] | null {
      const names = unseen.map((i) => cities[i]).join(', ');
      if (names)
        return [
          'share',
          100,
          `Never seen in training: ${names}. No distance moves such a row; its numbers stay where chance put them.`,
        ];
      if (d < 2)
        return [
          'd',
          2,
          'Twelve cities of a map cannot keep their distances on one line, however long they are trained.',
        ];
      const { known: fit, hidden: kept = 0 } = metrics();
      if (updates < UPDATES) return null;
      if (kept > 3 * Math.max(fit, 50))
        return [
          'share',
          100,
          `The table fits the ${known.length} distances it was given to ${Math.round(fit)} km and misses the ${hidden.length} others by ${Math.round(kept)} km (root mean square): a small loss does not prove the map right.`,
        ];
      if (fit > 150 + 25 * noise)
        return [
          extra ? 'share' : 'extra',
          extra ? 100 : true,
          'Training has settled on a poor arrangement: some cities are on the wrong side of others and cannot get past them.',
        ];
      if (noise < 10) return null;
      return [
        'noise',
        2,
        `With errors of ${noise} % the distances contradict each other: no map has them all, and the misfit has a floor.`,
      ];
    }

    return {
      step() {
        for (let i = 0; i < EACH; i++) update();
        return 'running';
      },
      metrics,
      snapshot() {
        const rows = rowsOf();
        const map = mapOf(rows);
        return {
          updates,
          rows: round(rows, 3),
          map: round(map, 3),
          laid: round(layOnTruth(map), 3),
          pairs: known.map(([i, j], k) => ({
            i,
            j,
            /** Learned minus given distance, in km. */
            error: Math.round(
              1000 * (distance(rows[i] as number[], rows[j] as number[]) - (measured[k] as number)),
            ),
          })),
          unseen,
          cities,
          truth: round(places, 3),
        };
      },
      diagnosis() {
        const found = trouble();
        return found && { step: updates / EACH, param: found[0], reset: found[1], message: found[2] };
      },
      dispose,
    };
  },
});
