import type { Point, Rng } from '../sim/index.ts';
import { dot } from '../sim/numbers.ts';

/** Ratings [16, 8] by users and items of two kinds each: taste · trait + noise. */
export function drawRatings(rng: Rng): number[][] {
  const around = (mean: Point, sd: number) => mean.map((m) => m + sd * rng.normal());
  const users = Array.from({ length: 16 }, (_, i) => around(i < 8 ? [1, 0] : [0, 1], 0.3));
  const items = Array.from({ length: 8 }, (_, j) => around(j < 4 ? [1, 0.3] : [0.3, 1], 0.2));
  return users.map((user) => items.map((item) => dot(user, item) + 0.05 * rng.normal()));
}
