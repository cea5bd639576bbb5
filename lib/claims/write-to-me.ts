import { centreOfMass, type Mnist, mnistSample, PIXELS, SIDE } from '../data/mnist-sample.ts';
import { paint, prepare } from '../data/pen.ts';
import model from '../models/write-to-me.ts';
import { type AnyValues, createRng, defineClaims, type Point, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const each = (set: Mnist, digit: number) => set.label.filter((label) => label === digit).length;
const image = (set: Mnist, i: number) => set.pixels.subarray(i * PIXELS, (i + 1) * PIXELS);
const offCentre = (pixels: ArrayLike<number>) =>
  Math.max(...centreOfMass(pixels).map((at) => Math.abs(at - SIDE / 2)));

export default defineClaims([
  {
    text: 'The sample holds 800 training and 200 test digits, 80 and 20 of each class.',
    seeds: 1,
    measure: () => {
      const { train, test } = mnistSample();
      const digits = Array.from({ length: 10 }, (_, digit) => digit);
      const equal = digits.every((digit) => each(train, digit) === 80 && each(test, digit) === 20);
      return equal ? train.n + test.n : 0;
    },
    holds: (n) => n === 1000,
    figure: 'images',
  },
  {
    text: 'All its images have their centre of mass within 0.6 pixels of the middle of the field.',
    seeds: 1,
    measure: () => {
      const { train, test } = mnistSample();
      return Math.max(
        ...[train, test].flatMap((set) => Array.from({ length: set.n }, (_, i) => offCentre(image(set, i)))),
      );
    },
    holds: (far) => far < 0.6,
    figure: 'furthest from the middle, px',
  },
  {
    text: 'The page’s own preparation puts any line within half a pixel of the middle.',
    seeds: 10,
    measure(seed) {
      const rng = createRng(seed);
      const line = Array.from({ length: 6 }, (): Point => [27 * rng.uniform(), 27 * rng.uniform()]);
      const centre = centreOfMass(paint(prepare(line)));
      return Math.max(...centre.map((at) => Math.abs(at - SIDE / 2)));
    },
    holds: (far) => far < 0.5,
    figure: 'distance from the middle, px',
  },
  {
    text: 'Trained on 800 images, the net names more than 80 % of the test digits right.',
    seeds: 5,
    measure: (seed) => trained(seed).still,
    holds: (share) => share > 0.8,
    figure: 'test accuracy',
  },
  {
    text: 'With 50 images it is at least 15 points less.',
    seeds: 3,
    measure: (seed) => trained(seed).still - trained(seed, { images: 50 }).still,
    holds: (points) => points >= 0.15,
    figure: 'accuracy lost',
  },
  {
    text: 'Moved by one pixel, the test digits cost the net less than 15 points; moved by four, it names fewer than a quarter right.',
    seeds: 5,
    measure: (seed) => (trained(seed).still - trained(seed).one < 0.15 ? trained(seed).far : 1),
    holds: (share) => share < 0.25,
    figure: 'accuracy at 4 px',
  },
  {
    text: 'Trained on moved copies, it names more than 40 % right when they are moved by four pixels …',
    seeds: 5,
    measure: (seed) => trained(seed, { moved: true }).far,
    holds: (share) => share > 0.4,
    figure: 'accuracy at 4 px',
  },
  {
    text: '… and still does better on digits left in the middle, though worse there than without the copies.',
    seeds: 5,
    measure: (seed) => {
      const { still, far } = trained(seed, { moved: true });
      return still < trained(seed).still ? still / far : 0;
    },
    holds: (ratio) => ratio > 1,
    figure: 'accuracy in the middle over accuracy at 4 px',
  },
]);
