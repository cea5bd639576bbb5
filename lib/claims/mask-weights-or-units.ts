import model, { mask, maskedProduct } from '../models/mask-weights-or-units.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { normal, tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;

export default defineClaims([
  {
    text: 'A DropConnect mask whose entries agree along each hidden unit’s weights is a dropout mask: the outputs are the same.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const [h, w] = [normal(createRng('h'), [5, 6]), normal(createRng('w'), [6, 3])] as [
          tf.Tensor2D,
          tf.Tensor2D,
        ];
        const units = mask(createRng('units'), [5, 6, 1], 0.5);
        const weights = tf.tile(units, [1, 1, 3]);
        const difference = tf.sub(maskedProduct(h, w, units), maskedProduct(h, w, weights));
        return tf.max(tf.abs(difference)).dataSync()[0] as number;
      }),
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'Inputs 1 and 2 with weights 3 and 4: unscaled masks that keep half make the output 0, 3, 8 or 11, of mean 5.5 = pwv and variance 18.25 = p(1 − p)Σw²v².',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const masks = tf.tensor3d([0, 0, 1, 0, 0, 1, 1, 1], [4, 2, 1]);
        const h = tf.tile(tf.tensor2d([[1, 2]]), [4, 1]);
        const { mean, variance } = tf.moments(maskedProduct(h, tf.tensor2d([[3], [4]]), masks));
        return (
          Math.abs((mean.dataSync()[0] as number) - 5.5) +
          Math.abs((variance.dataSync()[0] as number) - 18.25)
        );
      }),
    holds: (difference) => difference < 1e-5,
    figure: 'distance from both figures',
  },
  {
    text: 'With half kept, one output spreads about as widely under either kind of mask: within a third of each other and of the formula.',
    seeds: 10,
    measure(seed) {
      const { dropout, connect, formula } = runs(seed).snapshot.spread;
      return Math.max(dropout, connect, formula) / Math.min(dropout, connect, formula);
    },
    holds: (ratio) => ratio < 4 / 3,
    figure: 'widest divided by narrowest standard deviation',
  },
  {
    text: 'The two outputs that masks on units couple most have a correlation beyond ±0.5 under dropout.',
    seeds: 10,
    measure: (seed) => trained(seed).togetherDropout,
    holds: (size) => size > 0.5,
    figure: 'size of the correlation',
  },
  {
    text: 'Under DropConnect the same two outputs hardly move together: their correlation stays within ±0.25.',
    seeds: 10,
    measure: (seed) => trained(seed).togetherConnect,
    holds: (size) => size < 0.25,
    figure: 'size of the correlation',
  },
  {
    text: 'With 200 digits, a fifth of the labels redrawn and half kept, DropConnect ends with a lower loss on new digits than nothing dropped.',
    seeds: 10,
    measure: (seed) => trained(seed).connect / trained(seed).plain,
    holds: (ratio) => ratio < 1,
    figure: 'test loss with DropConnect, divided by that with nothing dropped',
  },
  {
    text: 'DropConnect and dropout end within a quarter of each other’s test loss.',
    seeds: 10,
    measure: (seed) => trained(seed).connect / trained(seed).dropout,
    holds: (ratio) => ratio > 0.8 && ratio < 1.25,
    figure: 'test loss with DropConnect, divided by that with dropout',
  },
  {
    text: 'With only a fifth kept both underfit: the net with nothing dropped has the lowest loss of the three.',
    seeds: 10,
    measure(seed) {
      const { connect, dropout, plain } = trained(seed, { keep: 0.2 });
      return Math.min(connect, dropout) / plain;
    },
    holds: (ratio) => ratio > 1,
    figure: 'lower of the two test losses, divided by that with nothing dropped',
  },
]);
