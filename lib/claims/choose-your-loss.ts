import model from '../models/choose-your-loss.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { sgd, softmaxCrossEntropy, tf } from '../tf/index.ts';

const runs = runsOf(model);
const run = (given: Partial<AnyValues>, seed = 1, steps?: number) => runs(seed, given, steps).metrics;
const at = (...minutes: number[]) => ({ points: minutes.map((v) => [v, 0.2] as const) });
const line = (seed: number, given: Partial<AnyValues> = {}) => run({ scene: 'line', ...given }, seed);

export default defineClaims([
  {
    text: 'For deliveries of 10, 20, 28, 46 and 96 minutes squared loss ends at the mean, 40, absolute loss at the median, 28, Huber’s loss with δ = 14 at 31, and pinball loss with τ = 0.75 at 46.',
    seeds: 1,
    measure() {
      const { squared, absolute, huber, pinball } = run({});
      return Math.max(...[squared - 40, absolute - 28, huber - 31, pinball - 46].map(Math.abs));
    },
    holds: (error) => error < 0.1,
    figure: 'largest distance from these answers, in minutes',
  },
  {
    text: 'For the values 1, 2, 3, 4 and 100 the mean is 22 and the median 3; Huber’s loss answers 3 at δ = 1, 5 at δ = 10, 15 at δ = 50 and 22 at δ = 100.',
    seeds: 1,
    measure() {
      const huber = [
        [1, 3],
        [10, 5],
        [50, 15],
        [100, 22],
      ] as const;
      const { squared, absolute } = run(at(1, 2, 3, 4, 100));
      const errors = huber.map(([delta, answer]) => run({ ...at(1, 2, 3, 4, 100), delta }).huber - answer);
      return Math.max(...[squared - 22, absolute - 3, ...errors].map(Math.abs));
    },
    holds: (error) => error < 0.1,
    figure: 'largest distance from these answers',
  },
  {
    text: 'If the slowest of five deliveries takes 10 minutes more, the squared-loss answer grows by 10/5 = 2 minutes and the absolute-loss answer by nothing.',
    seeds: 1,
    measure() {
      const { movedSquared, movedAbsolute } = run({});
      return movedAbsolute === 0 ? movedSquared : Number.NaN;
    },
    holds: (moved) => Math.abs(moved - 2) < 1e-3,
    figure: 'growth under squared loss, in minutes',
  },
  {
    text: 'Under 0–1 loss the gradient is exactly zero: after all steps no weight has changed in any digit.',
    seeds: 10,
    measure: (seed) => line(seed).movedZeroOne,
    holds: (moved) => moved === 0,
    figure: 'distance the weights have moved',
  },
  {
    text: 'Logistic loss, from the same start and on the same points, gets at least 95 in 100 right; the line of the 0–1 loss stays below 70.',
    seeds: 10,
    measure: (seed) => (line(seed).rightZeroOne < 0.7 ? line(seed).rightLogistic : 0),
    holds: (share) => share >= 0.95,
    figure: 'share right under logistic loss',
  },
  {
    text: 'Where a line separates the classes the logistic weights keep growing: they are longer after 300 steps than after 150. With the penalty λ = 0.05 they are shorter by half.',
    seeds: 10,
    measure(seed) {
      const given = { scene: 'line', noise: 0.2 };
      const [half, whole] = [run(given, seed, 150).length, run(given, seed).length];
      return whole > half ? run({ ...given, penalty: 0.05 }, seed).length / whole : Number.NaN;
    },
    holds: (ratio) => ratio < 0.5,
    figure: 'length with the penalty over length without',
  },
  {
    text: 'For classes with frequencies 0.7, 0.2 and 0.1 the best constant prediction under cross-entropy is these frequencies, with 0.8018 nats.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const logits = tf.variable(tf.zeros([1, 3])) as tf.Variable<tf.Rank.R2>;
        const objective = () => softmaxCrossEntropy(logits, tf.tensor2d([[0.7, 0.2, 0.1]]));
        const optimizer = sgd([logits], 1);
        for (let t = 0; t < 300; t++)
          optimizer.apply([tf.variableGrads(objective, [logits]).grads[logits.name] as tf.Tensor]);
        const off = [...tf.softmax(logits).dataSync()].map((p, i) =>
          Math.abs(p - ([0.7, 0.2, 0.1][i] as number)),
        );
        const loss = objective().dataSync()[0] as number;
        logits.dispose();
        return Math.max(...off, Math.abs(loss - 0.801819));
      }),
    holds: (error) => error < 1e-3,
    figure: 'largest error of probabilities and loss',
  },
]);
