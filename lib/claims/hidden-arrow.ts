import model, { add, components, dot, norm } from '../models/hidden-arrow.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const gap = ([x, y]: readonly [number, number], east: number, north: number) =>
  Math.hypot(x - east, y - north);

export default defineClaims([
  {
    text: 'A wind of 50 at bearing 35° has components 28.679 east and 40.958 north; with another of 50 at 325° it makes 81.915 due north.',
    seeds: 1,
    measure: () =>
      Math.max(
        gap(components(50, 35), 28.678822, 40.957602),
        gap(add(components(50, 35), components(50, 325)), 0, 81.915204),
      ),
    holds: (error) => error < 1e-5,
    figure: 'larger error',
  },
  {
    text: 'The length of (3, 4) is 5, and no dot product of random vectors exceeds the product of their lengths.',
    seeds: 20,
    measure(seed) {
      const rng = createRng(seed);
      const [a, b] = [
        [rng.normal(), rng.normal()],
        [rng.normal(), rng.normal()],
      ] as const;
      return norm([3, 4]) === 5 ? Math.abs(dot(a, b)) / (norm(a) * norm(b)) : 9;
    },
    holds: (ratio) => ratio <= 1,
    figure: 'size of the dot product over the product of the lengths',
  },
  {
    text: 'From eight dot products with probes over 120° descent finds the hidden arrow, to within 0.01.',
    seeds: 20,
    measure: (seed) => run(seed).metrics.error ?? 9,
    holds: (error) => error < 0.01,
    figure: 'distance to the hidden arrow',
  },
  {
    text: 'With all probes on one line it finds the part of the arrow along that line, to within a thousandth, and nothing of the part across.',
    seeds: 20,
    measure(seed) {
      const { snapshot, metrics } = run(seed, { spread: 0 });
      const [d = [0, 0]] = snapshot.probes;
      const across = Math.abs(dot(snapshot.hidden, [-d[1], d[0]]));
      return Math.abs(across - (metrics.across ?? 9)) < 1e-4 ? (metrics.along ?? 9) : 9;
    },
    holds: (error) => error < 1e-3,
    figure: 'error along the line (9 where something across was found)',
  },
  {
    text: 'With noise of 0.1 in the answers of probes over 120° the arrow is found to within 0.25.',
    seeds: 20,
    measure: (seed) => run(seed, { noise: 0.1 }).metrics.error ?? 9,
    holds: (error) => error < 0.25,
    figure: 'distance to the hidden arrow',
  },
]);
