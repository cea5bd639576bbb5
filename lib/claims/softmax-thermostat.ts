import model, { exp32, logSumExp, softmax } from '../models/softmax-thermostat.ts';
import { createRng, defaults, defineClaims, type ParamValues, remember } from '../sim/index.ts';

type Values = ParamValues<typeof model.params>;

/** What a run with so many training points has come to, and its probabilities at other settings of the bars. */
function train(seed: number, samples: number) {
  const values = { ...defaults(model.params), samples };
  const run = model.init(values, createRng(seed));
  for (let i = 0; i < model.schedule.maxSteps; i++) run.step();
  const at = (given: Partial<Values>) => {
    run.set?.({ ...values, ...given });
    const { probabilities } = run.snapshot();
    run.set?.(values);
    return probabilities;
  };
  const corners = [-4, 4].flatMap((x) => [-4, 4].map((y) => at({ input: [[x, y]] })));
  const result = {
    ...(run.metrics() as Record<keyof typeof model.metrics, number>),
    wrong: run.snapshot().wrong,
    corners: corners.map((p) => Math.max(...p.map(Number))),
    plain: at({}).map(Number),
    raised: at({ shift: 100 }).map(Number),
    naive: at({ shift: 100, formula: 'naive' }),
  };
  run.dispose();
  return result;
}
const trained = remember((seed: number, samples = 36) => train(seed, samples));
const largest = (v: readonly number[]) => Math.max(...v.map(Math.abs));

export default defineClaims([
  {
    text: 'The softmax of the scores 2, 1 and 0 is 0.6652, 0.2447 and 0.0900.',
    seeds: 1,
    measure: () =>
      largest(softmax([2, 1, 0]).map((p, i) => p - ([0.665241, 0.244728, 0.090031][i] as number))),
    holds: (error) => error < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'Of two scores, the first gets the sigmoid of their difference.',
    seeds: 1,
    measure: () =>
      largest([-3, -0.5, 0, 2].map((a) => (softmax([a + 1, 1])[0] as number) - 1 / (1 + Math.exp(-a)))),
    holds: (error) => error < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'The gradient of −log p of the true class in the scores is (p − y)/T.',
    seeds: 1,
    measure() {
      const z = [2, 1, 0];
      const [h, y] = [1e-4, [0, 1, 0]];
      const loss = (scores: number[], T: number) =>
        logSumExp(scores.map((v) => v / T)) - (scores[1] as number) / T;
      const move = (i: number, by: number) => z.map((v, j) => (i === j ? v + by : v));
      return largest(
        [1, 3].flatMap((T) =>
          softmax(z.map((v) => v / T)).map(
            (p, i) => (loss(move(i, h), T) - loss(move(i, -h), T)) / (2 * h) - (p - (y[i] as number)) / T,
          ),
        ),
      );
    },
    holds: (error) => error < 1e-5,
    figure: 'largest difference from central differences, at T = 1 and 3',
  },
  {
    text: 'In single precision e to the 88.7 is a number and e to the 88.8 is infinite.',
    seeds: 1,
    measure: () => (Number.isFinite(exp32(88.7)) && !Number.isFinite(exp32(88.8)) ? 1 : 0),
    holds: (yes) => yes === 1,
    figure: '1 for yes',
  },
  {
    text: 'Log-sum-exp of 1000 and 1000 is 1000.6931: subtracting the largest first keeps it finite.',
    seeds: 1,
    measure: () => logSumExp([1000, 1000]) - 1000,
    holds: (v) => Math.abs(v - Math.LN2) < 1e-9,
    figure: 'above 1000',
  },
  {
    text: 'Adding 100 to all three logits changes no probability at the input; with the formula as written the winner’s is no longer a number.',
    seeds: 10,
    measure: (seed) => {
      const { plain, raised, naive } = trained(seed);
      return naive[plain.indexOf(Math.max(...plain))] === null
        ? largest(plain.map((p, i) => p - (raised[i] as number)))
        : 1;
    },
    holds: (change) => change < 1e-4,
    figure: 'largest change, with the largest score subtracted first',
  },
  {
    text: 'Temperature changes no answer: the share of wrong ones among 600 is the same at all 27 temperatures drawn.',
    seeds: 10,
    measure: (seed) => new Set(trained(seed).wrong).size,
    holds: (different) => different === 1,
    figure: 'different shares',
  },
  {
    text: 'Trained on 36 points, the net is surer than right: its mean winning probability is more than a fifth above the share of right answers.',
    seeds: 10,
    measure: (seed) => trained(seed).confidence / trained(seed).accuracy,
    holds: (ratio) => ratio > 1.2,
    figure: 'mean winning probability over share right',
  },
  {
    text: 'With 100 training points it is still surer than right, by more than a tenth.',
    seeds: 10,
    measure: (seed) => trained(seed, 100).confidence / trained(seed, 100).accuracy,
    holds: (ratio) => ratio > 1.1,
    figure: 'mean winning probability over share right',
  },
  {
    text: 'The temperature fitted on held-out points is above 3, and cuts the test loss to less than half.',
    seeds: 10,
    measure: (seed) => (trained(seed).fitted > 3 ? trained(seed).fittedLoss / trained(seed).loss : 1),
    holds: (ratio) => ratio < 0.5,
    figure: 'test loss at the fitted T over that at T = 1',
  },
  {
    text: 'With 300 training points the fitted temperature is less than half of that with 36.',
    seeds: 10,
    measure: (seed) => trained(seed, 300).fitted / trained(seed).fitted,
    holds: (ratio) => ratio < 0.5,
    figure: 'fitted T with 300 points over that with 36',
  },
  {
    text: 'In at least three of the four corners, where no point lies, the net names a winner with more than 0.9.',
    seeds: 10,
    measure: (seed) => trained(seed).corners.filter((p) => p > 0.9).length,
    holds: (corners) => corners >= 3,
    figure: 'corners',
  },
]);
