import model, { labelings, perceptronStep, separated, signedDistance, withOne } from '../models/one-cut.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);

export default defineClaims([
  {
    text: 'For w = (3, 4) and b = −10 the signed distances of (2, 1), (4, 2) and the origin are 0, 2 and −2.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...(
          [
            [[2, 1], 0],
            [[4, 2], 2],
            [[0, 0], -2],
          ] as const
        ).map(([x, expected]) => Math.abs(signedDistance([3, 4], -10, x) - expected)),
      ),
    holds: (error) => error < 1e-12,
    figure: 'largest error',
  },
  {
    text: 'Three weights can realise all 8 colourings of 3 points, 14 of the 16 of 4, and exactly half, 32 of 64, of 6.',
    seeds: 1,
    measure: () =>
      [labelings(3, 3) === 8, labelings(4, 3) === 14, labelings(6, 3) === 32].filter(Boolean).length,
    holds: (right) => right === 3,
    figure: 'counts of three as stated:',
  },
  {
    text: 'Of 400 sets of six points in the plane, coloured by coin toss, one line separates about half.',
    seeds: 10,
    measure: (seed) => run(seed, { scene: 'random' }).metrics.separated ?? 0,
    holds: (share) => share > 0.4 && share < 0.6,
    figure: 'share separated',
  },
  {
    text: 'For 3, 5, 6 and 9 points in the plane the measured share is within a tenth of Cover’s count.',
    seeds: 10,
    measure(seed) {
      const { sizes, found, possible } = run(seed, { scene: 'random' }).snapshot;
      return Math.max(
        ...[3, 5, 6, 9].map((n) => {
          const i = sizes.indexOf(n);
          return Math.abs((found[i] as number) - (possible[i] as number));
        }),
      );
    },
    holds: (off) => off < 0.1,
    figure: 'largest deviation',
  },
  {
    text: 'Where a line with margin γ exists, the perceptron makes at most (R/γ)² updates, whatever the points.',
    seeds: 20,
    measure(seed) {
      const rng = createRng(seed);
      const angle = 2 * Math.PI * rng.uniform();
      const best = [Math.cos(angle), Math.sin(angle), 0];
      const along = ([x = 0, y = 0]: readonly number[]) => x * (best[0] as number) + y * (best[1] as number);
      const points = Array.from({ length: 60 }, () => [2 * rng.uniform() - 1, 2 * rng.uniform() - 1])
        .filter((x) => Math.abs(along(x)) >= 0.15)
        .map((x) => withOne(x, Math.sign(along(x))));
      const squared = Math.max(...points.map(({ x }) => x.reduce((sum, v) => sum + v * v, 0)));
      const margin = Math.min(...points.map(({ x, side }) => side * along(x)));
      const w = [0, 0, 0];
      let updates = 0;
      while (updates < 10_000 && perceptronStep(w, points)) updates += 1;
      return updates / (squared / margin ** 2);
    },
    holds: (part) => part <= 1,
    figure: 'updates over that bound',
  },
  {
    text: 'On XOR no update of the perceptron’s 80 leaves every point on its right side.',
    seeds: 1,
    measure: () =>
      Math.min(...(run(1, { scene: 'xor' }).history.values.errors ?? []).slice(1).map((v) => v ?? 9)),
    holds: (errors) => errors >= 1,
    figure: 'fewest points on the wrong side',
  },
  {
    text: 'Given 10 passes instead of 500, the perceptron finds fewer of the lines that exist through six points.',
    seeds: 5,
    measure(seed) {
      const share = (passes: number) => {
        const rng = createRng(seed).fork('sets');
        return Array.from({ length: 400 }, () => separated(rng, 6, 2, passes)).filter(Boolean).length;
      };
      return share(500) - share(10);
    },
    holds: (more) => more > 0,
    figure: 'sets of 400 missed',
  },
]);
