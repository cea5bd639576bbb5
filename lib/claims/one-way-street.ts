import model, { hasCycle } from '../models/one-way-street.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);

export default defineClaims([
  {
    text: 'The bit of 2 steps ago, out of a window of 2 bits: the net without a loop is right on exactly half of all streams, before, during and after training.',
    seeds: 10,
    measure: (seed) =>
      Math.max(...trained(seed).history.values.forward.map((share) => Math.abs((share ?? 9) - 0.5))),
    holds: (distance) => distance === 0,
    figure: 'largest distance from one half',
  },
  {
    text: 'With 32 hidden units instead of 8 it is right on exactly half of them, too.',
    seeds: 2,
    measure: (seed) => trained(seed, { units: 32 }).metrics.forward ?? 0,
    holds: (share) => share === 0.5,
    figure: 'share right',
  },
  {
    text: 'Its loss ends near ln 2 = 0.693, that of a coin toss.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.forwardLoss ?? 9,
    holds: (loss) => loss > 0.67 && loss < 0.72,
    figure: 'loss on the last batch',
  },
  {
    text: 'Seeing one bit at a time, the net with a loop gets at least 99 % of all streams right.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.loop ?? 0,
    holds: (share) => share >= 0.99,
    figure: 'share right',
  },
  {
    text: 'A window of 3 bits reaches the bit of 2 steps ago: without any loop at least 99 % are right.',
    seeds: 5,
    measure: (seed) => trained(seed, { window: 3 }, 40).metrics.forward ?? 0,
    holds: (share) => share >= 0.99,
    figure: 'share right after half of the training',
  },
  {
    text: 'After two different pasts the same last bits get the same answer from the net without a loop, to the last digit.',
    seeds: 10,
    measure: (seed) => trained(seed).snapshot.apart.forward,
    holds: (distance) => distance === 0,
    figure: 'difference of the two answers',
  },
  {
    text: 'The net with a loop gives answers that are more than 0.5 apart: its state still tells the pasts apart.',
    seeds: 10,
    measure: (seed) => trained(seed).snapshot.apart.loop,
    holds: (distance) => distance > 0.5,
    figure: 'difference of the two answers',
  },
  {
    text: 'The graph of a net without a loop has no cycle: with 4 nodes the fourth power of its adjacency matrix is zero. One edge from the hidden layer to itself makes a cycle.',
    seeds: 1,
    measure() {
      // Two inputs, a hidden layer, an output.
      const chain = [
        [0, 0, 1, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
        [0, 0, 0, 0],
      ];
      const looped = chain.map((row, i) => row.map((v, j) => (i === 2 && j === 2 ? 1 : v)));
      return Number(!hasCycle(chain)) + Number(hasCycle(looped));
    },
    holds: (right) => right === 2,
    figure: 'graphs of two told rightly:',
  },
]);
