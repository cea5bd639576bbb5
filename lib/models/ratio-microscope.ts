import { sum } from 'd3-array';
import { cooccurrences, language, probes, speak, type Thing, things, words } from '../data/water.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import { adagrad, evaluate, matrix, normal, owner, tf } from '../tf/index.ts';

const V = words.length;
const UPDATES = 400;
/** Updates of one step. */
const EACH = 4;
const RATE = 0.3;

type Table = readonly (readonly number[])[];

/** f(x) = (x / x_max)^¾ below x_max, else 1. */
export const weight = (x: number, xMax: number) => Math.min(1, x / xMax) ** 0.75;

/** J = Σ f(X) (w w̃ᵀ + b + b̃ − log X)²; `f` is 0 wherever X is. */
export const loss = (rebuilt: tf.Tensor2D, logX: tf.Tensor2D, f: tf.Tensor2D): tf.Scalar =>
  tf.sum(tf.mul(f, tf.squaredDifference(rebuilt, logX)));

/** log P(k | i) / P(k | j) of each probe word k, from a table of log counts; infinite or NaN where a count is 0. */
export function logRatios(logX: Table, total: readonly number[], i: number, j: number): number[] {
  const [row, other] = [logX[i], logX[j]] as [number[], number[]];
  const base = Math.log((total[i] as number) / (total[j] as number));
  return probes.map((word) => {
    const k = words.indexOf(word);
    return (row[k] as number) - (other[k] as number) - base;
  });
}

const logs = (x: Table) => x.map((row) => row.map(Math.log));
const totals = (x: Table) => x.map((row) => sum(row) || 1);
const spoken = cooccurrences(language);
/** The ratios of endless text. */
const truth = (i: number, j: number) => logRatios(logs(spoken), totals(spoken), i, j);
const pairs = things.flatMap((_, i) => things.slice(0, i).map((__, j) => [i, j] as const));

const options = Object.fromEntries(things.map((name) => [name, name])) as Record<Thing, string>;

export default defineSimulation({
  params: {
    one: param.choice({ label: 'Compare', options, default: 'ice', live: true }),
    other: param.choice({ label: 'with', options, default: 'steam', live: true }),
    sentences: param.number({ label: 'Sentences', min: 60, max: 6000, default: 600, scale: 'log' }),
    d: param.number({ label: 'Numbers a word', min: 1, max: 16, step: 1, default: 8 }),
    xMax: param.number({
      label: 'Full weight from a count of',
      help: 'x_max: rarer pairs count for less, zero counts for nothing.',
      min: 1,
      max: 1000,
      default: 30,
      scale: 'log',
    }),
  },
  metrics: {
    language: { label: 'error of the log ratios, against the language' },
    counts: { label: 'error of the fit to the counts' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 20 },

  init({ sentences, d, xMax, ...initial }, rng) {
    let { one, other } = initial;
    const n = Math.round(sentences);
    const x = cooccurrences(speak(rng.fork('text'), n));
    const total = totals(x);
    const weights = x.map((row) => row.map((count) => weight(count, xMax)));
    const { own, variable, dispose } = owner();
    const f = own(matrix(weights));
    const logX = own(matrix(x.map((row) => row.map((count) => (count > 0 ? Math.log(count) : 0)))));
    const start = rng.fork('weights');
    const tables = [
      variable(normal(start, [V, d], 0.3)),
      variable(normal(start, [V, d], 0.3)),
      variable(tf.zeros([V, 1])),
      variable(tf.zeros([1, V])),
    ];
    const [w, c, b, bc] = tables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const optimizer = own(adagrad(tables, RATE));
    const model = (): tf.Tensor2D => tf.add(tf.add(tf.matMul(w, c, false, true), b), bc);
    const rebuilt = () => tf.tidy(() => model().arraySync());
    const ratios = (table: Table, i: number, j: number) => logRatios(table, total, i, j);
    let updates = 0;

    function measure() {
      const table = rebuilt();
      const errors = pairs.flatMap(([i, j]) => {
        const ideal = truth(i, j);
        return ratios(table, i, j).map((ratio, k) => (ratio - (ideal[k] as number)) ** 2);
      });
      const misfit = evaluate(() => loss(model(), logX, f));
      return {
        language: Math.sqrt(mean(errors)),
        counts: Math.sqrt(misfit / sum(weights.flat())),
      };
    }
    let last = measure();

    return {
      step() {
        for (let i = 0; i < EACH; i++) optimizer.minimise(() => loss(model(), logX, f));
        updates += EACH;
        last = measure();
        return 'running';
      },
      metrics: () => last,
      snapshot() {
        const [i, j, table] = [things.indexOf(one), things.indexOf(other), rebuilt()];
        const [ideal, counted, fitted] = [truth(i, j), ratios(logs(x), i, j), ratios(table, i, j)];
        const rows = probes.map((word, at) => {
          const k = words.indexOf(word);
          const cell = (row: number) => ({
            count: round(x[row]?.[k] ?? 0, 3),
            fit: round(Math.exp(Math.min(20, table[row]?.[k] ?? 0)), 3),
            weight: round(weights[row]?.[k] ?? 0, 3),
          });
          /** log P(word | one) / P(word | other) in endless text, in the vectors, and in the counts. */
          const [language = 0, rebuilt = 0, ratio = 0] = [ideal[at], fitted[at], counted[at]];
          return {
            word,
            one: cell(i),
            other: cell(j),
            language: round(language, 3),
            fitted: round(rebuilt, 3),
            /** null where one of the counts is 0. */
            counted: Number.isFinite(ratio) ? round(ratio, 3) : null,
          };
        });
        return {
          updates,
          sentences: n,
          rows: rows.sort((p, q) => q.language - p.language),
        };
      },
      diagnosis(): Diagnosis<'other' | 'sentences' | 'd'> | null {
        const because = (param: 'other' | 'sentences' | 'd', reset: string | number, message: string) => ({
          step: updates / EACH,
          message,
          param,
          reset,
        });
        if (one === other)
          return because(
            'other',
            one === 'steam' ? 'ice' : 'steam',
            'A word compared with itself: every ratio is 1, whatever was learned.',
          );
        if (n <= 150)
          return because(
            'sentences',
            600,
            `Too little text for ratios: about ${Math.round(n / things.length)} sentences a thing. The vectors are ${last.counts.toFixed(2)} off these counts, chance included, and ${last.language.toFixed(1)} off the language’s log ratios. What was never counted has no weight, so the vectors may say anything there.`,
          );
        if (d < 4 && updates === UPDATES)
          return because(
            'd',
            8,
            `Too few numbers a word for a table of ${V} × ${V}: the log counts stay ${last.counts.toFixed(2)} off.`,
          );
        return null;
      },
      set(next) {
        ({ one, other } = next);
      },
      dispose,
    };
  },
});
