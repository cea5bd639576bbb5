import { berries, LUMA } from '../data/berries.ts';
import { layerTable } from '../data/layer-table.ts';
import model from '../models/ripe-in-grey.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { affine, conv2d, normal, tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;

export default defineClaims([
  {
    text: 'Each plane alone tells ripe from unripe in at least 85 % of new pictures: the red, the green and the blue.',
    seeds: 10,
    measure: (seed) => {
      const { red, green, blue } = trained(seed);
      return Math.min(red, green, blue);
    },
    holds: (share) => share >= 0.85,
    figure: 'test accuracy of the worst plane',
  },
  {
    text: 'The net that sees the same pictures in grey only guesses: 40 to 60 %.',
    seeds: 10,
    measure: (seed) => trained(seed).grey,
    holds: (share) => share >= 0.4 && share <= 0.6,
    figure: 'test accuracy in grey',
  },
  {
    text: 'With noise of 0.3, all three channels together usually read more than any one of them.',
    seeds: 10,
    needed: 8,
    measure: (seed) => {
      const { red, green, blue, all } = trained(seed, { noise: 0.3 });
      return all - Math.max(red, green, blue);
    },
    holds: (difference) => difference > 0,
    figure: 'lead of all three over the best plane',
  },
  {
    text: 'Let the ripe ones be brighter by 0.1, and grey is right in at least 85 % too.',
    seeds: 6,
    measure: (seed) => trained(seed, { brightness: 0.1 }).grey,
    holds: (share) => share >= 0.85,
    figure: 'test accuracy in grey',
  },
  {
    text: 'Without noise the ripe and the unripe berry have the same grey level to six decimals, though their reds differ by 0.45.',
    seeds: 1,
    measure() {
      const { values } = berries(createRng(1), 2, { hue: 1, brightness: 0, noise: 0 });
      /** The brightest red of a picture is in its berry. */
      const [unripe, ripe] = [0, 1].map((i) => {
        const pixels = Array.from({ length: 36 }, (_, at) => [
          ...values.subarray(3 * (36 * i + at), 3 * (36 * i + at) + 3),
        ]);
        return pixels.sort((a, b) => (b[0] as number) - (a[0] as number))[0] as number[];
      }) as [number[], number[]];
      const luma = (colour: number[]) =>
        LUMA.reduce((sum, share, c) => sum + share * (colour[c] as number), 0);
      const reds = Math.abs((ripe[0] as number) - (unripe[0] as number) - 0.45);
      return Math.max(Math.abs(luma(ripe) - luma(unripe)), reds);
    },
    holds: (difference) => difference < 1e-6,
    figure: 'difference',
  },
  {
    text: 'A 1 × 1 convolution is one matrix applied at every pixel: it gives what multiplying the list of pixels by that matrix gives.',
    seeds: 1,
    measure: (seed) =>
      tf.tidy(() => {
        const x = normal(createRng(seed), [2, 5, 4, 3]) as tf.Tensor4D;
        const w = normal(createRng(seed + 1), [3, 7]) as tf.Tensor2D;
        const convolved = conv2d(x, tf.reshape(w, [1, 1, 3, 7]), 'valid');
        const multiplied = affine(tf.reshape(x, [-1, 3]), w, tf.zeros([7]));
        return tf.max(tf.abs(tf.sub(tf.reshape(convolved, [-1, 7]), multiplied))).dataSync()[0] as number;
      }),
    holds: (error) => error < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'A 3 × 3 convolution from 3 to 64 channels has 1,792 parameters, one from 64 to 64 channels 36,928.',
    seeds: 1,
    measure() {
      const rows = layerTable(
        [8, 8, 3],
        [
          { name: 'one', kind: 'convolution', kernel: 3, padding: 1, out: 64 },
          { name: 'two', kind: 'convolution', kernel: 3, padding: 1, out: 64 },
        ],
      );
      return Math.abs((rows[0]?.parameters ?? 0) - 1_792) + Math.abs((rows[1]?.parameters ?? 0) - 36_928);
    },
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
]);
