import model, { contrastiveLoss } from '../models/keep-or-forget.ts';
import { type AnyValues, createRng, defaults, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const of =
  (metric: 'digit' | 'place' | 'digitPixels' | 'placePixels') =>
  (seed: number, given: Partial<AnyValues> = {}) =>
    trained(seed, given)[metric] ?? 0;
const [digit, place, digitPixels, placePixels] = [
  of('digit'),
  of('place'),
  of('digitPixels'),
  of('placePixels'),
];

export default defineClaims([
  {
    text: 'Where all pictures have the same features, the loss of a batch of 40 is the logarithm of 40.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const same = tf.tile(tf.tensor2d([[0.6, 0.8]]), [40, 1]) as tf.Tensor2D;
        return Math.abs((contrastiveLoss(same, same).dataSync()[0] as number) - Math.log(40));
      }),
    holds: (error) => error < 1e-5,
    figure: 'distance from ln 40:',
  },
  {
    text: 'Probes leave the encoder as it is: it takes the same step whether it was probed between or not.',
    seeds: 1,
    measure: () => {
      const [probed, left] = [0, 1].map(() => model.init(defaults(model.params), createRng(1)));
      probed?.set?.({ ...defaults(model.params), read: 'hidden' });
      probed?.step();
      left?.step();
      const difference = (probed?.metrics().loss ?? 0) - (left?.metrics().loss ?? 1);
      probed?.dispose();
      left?.dispose();
      return difference;
    },
    holds: (difference) => difference === 0,
    figure: 'difference of the losses:',
  },
  {
    text: 'Raw pixels tell a probe the place better than the digit. Pairs of one digit at two places turn that round: the digit is read more than twice as often as the place.',
    seeds: 6,
    measure: (seed) =>
      placePixels(seed) > digitPixels(seed) ? Number((digit(seed) / place(seed)).toPrecision(3)) : 0,
    holds: (ratio) => ratio > 2,
    figure: 'digits read over places read',
  },
  {
    text: 'So trained, five labelled pictures of each digit do far better on features than on pixels: at least 15 points more.',
    seeds: 6,
    measure: (seed) => Number((digit(seed) - digitPixels(seed)).toFixed(4)),
    holds: (gain) => gain >= 0.15,
    figure: 'accuracy gained over raw pixels',
  },
  {
    text: 'The place, which raw pixels give away in at least 60 % of pictures, is read off these features in at most 35 %; chance is 12.5 %.',
    seeds: 6,
    measure: (seed) => (placePixels(seed) >= 0.6 ? place(seed) : 1),
    holds: (share) => share <= 0.35,
    figure: 'places read',
  },
  {
    text: 'The hidden layer, one step before the output, still gives away the place in at least 55 %.',
    seeds: 3,
    measure: (seed) => place(seed, { read: 'hidden' }),
    holds: (share) => share >= 0.55,
    figure: 'places read off the hidden layer',
  },
  {
    text: 'Pairs of two pictures at one place give the opposite: the place is read in at least 80 % and the digit in at most 40 %, less often than off raw pixels.',
    seeds: 3,
    measure: (seed) => {
      const given = { pairs: 'place' };
      return digit(seed, given) <= Math.min(0.4, digitPixels(seed)) ? place(seed, given) : 0;
    },
    holds: (share) => share >= 0.8,
    figure: 'places read',
  },
  {
    text: 'Without pushing apart the loss falls below 0.01, and the digit is read less often.',
    seeds: 3,
    measure: (seed) => {
      const run = trained(seed, { negatives: false });
      return (run.loss ?? 1) < 0.01 ? Number((digit(seed) - (run.digit ?? 1)).toFixed(4)) : -1;
    },
    holds: (lost) => lost > 0,
    figure: 'accuracy of the digit probe lost',
  },
]);
