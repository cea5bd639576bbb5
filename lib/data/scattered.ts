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

/**
 * Row and column of each position of a square map that is pooled in squares: first the first of every pooling window, then
 * the second of every one, and so on, so that a mean over windows is a mean over equal parts of the list.
 */
export function inPools(side: number, pool: number): [row: number, column: number][] {
  const cells = side / pool;
  return Array.from({ length: side ** 2 }, (_, i) => {
    const [member, cell] = [Math.floor(i / cells ** 2), i % cells ** 2];
    return [
      pool * Math.floor(cell / cells) + Math.floor(member / pool),
      pool * (cell % cells) + (member % pool),
    ];
  });
}

/** Values in the order of such a list, put back row by row. */
export function inRows(
  values: readonly number[],
  positions: readonly (readonly [number, number])[],
): number[] {
  const side = Math.sqrt(values.length);
  const rows = Array<number>(values.length).fill(0);
  positions.forEach(([row, column], i) => {
    rows[row * side + column] = values[i] as number;
  });
  return rows;
}

/** The window at each position, of each of the given fields, row by row with a 1 behind it: [positions, rows, kernel² + 1]. */
export function windowsOf(
  fields: Float32Array,
  rows: readonly number[],
  kernel: number,
  positions: readonly (readonly [row: number, column: number])[],
): Float32Array {
  const out = new Float32Array(positions.length * rows.length * (kernel ** 2 + 1)).fill(1);
  let at = 0;
  for (const [row, column] of positions)
    for (const i of rows) {
      for (let u = 0; u < kernel; u++)
        for (let v = 0; v < kernel; v++)
          out[at++] = fields[i * FIELD ** 2 + (row + u) * FIELD + column + v] as number;
      at += 1;
    }
  return out;
}
