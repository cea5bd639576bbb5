import { digits, pick } from '../data/digits.ts';
import model, { convolutionalNet, fullyConnectedNet, place, WIDTH } from '../models/slide-the-digit.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { conv2d, tf } from '../tf/index.ts';

const trained = runsOf(model);
/** Test accuracy of net 0 (convolutional) or 1 (fully connected) by index of shift: 0, 1, 2, 3, 4, 6, 8 px. */
const right = (seed: number, net: 0 | 1, given: Partial<AnyValues> = {}) =>
  trained(seed, given).snapshot.right[net] as number[];

export default defineClaims([
  {
    text: 'Trained on digits at the left only, the convolutional net names at least 80 % of the test digits right there and just as many, to within one digit in a hundred, when they are moved 1, 2, 3, 4 or 6 pixels.',
    seeds: 10,
    measure(seed) {
      const [home = 0, ...moved] = right(seed, 0).slice(0, 6);
      return Math.max(...moved.map((share) => Math.abs(share - home))) <= 0.01 ? home : 0;
    },
    holds: (share) => share >= 0.8,
    figure: 'test accuracy (0 where moving changes it)',
  },
  {
    text: 'The fully connected net, trained on the same pictures, is at least 80 % right at the left, less than half right one pixel further, and at most 35 % right four pixels further.',
    seeds: 10,
    measure(seed) {
      const [home = 0, one = 1, , , four = 1] = right(seed, 1);
      return home >= 0.8 && one < 0.5 ? four : 1;
    },
    holds: (share) => share <= 0.35,
    figure: 'accuracy at 4 px (1 where the rest is not so)',
  },
  {
    text: 'Trained on digits standing anywhere, the fully connected net is still less often right at 4 pixels than the convolutional net, be it trained on the same digits or at the left only.',
    seeds: 6,
    measure(seed) {
      const anywhere = { train: 'anywhere' };
      const [same, left] = [right(seed, 0, anywhere)[4] as number, right(seed, 0)[4] as number];
      return Math.min(same, left) - (right(seed, 1, anywhere)[4] as number);
    },
    holds: (lead) => lead > 0,
    figure: 'lead in accuracy',
  },
  {
    text: 'With 2 filters the convolutional net stays below 60 %.',
    seeds: 6,
    measure: (seed) => right(seed, 0, { filters: 2 })[0] as number,
    holds: (share) => share < 0.6,
    figure: 'test accuracy',
  },
  {
    text: 'A move of 3 pixels moves the map of every filter by 3 pixels and changes nothing else, trained or not.',
    seeds: 1,
    measure() {
      const { maps, dispose } = convolutionalNet(createRng(1), 5, 16);
      const seven = pick(digits(), [7]);
      const at = (shift: number) => [...maps(place(seven, () => shift)).dataSync()];
      const [still, moved] = tf.tidy(() => [at(0), at(3)]) as [number[], number[]];
      const [columns, step] = [WIDTH - 4, 16 * 3];
      const inside = still.map((_, i) => i).filter((i) => Math.floor(i / 16) % columns < columns - 3);
      dispose();
      return Math.max(...inside.map((i) => Math.abs((moved[i + step] as number) - (still[i] as number))));
    },
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'The list 1, 2, 3, 4 under the filter 1, 0, −1 gives −2, −2 in a network layer and 2, 2 in mathematical convolution.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 4, 1]);
        const layer = (filter: number[]) => [
          ...conv2d(x, tf.tensor4d(filter, [1, 3, 1, 1]), 'valid').dataSync(),
        ];
        const got = [...layer([1, 0, -1]), ...layer([-1, 0, 1])];
        return Math.max(...[-2, -2, 2, 2].map((v, i) => Math.abs(v - (got[i] as number))));
      }),
    holds: (error) => error < 1e-6,
    figure: 'largest error',
  },
  {
    text: 'The convolutional net has 586 trainable numbers, the fully connected one 5,482.',
    seeds: 1,
    measure() {
      const nets = [convolutionalNet(createRng(1), 5, 16), fullyConnectedNet(createRng(1))];
      const [few, many] = nets.map(({ variables }) => variables.reduce((sum, v) => sum + v.size, 0));
      for (const net of nets) net.dispose();
      return few === 586 ? (many as number) : 0;
    },
    holds: (count) => count === 5482,
    figure: 'counted',
  },
]);
