import model, { answerOf, calibrationError } from '../models/an-icml-paper.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
type Name = keyof typeof model.metrics;
const figure = (seed: number, name: Name, given?: Partial<AnyValues>) => trained(seed, given).metrics[name];

export default defineClaims([
  {
    text: 'Logits 2 and 0 give the first class 0.8808 at T = 1 and 0.7311 at T = 2. Ten answers of confidence 0.9 have calibration error 0 if nine are right, 0.4 if five are.',
    seeds: 1,
    measure: () => {
      const sure = (T: number) => answerOf([2, 0], 0, T).sure;
      const ten = (right: number) =>
        Array.from({ length: 10 }, (_, i) => ({ sure: 0.9, right: i < right, loss: 0 }));
      return Math.max(
        Math.abs(sure(1) - 0.8808),
        Math.abs(sure(2) - 0.7311),
        calibrationError(ten(9), 10),
        Math.abs(calibrationError(ten(5), 10) - 0.4),
      );
    },
    holds: (difference) => difference < 1e-4,
    figure: 'largest difference',
  },
  {
    text: 'At the default settings the net claims at least ten points more than it is right.',
    seeds: 10,
    measure: (seed) => figure(seed, 'confidence') - figure(seed, 'accuracy'),
    holds: (gap) => gap >= 0.1,
    figure: 'mean confidence less share right',
  },
  {
    text: 'The fitted T lies between 1.5 and 3.5, the log loss on the test digits falls, and their calibration error at least halves.',
    seeds: 10,
    measure: (seed) =>
      figure(seed, 'fittedEce') <= figure(seed, 'ece') / 2 &&
      figure(seed, 'fittedLoss') < figure(seed, 'loss')
        ? figure(seed, 'fitted')
        : 0,
    holds: (T) => T >= 1.5 && T <= 3.5,
    figure: 'fitted T (0 where the rest fails)',
  },
  {
    text: 'No temperature changes a single answer: the share right at T = 4 and at T = 0.5 is that at T = 1, exactly.',
    seeds: 5,
    measure: (seed) =>
      Math.max(
        ...[0.5, 4].map((T) =>
          Math.abs(figure(seed, 'accuracy', { T }) - figure(seed, 'accuracyPlain', { T })),
        ),
      ),
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
  {
    text: 'Without noise and with 600 training digits the net is right in more than 90 %, and claims within five points of it.',
    seeds: 5,
    measure: (seed) => {
      const easy = { noise: 0, training: 600 };
      const right = figure(seed, 'accuracy', easy);
      return right > 0.9 ? Math.abs(figure(seed, 'confidence', easy) - right) : 1;
    },
    holds: (gap) => gap < 0.05,
    figure: 'gap (1 where fewer are right)',
  },
]);
