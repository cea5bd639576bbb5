import model from '../models/two-doors.ts';
import { bellman } from '../problems/two-doors.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const START = 10;
/** Values of the four moves from the start: up, right, down, left. */
const from = (q: readonly (readonly number[])[] | null) =>
  (q?.[START] ?? []) as [number, number, number, number];
const learnt = (seed: number, given: Partial<AnyValues> = {}) => from(trained(seed, given).snapshot.q);
/** Probability of a first step towards the far door, under REINFORCE. */
const right = (seed: number, gamma: number) =>
  from(trained(seed, { method: 'reinforce', gamma }).snapshot.policy)[1];

export default defineClaims([
  {
    text: 'Solving the Bellman equation gives, from the start, γ for the way to the near door; for the way to the far door 0.311 at γ = 0.6 and 0.888 at 0.74, which is 4γ⁵. At 0.9 the first step to the left is worth 1.913: the agent would turn round.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...[0.6, 0.74].flatMap((g) => {
          const [, far, , near] = from(bellman(g, 4));
          return [Math.abs(near - g), Math.abs(far - 4 * g ** 5)];
        }),
        Math.abs(from(bellman(0.9, 4))[3] - 4 * 0.9 ** 7),
      ),
    holds: (error) => error < 1e-4,
    figure: 'largest deviation',
  },
  {
    text: 'At γ = 0.9 and ε = 0.8 three hundred episodes are enough to head for the far door, and the value of that first step is right to within 0.01.',
    seeds: 10,
    measure: (seed) => {
      const [, far, , near] = learnt(seed);
      return far > near ? Math.abs(far - 4 * 0.9 ** 5) : Number.POSITIVE_INFINITY;
    },
    holds: (error) => error < 0.01,
    figure: 'error of the value',
  },
  {
    text: 'At γ = 0.6, with the same exploration, it heads for the near door.',
    seeds: 10,
    measure: (seed) => {
      const [, far, , near] = learnt(seed, { gamma: 0.6 });
      return near - far;
    },
    holds: (lead) => lead > 0.1,
    figure: 'lead of the value of the near door',
  },
  {
    text: 'At ε = 0 the agent ends up at the near door in at least 290 of 300 episodes, though the far one pays four times as much and γ is 0.9.',
    seeds: 10,
    measure: (seed) => trained(seed, { epsilon: 0 }).metrics.near ?? 0,
    holds: (count) => count >= 290,
    figure: 'episodes at the near door',
  },
  {
    text: 'At ε = 0.1 it usually stays with the near door as well.',
    seeds: 10,
    needed: 7,
    measure: (seed) => trained(seed, { epsilon: 0.1 }).metrics.exploiting ?? 0,
    holds: (value) => value < 1,
    figure: 'expected return of what was learnt',
  },
  {
    text: 'At ε = 1, moving wholly at random, it still learns the best way: what it learnt is worth 2.36, what it does less than 0.6.',
    seeds: 10,
    measure: (seed) => {
      const { exploiting = 0, acting = 0 } = trained(seed, { epsilon: 1 }).metrics;
      return Math.abs(exploiting - 4 * 0.9 ** 5) < 0.005 ? acting : Number.POSITIVE_INFINITY;
    },
    holds: (acting) => acting < 0.6,
    figure: 'expected return while exploring',
  },
  {
    text: 'REINFORCE too takes its first step to the far door at γ = 0.9 …',
    seeds: 10,
    measure: (seed) => right(seed, 0.9),
    holds: (p) => p > 0.9,
    figure: 'probability of that step',
  },
  {
    text: '… and to the near one at γ = 0.6.',
    seeds: 10,
    measure: (seed) => right(seed, 0.6),
    holds: (p) => p < 0.1,
    figure: 'probability of a step to the far door',
  },
  {
    text: 'At γ = 0.8 the way to the far door is worth 1.31, more than that to the near one; still REINFORCE settles for the near one on at least two of ten seeds.',
    seeds: 1,
    measure: () => {
      const far = from(bellman(0.8, 4))[1];
      const stuck = Array.from({ length: 10 }, (_, i) => right(i + 1, 0.8)).filter((p) => p < 0.1).length;
      return Math.abs(far - 1.311) < 0.001 ? stuck : 0;
    },
    holds: (count) => count >= 2,
    figure: 'seeds of ten on which it stays near',
  },
]);
