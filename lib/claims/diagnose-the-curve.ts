import model from '../models/diagnose-the-curve.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { deviation, mean } from '../sim/numbers.ts';

const trained = runsOf(model);
const metrics = (seed: number, given: Partial<AnyValues>) => trained(seed, given).metrics;
/** Mean and standard deviation of the last twenty scores. */
function tail(seed: number, given: Partial<AnyValues>) {
  const last = trained(seed, given).snapshot.scores.slice(-20);
  return { mean: mean(last), deviation: deviation(last) };
}
const first = (given: Partial<AnyValues>) => {
  const { scores, penalties } = trained(1, given, 1).snapshot;
  return { score: scores[0] as number, data: (scores[0] as number) - (penalties[0] as number) };
};

export default defineClaims([
  {
    text: 'Every run starts from equal probabilities: the first score, less its penalty, is ln 10 = 2.3026.',
    seeds: 1,
    measure: () =>
      Math.max(...['A', 'B', 'C', 'D', 'E', 'F'].map((run) => Math.abs(first({ run }).data - Math.LN10))),
    holds: (error) => error < 2e-4,
    figure: 'largest difference from ln 10',
  },
  {
    text: 'In run C, where nothing is amiss, the loss on all training digits ends more than twice as high as the share of them it gets wrong: a score is no error rate.',
    seeds: 10,
    measure: (seed) => metrics(seed, { run: 'C' }).train / metrics(seed, { run: 'C' }).wrong,
    holds: (ratio) => ratio > 2,
    figure: 'loss over share of wrong answers',
  },
  {
    text: 'Run C answers at least 85 % of the digits it has not seen rightly.',
    seeds: 10,
    measure: (seed) => metrics(seed, { run: 'C' }).validationRight,
    holds: (right) => right >= 0.85,
    figure: 'share of validation digits right',
  },
  {
    text: 'With the rate too small (A) the score ends between 2.2 and ln 10, a little below its start; with the rate too large (E) it ends above ln 10, and jumps more than three times as much.',
    seeds: 10,
    measure(seed) {
      const [small, large] = [tail(seed, { run: 'A' }), tail(seed, { run: 'E' })];
      return small.mean > 2.2 && small.mean < Math.LN10 && large.mean > Math.LN10
        ? large.deviation / small.deviation
        : 0;
    },
    holds: (ratio) => ratio > 3,
    figure: 'spread of the last scores, E over A',
  },
  {
    text: 'Batches of 2 (B) make the last scores spread at least twice as widely as batches of 32 (C).',
    seeds: 10,
    measure: (seed) => tail(seed, { run: 'B' }).deviation / tail(seed, { run: 'C' }).deviation,
    holds: (ratio) => ratio > 2,
    figure: 'spread of the last scores, B over C',
  },
  {
    text: 'Run D has a lower score at its end than run C, and on new digits more than one and a half times its loss: few digits, some labels wrong, learnt by heart.',
    seeds: 10,
    measure: (seed) =>
      tail(seed, { run: 'D' }).mean < tail(seed, { run: 'C' }).mean
        ? metrics(seed, { run: 'D' }).validation / metrics(seed, { run: 'C' }).validation
        : 0,
    holds: (ratio) => ratio > 1.5,
    figure: 'validation loss, D over C',
  },
  {
    text: 'The loss of run D on new digits turns before the end: it ends above its lowest, and more than 0.3 above the loss on its own digits.',
    seeds: 10,
    measure(seed) {
      const { validation, lowest, train } = metrics(seed, { run: 'D' });
      return validation > lowest ? validation - train : 0;
    },
    holds: (gap) => gap > 0.3,
    figure: 'validation loss less training loss',
  },
  {
    text: 'With 800 rightly labelled digits in place of its 80, run D ends less than 0.3 from validation to training loss.',
    seeds: 10,
    measure(seed) {
      const { validation, train } = metrics(seed, { run: 'D', remedy: 'data' });
      return validation - train;
    },
    holds: (gap) => gap < 0.3,
    figure: 'validation loss less training loss',
  },
  {
    text: 'The penalty of run F lifts its first score above 8, and holds it at the end within 0.1 of ln 10, where it knows nothing.',
    seeds: 10,
    measure(seed) {
      const { scores } = trained(seed, { run: 'F' }).snapshot;
      return (scores[0] as number) > 8 ? Math.abs(tail(seed, { run: 'F' }).mean - Math.LN10) : 1;
    },
    holds: (distance) => distance < 0.1,
    figure: 'distance of the last scores from ln 10',
  },
]);
