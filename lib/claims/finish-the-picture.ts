import model, {
  COINS,
  complete,
  encode,
  gradient,
  logLikelihood,
  PICTURES,
} from '../models/finish-the-picture.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { binaryStates, energy, freeEnergy, hiddenGivenVisible, normal, type Rbm, tf } from '../tf/index.ts';

const run = runsOf(model);
/** The upper half of two full columns, the lower half covered. */
const upperHalf = encode([2, 1, 1, 2, 2, 1, 1, 2]);
/** A machine of 16 cells and 6 hidden units with random weights. */
const someMachine = (): Rbm => {
  const rng = createRng(1);
  const [w, a, b] = [[16, 6], [16], [6]].map((shape) => normal(rng, shape, 0.5));
  return { w, a, b } as unknown as Rbm;
};
const largest = (x: tf.Tensor) => tf.max(tf.abs(x)).dataSync()[0] as number;

export default defineClaims([
  {
    text: 'There are 30 pictures: 2⁴ + 2⁴ − 2. With all weights 0 each cell is a fair coin and their mean log-likelihood is −16 ln 2 = −11.090 nats.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const rbm = { w: tf.zeros([16, 6]), a: tf.zeros([16]), b: tf.zeros([6]) } as Rbm;
        const off = logLikelihood(rbm, binaryStates(6)) + 11.090355;
        return (
          Math.abs(off) + Math.abs(COINS + 11.090355) + Math.abs(PICTURES.length - (2 ** 4 + 2 ** 4 - 2))
        );
      }),
    holds: (error) => error < 1e-4,
    figure: 'sum of the errors',
  },
  {
    text: 'Given the cells the hidden units are independent: e^−E over all their states, normalised, is the product of the sigmoids.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const [rbm, states] = [someMachine(), binaryStates(6)];
        const v = tf.tensor2d([PICTURES[5] as number[]]);
        const listed = tf.softmax(tf.neg(energy(rbm, tf.tile(v, [64, 1]), states)) as tf.Tensor1D);
        const on = hiddenGivenVisible(rbm, v);
        const factors = tf.add(tf.mul(states, on), tf.mul(tf.sub(1, states), tf.sub(1, on)));
        return largest(tf.sub(listed, tf.prod(factors, 1)));
      }),
    holds: (error) => error < 1e-6,
    figure: 'largest difference of the 64 probabilities',
  },
  {
    text: 'The sum of e^−F over all 65,536 pictures is the Z that the page gets from the states of the hidden units, and its gradient is that of the log-likelihood.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const [rbm, states, pictures] = [someMachine(), binaryStates(6), tf.tensor2d(PICTURES)];
        const mean = (w: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => {
          const other = { w, a, b } as Rbm;
          const logZ = tf.logSumExp(tf.neg(freeEnergy(other, binaryStates(16))));
          return tf.neg(tf.add(tf.mean(freeEnergy(other, pictures)), logZ)) as tf.Scalar;
        };
        const parts = [rbm.w, rbm.a, rbm.b];
        const { value, grads } = tf.valueAndGrads(mean as (...x: tf.Tensor[]) => tf.Scalar)(parts);
        const ours = gradient(rbm, pictures, states);
        const off = (value.dataSync()[0] as number) - logLikelihood(rbm, states);
        return Math.abs(off) + Math.max(...ours.map((g, i) => largest(tf.add(g, grads[i] as tf.Tensor))));
      }),
    holds: (error) => error < 1e-4,
    figure: 'sum of both errors',
  },
  {
    text: 'After 400 updates more than 60 % of the completions drawn given the hidden units are proper pictures; of the same cells drawn separately, each with its right probability, less than 2 %.',
    seeds: 10,
    measure: (seed) => (run(seed).metrics.separately < 2 ? run(seed).metrics.together : 0),
    holds: (share) => share > 60,
    figure: '% proper, given the hidden units',
  },
  {
    text: 'Before training less than 0.5 % are proper, either way.',
    seeds: 10,
    measure: (seed) => Math.max(run(seed, {}, 0).metrics.together, run(seed, {}, 0).metrics.separately),
    holds: (share) => share < 0.5,
    figure: '% proper',
  },
  {
    text: 'The mean log-likelihood ends within half a nat of the best possible, −ln 30 = −3.401.',
    seeds: 10,
    measure: (seed) => -Math.log(30) - run(seed).metrics.likelihood,
    holds: (gap) => gap > 0 && gap < 0.5,
    figure: 'nats below',
  },
  {
    text: 'Where the held cells leave one picture only, as the upper half of two full columns does, drawing separately costs nothing: both ways give more than 70 % proper pictures.',
    seeds: 3,
    measure: (seed) => {
      const { metrics, snapshot } = run(seed, { cells: upperHalf });
      return snapshot.fitting === 1 ? Math.min(metrics.together ?? 0, metrics.separately ?? 0) : 0;
    },
    holds: (share) => share > 70,
    figure: '% proper, the worse of the two',
  },
  {
    text: 'With one hidden unit less than 1 % are proper either way.',
    seeds: 5,
    measure: (seed) => run(seed, { hidden: 1 }).metrics.together,
    holds: (share) => share < 1,
    figure: '% proper, given the hidden unit',
  },
  {
    text: 'The share of proper completions on the page is exact: of 2400 completions of another machine, two cells covered, as many are proper, within five points.',
    seeds: 2,
    measure: (seed) => {
      const rng = createRng(seed);
      return tf.tidy(() => {
        const [rbm, states] = [someMachine(), binaryStates(6)];
        rbm.w = tf.mul(rbm.w, 3);
        const cells = [...(PICTURES[5] as number[]).map((v) => v + 1).slice(0, 14), 0, 0];
        const draws = Array.from({ length: 200 }, (_, i) => complete(rbm, states, cells, rng.fork(`${i}`)));
        const proper = draws
          .flatMap(({ drawnTogether }) => drawnTogether)
          .filter((drawn) => PICTURES.some((picture) => picture.every((v, i) => v === drawn[i])));
        return Math.abs(proper.length / 2400 - (draws[0]?.together ?? 0));
      });
    },
    holds: (off) => off < 0.05,
    figure: 'difference of the shares',
  },
]);
