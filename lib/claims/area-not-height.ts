import { BOHR, distance, inside, radial } from '../data/hydrogen.ts';
import model from '../models/area-not-height.ts';
import { type Component, cumulative, density } from '../problems/mixture.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);

/** Area under a function, by the midpoint rule. */
function area(f: (x: number) => number, from: number, to: number, pieces = 20000): number {
  const h = (to - from) / pieces;
  return h * Array.from({ length: pieces }, (_, i) => f(from + (i + 0.5) * h)).reduce((a, b) => a + b);
}
const some: Component[] = [
  { weight: 0.6, mu: -1.5, sigma: 0.4 },
  { weight: 0.4, mu: 1, sigma: 0.12 },
];
const tiny = { components: 6, samples: 12, floor: 0 };

export default defineClaims([
  {
    text: 'The probability of an interval is the area under the density, and the whole area is 1, though this density reaches 1.33.',
    seeds: 1,
    measure() {
      const [a = 0, b = 0] = cumulative(some, [0.9, 1.1]);
      const part = Math.abs(b - a - area((x) => density(x, some), 0.9, 1.1));
      const whole = Math.abs(area((x) => density(x, some), -8, 8) - 1);
      return part + whole + Math.abs(density(1, some) - 1.3298);
    },
    holds: (error) => error < 1e-4,
    figure: 'error',
  },
  {
    text: 'Centimetres in place of metres divide every height by 100, leave the probability as it is, and lower the mean log density by log 100 = 4.605.',
    seeds: 1,
    measure() {
      const [metres, centimetres] = [run(1, {}, 30), run(1, { unit: 'cm' }, 30)];
      const heights = Math.abs(metres.snapshot.peak / centimetres.snapshot.peak / 100 - 1);
      const logs = Math.abs(metres.snapshot.test - centimetres.snapshot.test - 4.60517);
      return (
        heights + logs + Math.abs((metres.metrics.probability ?? 0) - (centimetres.metrics.probability ?? 1))
      );
    },
    holds: (error) => error < 1e-3,
    figure: 'error',
  },
  {
    text: 'More of the fresh samples fall left of 0, under the lower bump, than right of it, under the taller.',
    seeds: 20,
    measure(seed) {
      const { left = 0, right = 1 } = run(seed, {}, 1).metrics;
      return left / right;
    },
    holds: (ratio) => ratio > 1.2,
    figure: 'left over right',
  },
  {
    text: 'Trained, three components reach a density above 1 on the right, where it is higher than anywhere on the left.',
    seeds: 10,
    measure(seed) {
      const { curve } = run(seed).snapshot;
      const highest = (side: number) => Math.max(...curve.filter(([x]) => x * side > 0).map(([, p]) => p));
      return highest(1) > highest(-1) ? highest(1) : 0;
    },
    holds: (peak) => peak > 1,
    figure: 'highest density, per metre',
  },
  {
    text: 'The area from −2 to −1 and the share counted there differ by less than 0.1.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = run(seed);
      return Math.abs((metrics.probability ?? 9) - snapshot.counted);
    },
    holds: (difference) => difference < 0.1,
    figure: 'difference',
  },
  {
    text: 'A single Gaussian gives −1 to 0.9 at least 0.2 more than is counted there: it fills the gap between the bumps.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = run(seed, { components: 1, from: -1, to: 0.9 });
      return (metrics.probability ?? 0) - snapshot.counted;
    },
    holds: (excess) => excess > 0.2,
    figure: 'area minus counted share',
  },
  {
    text: 'Six components, 12 samples and no least σ: usually a component shrinks below 0.02 m, and the training samples’ mean log density ends at least half a nat above that of fresh ones.',
    seeds: 10,
    needed: 7,
    measure(seed) {
      const { metrics, snapshot } = run(seed, tiny);
      return snapshot.narrowest < 0.02 ? (metrics.train ?? 0) - (metrics.test ?? 0) : 0;
    },
    holds: (gap) => gap > 0.5,
    figure: 'gap in nats',
  },
  {
    text: 'Hydrogen: the density over the distance integrates to 1, peaks at 0.529 Å, and puts 72.8 % within 1 Å.',
    seeds: 1,
    measure() {
      const grid = Array.from({ length: 3000 }, (_, i) => i / 1000);
      const peak = grid.reduce((best, r) => (radial(r) > radial(best) ? r : best), 0);
      return (
        Math.abs(area(radial, 0, 20) - 1) +
        Math.abs(inside(1) - 0.72777) +
        Math.abs(area(radial, 0, 1) - inside(1)) +
        (Math.abs(peak - BOHR) < 1e-3 ? 0 : 1)
      );
    },
    holds: (error) => error < 1e-4,
    figure: 'error',
  },
  {
    text: 'Of 3,000 measured distances fewer than 2 % are nearer to the nucleus than 0.1 Å, where |ψ|² is highest.',
    seeds: 10,
    measure(seed) {
      const rng = createRng(seed).fork('distances');
      return Array.from({ length: 3000 }, () => distance(rng)).filter((r) => r < 0.1).length / 30;
    },
    holds: (percent) => percent > 0 && percent < 2,
    figure: '% nearer than 0.1 Å',
  },
]);
