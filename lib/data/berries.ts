import type { Rng } from '../sim/index.ts';

export const SIDE = 6;
const PIXELS = SIDE ** 2;
/** Red, green and blue parts of brightness (luma, ITU-R BT.601). */
export const LUMA = [0.299, 0.587, 0.114] as const;
const LEAF = [0.15, 0.35, 0.15] as const;
/** A berry half way, and ripe minus unripe: red and blue up, green down by as much as keeps the luma. */
const MIDDLE = [0.525, 0.334, 0.15] as const;
const RIPENESS = [0.45, -(LUMA[0] * 0.45 + LUMA[2] * 0.2) / LUMA[1], 0.2] as const;

/** n pictures of 6 × 6 pixels, each with red, green and blue beside each other; label 1 is ripe, every second one. */
export interface Berries {
  n: number;
  values: Float32Array;
  label: readonly number[];
}

/** The given pictures, in the given order. */
export function some({ values, label }: Berries, rows: readonly number[]): Berries {
  const size = PIXELS * 3;
  const picked = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    picked.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return { n: rows.length, values: picked, label: rows.map((row) => label[row] as number) };
}

/**
 * A berry of 3 × 3 pixels anywhere among leaves, with Gaussian noise on every value. `hue` scales how much the colours of
 * ripe and unripe differ, at equal luma; `brightness` is how much brighter the ripe ones are.
 */
export function berries(
  rng: Rng,
  n: number,
  { hue, brightness, noise }: { hue: number; brightness: number; noise: number },
): Berries {
  const values = new Float32Array(n * PIXELS * 3);
  const label = Array.from({ length: n }, (_, i) => i % 2);
  label.forEach((ripe, i) => {
    const [top, left, side] = [rng.int(SIDE - 2), rng.int(SIDE - 2), ripe - 0.5];
    for (let at = 0; at < PIXELS; at++) {
      const [down, right] = [Math.floor(at / SIDE) - top, (at % SIDE) - left];
      const berry = down >= 0 && down < 3 && right >= 0 && right < 3;
      for (let c = 0; c < 3; c++) {
        const colour = (MIDDLE[c] as number) + side * (hue * (RIPENESS[c] as number) + brightness);
        values[(i * PIXELS + at) * 3 + c] = (berry ? colour : (LEAF[c] as number)) + noise * rng.normal();
      }
    }
  });
  return { n, values, label };
}
