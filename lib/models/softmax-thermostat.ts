import { range, sum } from 'd3-array';
import { clouds } from '../data/clouds.ts';
import { byClass, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { digits, round } from '../sim/numbers.ts';
import { adam, matrix, normal, owner, softmaxCrossEntropy, targets, tf } from '../tf/index.ts';

export const CLASSES = ['A', 'B', 'C'] as const;
const UNITS = 32;
const TRAINING = 240;
const FITTING = 100;
/** Held-out points for the temperature, and test points. */
const [HELD_OUT, TEST] = [300, 600];
/** The map reaches from −4 to 4 on both axes. */
const [CELLS, REACH] = [24, 4];
/** Bins of the winning probability from 0.3 to 1; those with fewer points are left out. */
const [BINS, FEWEST] = [7, 15];
const TEMPERATURES = range(27).map((i) => 0.05 * 400 ** (i / 26));

/** e^z in single precision: infinite above 88.72, zero below −103.97. */
export const exp32 = (z: number) => Math.fround(Math.exp(z));

/** e^{z_i} / Σ_j e^{z_j} as it is written; NaN where the exponentials overflow, or all vanish. */
export function naiveSoftmax(z: readonly number[]): number[] {
  const e = z.map(exp32);
  const divisor = Math.fround(sum(e));
  return e.map((v) => v / divisor);
}
/** The same quotient after subtracting the largest score: no exponential exceeds 1, and one equals 1. */
export const softmax = (z: readonly number[]) => naiveSoftmax(z.map((v) => v - Math.max(...z)));
/** log Σ_j e^{z_j}, by the same trick; z_i less this is log softmax. */
export function logSumExp(z: readonly number[]): number {
  const top = Math.max(...z);
  return top + Math.log(sum(z.map((v) => Math.exp(v - top))));
}

/** Log loss, winning probability and success of each answer, when every logit is divided by T. */
function answers(logits: readonly number[][], label: readonly number[], T: number) {
  return logits.map((z, i) => {
    const s = z.map((v) => v / T);
    const truth = s[label[i] as number] as number;
    const total = logSumExp(s);
    const top = Math.max(...s);
    return { loss: total - truth, sure: Math.exp(top - total), right: Number(truth === top) };
  });
}
type Answers = ReturnType<typeof answers>;
const meanOf = (list: Answers, what: keyof Answers[number]) => sum(list.map((a) => a[what])) / list.length;

/** Answers binned by their winning probability: its mean in each bin, and the share that was right. */
function reliability(list: Answers) {
  const bins = range(BINS)
    .map((b) => list.filter(({ sure }) => Math.min(BINS - 1, Math.floor(10 * sure - 3)) === b))
    .filter((bin) => bin.length >= FEWEST);
  return {
    sure: bins.map((bin) => digits(meanOf(bin, 'sure'), 3)),
    right: bins.map((bin) => digits(meanOf(bin, 'right'), 3)),
  };
}

export default defineSimulation({
  params: {
    T: param.number({ label: 'Temperature T', min: 0.05, max: 20, scale: 'log', default: 1, live: true }),
    shift: param.number({
      label: 'Added to all three logits',
      min: -200,
      max: 200,
      step: 10,
      default: 0,
      live: true,
    }),
    formula: param.choice({
      label: 'Formula',
      options: { stable: 'Largest subtracted first', naive: 'As written' },
      default: 'stable',
      live: true,
    }),
    samples: param.number({ label: 'Training points', min: 2, max: 300, step: 2, default: 36 }),
    input: param.points({ label: 'Input', min: -REACH, max: REACH, default: [[0, 0.4]], live: true }),
  },
  metrics: {
    loss: { label: 'test loss' },
    fittedLoss: { label: 'test loss at the fitted T' },
    accuracy: { label: 'share right' },
    confidence: { label: 'mean winning probability' },
    fitted: { label: 'fitted T' },
  },
  schedule: { posterSteps: TRAINING + FITTING, maxSteps: TRAINING + FITTING, stepsPerSecond: 80 },

  init(initial, rng) {
    let values = initial;
    const [train, heldOut, test] = [
      clouds(rng.fork('train'), initial.samples),
      clouds(rng.fork('held out'), HELD_OUT),
      clouds(rng.fork('test'), TEST),
    ];
    const grid = raster(CELLS, REACH);
    const { own, variable, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(normal(weights, [2, UNITS]) as tf.Tensor2D);
    const last = layer(normal(weights, [UNITS, 3], Math.sqrt(1 / UNITS)) as tf.Tensor2D);
    const logits = (x: tf.Tensor2D) => last(tf.tanh(hidden(x)));
    const rows = (points: readonly Point[]) => tf.tidy(() => logits(matrix(points)).arraySync());
    const [x, y] = [own(matrix(train.points)), own(targets(train, 3))];
    const logT = variable(tf.scalar(0));
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.05));
    const thermostat = own(adam([logT], 0.05));
    const fitted = () => Math.exp(logT.dataSync()[0] as number);
    let step = 0;
    let now = rows(test.points);
    /** (z + shift)/T at the input. */
    const scoresAt = () => (rows(values.input)[0] as number[]).map((z) => (z + values.shift) / values.T);
    const at = (T: number) => answers(now, test.label, T);

    return {
      step() {
        step += 1;
        tf.tidy(() => {
          if (step <= TRAINING) {
            optimizer.minimise(() => softmaxCrossEntropy(logits(x), y));
          } else {
            // The net is frozen; T alone learns, on points the net was not trained on.
            const z = logits(matrix(heldOut.points));
            const loss = () => softmaxCrossEntropy(tf.div(z, tf.exp(logT)), targets(heldOut, 3));
            thermostat.minimise(loss);
          }
        });
        if (step <= TRAINING) now = rows(test.points);
        return 'running';
      },
      metrics() {
        const [mine, best] = [at(values.T), at(fitted())];
        return {
          loss: meanOf(mine, 'loss'),
          fittedLoss: meanOf(best, 'loss'),
          accuracy: meanOf(mine, 'right'),
          confidence: meanOf(mine, 'sure'),
          fitted: fitted(),
        };
      },
      snapshot() {
        const { T, formula } = values;
        const scores = scoresAt();
        const finite = (v: number, n = 4) => (Number.isFinite(v) ? digits(v, n) : null);
        const exponents = formula === 'naive' ? scores : scores.map((s) => s - Math.max(...scores));
        const map = rows(grid).map((z) => z.map((v) => v / T));
        const along = TEMPERATURES.map(at);
        return {
          points: digits(byClass({ x: train.points, label: train.label }, CLASSES.length), 3),
          /** At the input: scores (z + shift)/T, their exponentials, the quotients; null: not a finite number. */
          scores: digits(scores, 4),
          exponentials: exponents.map((s) => finite(exp32(s), 3)),
          probabilities: naiveSoftmax(exponents).map((p) => finite(p)),
          /** log(p/(1 − p)) of each class over the plane, row by row from the top. */
          logOdds: CLASSES.map((_, k) =>
            map.map((z) => digits((z[k] as number) - logSumExp(z.filter((_, j) => j !== k)), 3)),
          ),
          reliability: reliability(at(T)),
          fittedReliability: reliability(at(fitted())),
          temperatures: digits(TEMPERATURES, 4),
          losses: along.map((list) => digits(meanOf(list, 'loss'), 4)),
          wrong: along.map((list) => digits(1 - meanOf(list, 'right'), 4)),
        };
      },
      diagnosis(): Diagnosis<'formula' | 'samples'> | null {
        const scores = scoresAt();
        const naive = values.formula === 'naive' ? naiveSoftmax(scores) : [1];
        if (!(Math.abs(sum(naive) - 1) < 1e-3)) {
          const top = Math.max(...scores);
          const what =
            top > 0
              ? `Overflow: e^z is larger than single precision can hold; the largest score is ${digits(top, 3)} and the limit about 88.7. Infinity over infinity is no number.`
              : `Underflow: the largest score is ${digits(top, 3)}, and e^z of all three is 0 in single precision. Zero over zero is no number.`;
          const p = softmax(scores).map((v, k) => `${CLASSES[k]} ${round(v, 3)}`);
          const message = `${what} With the largest score subtracted first: ${p.join(', ')}.`;
          return { step, message, param: 'formula', reset: 'stable' };
        }
        if (initial.samples >= 3) return null;
        const message =
          'With 2 training points there is none of class C. Training lowers the logit of C at those two points; elsewhere C keeps what the random start left it, and may even win.';
        return { step, message, param: 'samples', reset: 36 };
      },
      set(next) {
        values = next;
      },
      dispose,
    };
  },
});
