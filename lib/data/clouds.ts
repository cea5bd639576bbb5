import type { Point, Rng } from '../sim/index.ts';

const CENTRES = [
  [0, 1.2],
  [-1, -0.6],
  [1, -0.6],
] as const;

/** Three overlapping Gaussian clouds of standard deviation 0.9; point i is of class i mod 3. */
export function clouds(rng: Rng, n: number): { points: Point[]; label: number[] } {
  const label = Array.from({ length: n }, (_, i) => i % 3);
  const points = label.map((k): Point => {
    const [x, y] = CENTRES[k] as Point;
    return [x + 0.9 * rng.normal(), y + 0.9 * rng.normal()];
  });
  return { points, label };
}
