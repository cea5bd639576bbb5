import { range } from 'd3-array';
import { FRENCH, pairOf, SENTENCES, sentence } from '../data/french.ts';
import model, { createNet } from '../models/le-chat-noir.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const trained = runsOf(model);
const blind = { attends: false };

export default defineClaims([
  {
    text: 'The fragment has 1,024 different sentences; “the black cat sees a green door” is “le chat noir voit une porte verte”.',
    seeds: 1,
    measure() {
      const all = range(SENTENCES).map(sentence);
      const known = all.filter(
        ({ english, french }) =>
          english.join(' ') === 'the black cat sees a green door' &&
          french.join(' ') === 'le chat noir voit une porte verte',
      ).length;
      return known * new Set(all.map(({ english }) => english.join(' '))).size;
    },
    holds: (count) => count === 1024,
    figure: 'different sentences',
  },
  {
    text: 'The probabilities of the next word sum to 1, and another last word changes none of the predictions before it.',
    seeds: 1,
    measure() {
      const net = createNet(createRng(1), 16, true);
      const written = [0, 2, 12, 6, 16, 5];
      const off = tf.tidy(() => {
        const [one, other] = [3, 9].map(
          (last) =>
            tf.softmax(net.run([pairOf(674).source], [[...written, last]]).logits).arraySync() as number[][],
        );
        const before = range(6).flatMap((i) =>
          FRENCH.map((_, w) => (one?.[i]?.[w] ?? 0) - (other?.[i]?.[w] ?? 1)),
        );
        const sums = one?.map((row) => row.reduce((a, b) => a + b, 0) - 1) ?? [];
        return Math.max(...[...before, ...sums].map(Math.abs));
      });
      net.dispose();
      return off;
    },
    holds: (off) => off < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'With attention, in most runs at least 90 % of the sentences it never saw come out without a mistake.',
    seeds: 6,
    needed: 5,
    measure: (seed) => trained(seed).metrics.right,
    holds: (share) => share >= 0.9,
    figure: 'right sentences',
  },
  {
    text: 'Given the average of the source words instead, at most 60 % do.',
    seeds: 2,
    measure: (seed) => trained(seed, blind).metrics.right,
    holds: (share) => share <= 0.6,
    figure: 'right sentences',
  },
  {
    text: 'Its mistakes are then wrong or misplaced words: at least three times as often as wrong genders alone.',
    seeds: 2,
    measure: (seed) => trained(seed, blind).metrics.word - 3 * trained(seed, blind).metrics.gender,
    holds: (difference) => difference > 0,
    figure: 'share with wrong words, less three times that with wrong genders',
  },
  {
    text: 'In most runs the decoder looks at “door” while it writes “une”, before “porte” is there: at least a fifth of the weight.',
    seeds: 6,
    needed: 4,
    measure: (seed) => trained(seed).snapshot.weights[4]?.[6] ?? 0,
    holds: (weight) => weight >= 0.2,
    figure: 'weight of “door”',
  },
  {
    text: 'In at least half of the runs the weights cross as the order does: “chat” has its largest at “cat”, and “noir” at “black”.',
    seeds: 6,
    needed: 3,
    measure(seed) {
      const largest = (row: readonly (number | null)[] = []) =>
        row.indexOf(Math.max(...row.map((w) => w ?? 0)));
      const [, chat, noir] = trained(seed).snapshot.weights;
      return Number(largest(chat) === 2) + Number(largest(noir) === 1);
    },
    holds: (count) => count === 2,
    figure: 'of the two words, how many do',
  },
]);
