import model from '../models/hidden-knob.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { adadelta, follow } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
/** Final loss without the factor; infinite where the fit diverged. */
const loss = (who: 'adadelta' | 'sgd', seed: number, given: Partial<AnyValues> = {}) =>
  trained(seed, given)[who] ?? Number.POSITIVE_INFINITY;

export default defineClaims([
  {
    text: 'Under a constant gradient of 1, with ρ = 0.9 and ε = 10⁻⁶, the first four steps are 0.0031623, 0.0032444, 0.0033008 and 0.0033446 long.',
    seeds: 1,
    measure: () => {
      const steps = [0.00316226, 0.00324441, 0.00330079, 0.00334455];
      const path = follow((theta) => adadelta(theta, { rho: 0.9, epsilon: 1e-6 }), [1, 1, 1, 1]);
      const errors = steps.map((step, t) => Math.abs((path[t - 1] ?? 0) - (path[t] as number) - step));
      return Math.max(...errors);
    },
    holds: (error) => error < 1e-7,
    figure: 'largest error',
  },
  {
    text: 'At the original scale SGD at rate 0.1 ends with the lower loss.',
    seeds: 10,
    needed: 9,
    measure: (seed) => loss('sgd', seed) / loss('adadelta', seed),
    holds: (ratio) => ratio < 1,
    figure: 'SGD’s final loss over Adadelta’s',
  },
  {
    text: 'With the loss multiplied by 10 SGD diverges and Adadelta arrives.',
    seeds: 10,
    measure: (seed) =>
      loss('sgd', seed, { lossScale: 10 }) < 1e9 ? Number.NaN : loss('adadelta', seed, { lossScale: 10 }),
    holds: (final) => final < 0.1,
    figure: 'Adadelta’s final loss',
  },
  {
    text: 'Multiplied by 10 or by 1,000, the loss leads Adadelta to the same result within 15 %.',
    seeds: 10,
    needed: 9,
    measure: (seed) =>
      loss('adadelta', seed, { lossScale: 1000 }) / loss('adadelta', seed, { lossScale: 10 }),
    holds: (ratio) => Math.abs(ratio - 1) < 0.15,
    figure: 'final loss at 1,000 over final loss at 10',
  },
  {
    text: 'Multiplied by 0.01 it does not: Adadelta ends more than twice as high as at 10.',
    seeds: 10,
    measure: (seed) =>
      loss('adadelta', seed, { lossScale: 0.01 }) / loss('adadelta', seed, { lossScale: 10 }),
    holds: (ratio) => ratio > 2,
    figure: 'final loss at 0.01 over final loss at 10',
  },
  {
    text: 'The hidden knob is ε: at 10⁻⁸ the same 300 steps end at least three times as high as at 10⁻⁶.',
    seeds: 10,
    needed: 9,
    measure: (seed) => loss('adadelta', seed, { epsilon: 1e-8 }) / loss('adadelta', seed),
    holds: (ratio) => ratio >= 3,
    figure: 'final loss at 10⁻⁸ over final loss at 10⁻⁶',
  },
]);
