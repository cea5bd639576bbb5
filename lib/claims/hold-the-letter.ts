import { BLANK, letterStream } from '../data/streams.ts';
import model, { createRnn, GAPS } from '../models/hold-the-letter.ts';
import { inputs, labels } from '../problems/sequences.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { evaluate, gradients, logisticLoss, tf } from '../tf/index.ts';

const trained = runsOf(model);
const rnn200 = (seed: number, given: Partial<AnyValues> = {}) => trained(seed, given).metrics.rnn200 ?? 0;
const tries = [1, 2, 3, 4, 5];

export default defineClaims([
  {
    text: 'The state of two units over three kinds of symbol has 2 · (3 + 2 + 1) = 12 parameters, and the read-out three, however long the stream.',
    seeds: 1,
    measure() {
      const rnn = createRnn(createRng(1));
      const count = rnn.variables.reduce((sum, { size }) => sum + size, 0);
      rnn.dispose();
      return count;
    },
    holds: (count) => count === 15,
    figure: 'parameters',
  },
  {
    text: 'With U = 0 nothing is remembered: after A and a blank the net says just what it says after B and a blank.',
    seeds: 1,
    measure() {
      const rnn = createRnn(createRng(1));
      const apart = tf.tidy(() => {
        rnn.u.assign(tf.zeros([2, 2]));
        const logits = rnn.logits(inputs([letterStream([0, BLANK]), letterStream([1, BLANK])]));
        const [a = 0, b = 1] = logits[1]?.dataSync() ?? [];
        return Math.abs(a - b);
      });
      rnn.dispose();
      return apart;
    },
    holds: (apart) => apart === 0,
    figure: 'difference of the two logits',
  },
  {
    text: 'Backpropagation through eight steps gives the slope that nudging a weight of U shows.',
    seeds: 1,
    measure() {
      const rnn = createRnn(createRng(1));
      const stream = [letterStream([0, 2, 2, 1, 2, 2, 2, 0])];
      const loss = () => logisticLoss(tf.concat(rnn.logits(inputs(stream)), 1), labels(stream));
      const slope = tf.tidy(() => gradients(loss, [rnn.u]).gradients[0]?.dataSync()[0] as number);
      const nudged = (by: number) =>
        evaluate(() => {
          rnn.u.assign(tf.add(rnn.u, tf.tensor2d([by, 0, 0, 0], [2, 2])));
          return loss();
        });
      const measured = (nudged(0.01) - nudged(-0.02)) / 0.02;
      rnn.dispose();
      return Math.abs(measured / slope - 1);
    },
    holds: (error) => error < 0.01,
    figure: 'relative difference',
  },
  {
    text: 'Trained on streams of eight symbols, the RNN is right on at least 95 % of the streams after each number of blanks from 1 to 200.',
    seeds: 8,
    needed: 7,
    measure: (seed) => Math.min(...trained(seed).snapshot.right.rnn),
    holds: (share) => share >= 0.95,
    figure: 'least share of right answers',
  },
  {
    text: 'The net that sees four symbols gives one and the same answer after four blanks or more: right on exactly half of the streams.',
    seeds: 8,
    measure: (seed) =>
      Math.max(
        ...trained(seed)
          .snapshot.right.window.filter((_, i) => (GAPS[i] as number) >= 4)
          .map((share) => Math.abs(share - 0.5)),
      ),
    holds: (difference) => difference === 0,
    figure: 'largest distance from one half',
  },
  {
    text: 'After training, blanks take the state to one of two resting places, at least 1 apart: one for each letter.',
    seeds: 8,
    needed: 7,
    measure(seed) {
      const [a = [0, 0], b = [0, 0]] = trained(seed).snapshot.rest;
      return Math.hypot(a[0] - b[0], a[1] - b[1]);
    },
    holds: (distance) => distance >= 1,
    figure: 'distance of the resting places',
  },
  {
    text: 'Where 90 % of the training symbols are letters, the RNN answers well after three blanks, in at least three of five tries, and has lost the letter after 200.',
    seeds: 1,
    measure: () =>
      tries.filter((seed) => {
        const { rnn3 = 0 } = trained(seed, { letters: 0.9 }).metrics;
        return rnn3 >= 0.9 && rnn200(seed, { letters: 0.9 }) <= 0.6;
      }).length,
    holds: (count) => count >= 3,
    figure: 'tries of five that do so',
  },
  {
    text: 'Streams of four symbols, no longer than the rival’s window, are enough in at least three of five tries to hold the letter for 200 blanks.',
    seeds: 1,
    measure: () => tries.filter((seed) => rnn200(seed, { length: 4 }) >= 0.95).length,
    holds: (count) => count >= 3,
    figure: 'tries of five that succeed',
  },
]);
