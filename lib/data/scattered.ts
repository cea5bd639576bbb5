import type { Rng } from '../sim/index.ts';
import { type Digits, PIXELS } from './digits.ts';

/** Side of the field a digit of 8 × 8 pixels stands in. */
export const FIELD = 12;

/**
 * One field of 12 × 12 pixels a digit, row by row, the digit moved from the middle by up to `reach` (0 … 2) pixels along
 * both axes: (2 · reach + 1)² places, all as likely.
 */
export function scatter(set: Digits, reach: number, rng: Rng): Float32Array {
  const fields = new Float32Array(set.n * FIELD ** 2);
  for (let i = 0; i < set.n; i++) {
    const [down, right] = [rng, rng].map((r) => 2 - reach + r.int(2 * reach + 1)) as [number, number];
    for (let at = 0; at < PIXELS; at++)
      fields[i * FIELD ** 2 + (down + (at >> 3)) * FIELD + right + (at & 7)] = set.pixels[
        i * PIXELS + at
      ] as number;
  }
  return fields;
}
