import model from '../models/same-points-other-classes.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const fresh = (seed: number, given: Partial<AnyValues>) => trained(seed, given).metrics.fresh ?? 0;
const coin = (seed: number, kept = 100) => trained(seed, { labelling: 'coin', kept }).metrics;

export default defineClaims([
  {
    text: 'Labelled by side, by ring or by quadrant, the same points give another map each time, and the net is right on at least 95 % of fresh points.',
    seeds: 5,
    measure: (seed) =>
      Math.min(...['side', 'ring', 'quadrant'].map((labelling) => fresh(seed, { labelling }))),
    holds: (share) => share >= 0.95,
    figure: 'lowest accuracy of the three',
  },
  {
    text: 'Labels tossed with a coin the net learns by heart in part, and is right on more of its training points, by more than a twentieth, than of fresh ones …',
    seeds: 10,
    measure: (seed) => (coin(seed).train ?? 0) - (coin(seed).fresh ?? 1),
    holds: (gap) => gap > 0.05,
    figure: 'training accuracy − fresh accuracy',
  },
  {
    text: '… where it stays within a tenth of one half.',
    seeds: 10,
    measure: (seed) => coin(seed).fresh ?? 0,
    holds: (share) => share > 0.4 && share < 0.6,
    figure: 'accuracy on fresh points',
  },
  {
    text: 'Keep a tenth of class 0, and under the coin the net is right on more than four in five fresh points, yet no better than always answering class 1.',
    seeds: 5,
    measure(seed) {
      const { fresh: share = 0, baseline = 1 } = coin(seed, 10);
      return share > 0.8 ? share - baseline : 1;
    },
    holds: (gain) => gain <= 0.01,
    figure: 'accuracy − share of class 1',
  },
  {
    text: 'Renumbering two classes changes no boundary: class 0 gets, to the last grey level, the region that class 1 had.',
    seeds: 1,
    measure() {
      const [plain, renumbered] = [false, true].map((on) => trained(1, { renumbered: on }).snapshot.regions);
      const difference = (k: number) =>
        Math.max(...(plain?.[k] ?? []).map((v, i) => Math.abs(v - (renumbered?.[1 - k]?.[i] ?? 999))));
      return Math.max(difference(0), difference(1));
    },
    holds: (levels) => levels === 0,
    figure: 'largest difference, of 255',
  },
  {
    text: 'A class without training points gets no region.',
    seeds: 1,
    measure: () =>
      trained(1, { labelling: 'quadrant', kept: 0 }).snapshot.regions[0]?.filter((level) => level > 128)
        .length ?? 999,
    holds: (cells) => cells === 0,
    figure: 'cells of the map',
  },
]);
