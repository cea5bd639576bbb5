import model, { lstmWeights } from '../models/bridge-the-gap.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { lstmCell, tf, unroll } from '../tf/index.ts';

const trained = runsOf(model);
const lstm = (seed: number, forgetBias = 4) => trained(seed, { forgetBias }).metrics.accuracyLstm ?? 0;
const loss = (seed: number, net: 'lossLstm' | 'lossRnn', forgetBias = 4) =>
  trained(seed, { forgetBias }).metrics[net];
const tries = [1, 2, 3, 4, 5, 6];
/** Before training: pull of the first step on the LSTM’s answer, over that of the last. */
const pull = (seed: number, forgetBias: number) =>
  trained(seed, { forgetBias }, 0).snapshot.reach.lstm[0] as number;

/** What 30 steps with the input gate shut leave of a cell that held 1, at a forget bias. */
const kept = (bias: number) =>
  tf.tidy(() => {
    const cell = lstmCell(tf.zeros([2, 4]), tf.tensor1d([-100, bias, 0, 0]));
    const nothing = Array.from({ length: 30 }, () => tf.zeros<tf.Rank.R2>([1, 1]));
    const states = unroll(cell, nothing, { h: tf.zeros<tf.Rank.R2>([1, 1]), c: tf.ones<tf.Rank.R2>([1, 1]) });
    return states[29]?.c.dataSync()[0] as number;
  });

export default defineClaims([
  {
    text: 'With the input gate shut, thirty steps leave of the cell 0.58 at forget bias 4, 8 × 10⁻⁵ at bias 1 and 8 × 10⁻¹⁸ at bias −1.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[
          [4, 0.58],
          [1, 8.29e-5],
          [-1, 7.76e-18],
        ].map(([bias = 0, expected = 1]) => Math.abs(kept(bias) / expected - 1)),
      ),
    holds: (error) => error < 0.005,
    figure: 'largest relative error',
  },
  {
    text: 'An LSTM of 20 units over 10 inputs has 2 480 parameters: 4(n(m + n) + n).',
    seeds: 1,
    measure: () =>
      tf.tidy(() => lstmWeights(createRng(1), 10, 20, 1).reduce((sum, { size }) => sum + size, 0)),
    holds: (count) => count === 2480,
    figure: 'parameters',
  },
  {
    text: 'Over a gap of 30 steps, with forget biases that start at 4, the LSTM recalls at least 90 % of the symbols after 60 updates.',
    seeds: 10,
    needed: 9,
    measure: (seed) => lstm(seed),
    holds: (share) => share >= 0.9,
    figure: 'right answers',
  },
  {
    text: 'With forget biases that start at −1 it is still guessing.',
    seeds: 10,
    measure: (seed) => lstm(seed, -1),
    holds: (share) => share <= 0.65,
    figure: 'right answers',
  },
  {
    text: 'With −1 the LSTM does not beat the plain RNN: its test loss is no lower, but for a hair.',
    seeds: 10,
    measure: (seed) => loss(seed, 'lossLstm', -1) / loss(seed, 'lossRnn', -1),
    holds: (ratio) => ratio > 0.95,
    figure: 'loss of the LSTM over that of the plain RNN',
  },
  {
    text: 'At bias 1, the usual start, it succeeds in some of six tries (90 % of the symbols) and fails in others.',
    seeds: 1,
    measure: () => tries.filter((seed) => lstm(seed, 1) >= 0.9).length,
    holds: (count) => count >= 1 && count <= 5,
    figure: 'tries of six that succeed',
  },
  {
    text: 'The plain RNN learns it in one of six tries or more, but in no more than half.',
    seeds: 1,
    measure: () => tries.filter((seed) => (trained(seed).metrics.accuracyRnn ?? 0) >= 0.9).length,
    holds: (count) => count >= 1 && count <= 3,
    figure: 'tries of six that succeed',
  },
  {
    text: 'Before training, at bias 4, the input of the first step pulls on the answer at least a third as hard as that of the last.',
    seeds: 10,
    measure: (seed) => pull(seed, 4),
    holds: (pull) => pull > 1 / 3,
    figure: 'pull of the first step over that of the last',
  },
  {
    text: 'At bias −1 it pulls less than a millionth as hard.',
    seeds: 10,
    measure: (seed) => pull(seed, -1),
    holds: (pull) => pull < 1e-6,
    figure: 'pull of the first step over that of the last',
  },
  {
    text: 'In the unit that holds the symbol the trained forget gate stays above 0.8 at every step.',
    seeds: 10,
    measure: (seed) => Math.min(...trained(seed).snapshot.gates.forget),
    holds: (least) => least > 0.8,
    figure: 'least forget gate',
  },
  {
    text: 'Nor does its input gate shut after the symbol, as the textbook story has it: on average over the gap it stays at least a quarter open.',
    seeds: 10,
    measure: (seed) => {
      const gap = trained(seed).snapshot.gates.input.slice(1);
      return gap.reduce((sum, gate) => sum + gate, 0) / gap.length;
    },
    holds: (mean) => mean > 0.25,
    figure: 'mean input gate over the gap',
  },
]);
