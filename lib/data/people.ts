import type { Rng } from '../sim/rng.ts';

/** Mean height in m, income in € and age of two invented groups of people, and the spread within each. */
const GROUPS = [
  [1.78, 45000, 24],
  [1.62, 60000, 36],
] as const;
const SPREAD = [0.06, 10000, 6] as const;

/**
 * Height, income and age of n people, a row each; the groups take turns, so that row i is of group i mod 2. Each
 * measurement is Gaussian, independent of the others. Income is in units of so many €.
 */
export const people = (rng: Rng, n: number, unit = 1): number[][] =>
  Array.from({ length: n }, (_, i) => {
    const [height, income, age] = (GROUPS[(i % 2) as 0] as readonly number[]).map(
      (mean, j) => mean + (SPREAD[j as 0] as number) * rng.normal(),
    ) as [number, number, number];
    return [height, income / unit, age];
  });
