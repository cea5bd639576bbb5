import model, { folded, WIDE } from '../models/watch-it-unfold.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const probes = (seed: number, given?: Partial<AnyValues>) =>
  trained(seed, given).snapshot.layers.map(({ probe }) => probe);
const right = (seed: number, given?: Partial<AnyValues>) => trained(seed, given).metrics.accuracy ?? 0;

export default defineClaims([
  {
    text: 'Folded k times, the line is exactly 0 at every even multiple of 1/2ᵏ and 1 at every odd one, for k up to 6.',
    seeds: 1,
    measure: () => {
      let wrong = 0;
      for (let k = 1; k <= 6; k++)
        for (let j = 0; j <= 2 ** k; j++) if (folded(j / 2 ** k, k) !== j % 2) wrong += 1;
      return wrong;
    },
    holds: (wrong) => wrong === 0,
    figure: 'exceptions',
  },
  {
    text: 'The deep net and the wide one both have 272 parameters.',
    seeds: 1,
    measure: () => {
      const deep = 2 * 10 + 10 + 2 * (10 * 10 + 10) + 10 * 2 + 2;
      const wide = 2 * WIDE + WIDE + WIDE * 2 + 2;
      return [
        deep,
        wide,
        trained(1).metrics.parameters,
        trained(1, { net: 'wide' }).metrics.parameters,
      ].filter((n) => n === 272).length;
    },
    holds: (count) => count === 4,
    figure: 'of four counts, 272:',
  },
  {
    text: 'A straight line at the input gets at most 58 % of the test points right, one at the third hidden layer at least 88 %.',
    seeds: 5,
    measure: (seed) => {
      const [first = 1, , , last = 0] = probes(seed);
      return first <= 0.58 ? last : 0;
    },
    holds: (share) => share >= 0.88,
    figure: 'share right at layer 3 (0 where the input is easier)',
  },
  {
    text: 'From each layer to the next the line does better, or less than three points worse.',
    seeds: 5,
    measure: (seed) => {
      const found = probes(seed);
      return Math.min(...found.slice(1).map((p, l) => p - (found[l] as number)));
    },
    holds: (rise) => rise > -0.03,
    figure: 'smallest rise',
  },
  {
    text: 'With as many parameters in one hidden layer at least 85 % of the test points are right, with three layers at least 90 %.',
    seeds: 5,
    measure: (seed) => (right(seed) >= 0.9 ? right(seed, { net: 'wide' }) : 0),
    holds: (share) => share >= 0.85,
    figure: 'share right of the wide net (0 where the deep one fails)',
  },
  {
    text: 'With nothing between the layers a line does about as well at each of them, within a factor of 1.25, and the net gets at most 60 % right.',
    seeds: 5,
    measure: (seed) => {
      const linear = probes(seed, { f: 'identity' });
      return right(seed, { f: 'identity' }) <= 0.6 ? Math.max(...linear) / Math.min(...linear) : 9;
    },
    holds: (ratio) => ratio < 1.25,
    figure: 'best layer over worst',
  },
  {
    text: 'Layers of two units do not unfold four rings: fewer than 85 % of the test points are right.',
    seeds: 5,
    measure: (seed) => right(seed, { units: 2 }),
    holds: (share) => share < 0.85,
    figure: 'share right',
  },
]);
