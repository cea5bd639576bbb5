import type { Rng } from '../sim/index.ts';

export const SIDE = 12;
const SPOT = 3;
const NOISE = 0.5;

/** n pictures of 12 × 12 pixels, row by row; every second one, from the second on, has label 1. */
export interface Pictures {
  n: number;
  pixels: Float32Array;
  label: readonly number[];
}

function pictures(n: number, draw: (label: number) => (row: number, column: number) => number): Pictures {
  const label = Array.from({ length: n }, (_, i) => i % 2);
  const pixels = new Float32Array(n * SIDE ** 2);
  label.forEach((y, i) => {
    const pixel = draw(y);
    for (let at = 0; at < SIDE ** 2; at++)
      pixels[i * SIDE ** 2 + at] = pixel(Math.floor(at / SIDE), at % SIDE);
  });
  return { n, pixels, label };
}

/** The given pictures, in the given order. */
export function some({ pixels, label }: Pictures, rows: readonly number[]): Pictures {
  const picked = new Float32Array(rows.length * SIDE ** 2);
  rows.forEach((row, i) => {
    picked.set(pixels.subarray(row * SIDE ** 2, (row + 1) * SIDE ** 2), i * SIDE ** 2);
  });
  return { n: rows.length, pixels: picked, label: rows.map((row) => label[row] as number) };
}

/** Noise from N(0, 0.25) in each pixel; with label 1, `strength` is added to a square of 3 × 3 pixels anywhere. */
export const needles = (rng: Rng, n: number, strength: number): Pictures =>
  pictures(n, (label) => {
    const [top, left] = [rng.int(SIDE - SPOT + 1), rng.int(SIDE - SPOT + 1)];
    const inside = (at: number, from: number) => at >= from && at < from + SPOT;
    return (row, column) =>
      NOISE * rng.normal() + (label && inside(row, top) && inside(column, left) ? strength : 0);
  });

/** Each pixel is lit (1, else 0) by itself, with probability (1 − gap)/2 or, with label 1, (1 + gap)/2. */
export const coverages = (rng: Rng, n: number, gap: number): Pictures =>
  pictures(n, (label) => {
    const lit = (1 + (label ? gap : -gap)) / 2;
    return () => (rng.uniform() < lit ? 1 : 0);
  });

/**
 * How often the best possible answer to `coverages` is right: label 1 where more than half of the 144 pixels are lit, a
 * coin at exactly half. A sum of binomial probabilities.
 */
export function bestCoverage(gap: number): number {
  const [pixels, p] = [SIDE ** 2, (1 + gap) / 2];
  let probability = (1 - p) ** pixels;
  let right = 0;
  for (let lit = 0; lit <= pixels; lit++) {
    right += probability * (lit > pixels / 2 ? 1 : lit === pixels / 2 ? 0.5 : 0);
    probability *= ((pixels - lit) / (lit + 1)) * (p / (1 - p));
  }
  return right;
}
