import model, { cosine } from '../models/angle-or-length.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const trained = (c: number, seed: number) => run(seed, { scene: 'recommender', c }).metrics;

/** Root-mean-square cosine of 2,000 pairs of random directions, as a multiple of 1/√d. */
function spread(d: number, seed: number): number {
  const rng = createRng(seed).fork(`d=${d}`);
  const direction = () => Array.from({ length: d }, () => rng.normal());
  const squares = Array.from({ length: 2000 }, () => (cosine(direction(), direction()) ?? 0) ** 2);
  return Math.sqrt((d * squares.reduce((sum, x) => sum + x, 0)) / squares.length);
}

export default defineClaims([
  {
    text: 'Stretching arrow b to anything from a quarter to twice its length leaves its cosine with arrow a as it was.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[0.25, 0.5, 0.75, 1.25, 1.5, 1.75, 2].map((s) => run(1, { stretch: s }).metrics.cosineChange ?? 1),
      ),
    holds: (change) => change === 0,
    figure: 'largest change of the cosine',
  },
  {
    text: 'Pasted three times over, the document Picnic rises from fourth place to first by dot product, falls from first to last by distance, and stays third by cosine.',
    seeds: 1,
    measure: () => {
      const { snapshot } = run(1, { scene: 'documents', copies: 3 });
      if (snapshot.scene !== 'documents') return 0;
      const places = [snapshot.before, snapshot.now].flatMap(({ places: p }) => [
        p.dot[0],
        p.distance[0],
        p.cosine[0],
      ]);
      return [4, 1, 3, 1, 6, 3].filter((place, i) => places[i] === place).length;
    },
    holds: (right) => right === 6,
    figure: 'places of six that are as stated',
  },
  {
    text: 'Training the recommender brings its mean squared error below 0.0025, the variance of the noise in the ratings.',
    seeds: 20,
    measure: (seed) => trained(1, seed).error ?? 1,
    holds: (error) => error < 0.0025,
    figure: 'mean squared error',
  },
  {
    text: 'Multiplying axis 2 by 8 for the items and dividing it by 8 for the users changes no predicted rating, while a cosine between two items changes by 0.3 or more.',
    seeds: 20,
    measure: (seed) => {
      const { dotChange, cosineChange } = trained(8, seed);
      return dotChange === 0 ? (cosineChange ?? 0) : 0;
    },
    holds: (change) => change >= 0.3,
    figure: 'largest change of a cosine',
  },
  {
    text: 'The root-mean-square cosine of 2,000 random pairs is within 5 % of 1/√d in 10, 100 and 1,000 dimensions.',
    seeds: 10,
    measure: (seed) => Math.max(...[10, 100, 1000].map((d) => 100 * Math.abs(spread(d, seed) - 1))),
    holds: (percent) => percent < 5,
    figure: 'largest deviation in percent',
  },
]);
