import { range } from 'd3-array';
import type { Point, Rng } from '../sim/index.ts';

/**
 * Two measurements of n fruits, of which the first (that share of them, rounded) are oranges, label 1, and the others apples.
 * Both kinds are Gaussian clouds of standard deviation 1, their middles `distance` apart along the diagonal.
 */
export function oranges(rng: Rng, n: number, share: number, distance: number) {
  const label = range(n).map((i) => Number(i < Math.round(share * n)));
  const x = label.map((orange): Point => {
    const shift = (orange * distance) / Math.SQRT2;
    return [shift + rng.normal(), shift + rng.normal()];
  });
  return { x, label };
}
