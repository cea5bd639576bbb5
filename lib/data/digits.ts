import type { Rng } from '../sim/index.ts';
import source from './optdigits.json';

/** Handwritten digits of 8 × 8 pixels. */
export interface Digits {
  n: number;
  /** n × 64 grey levels row by row from the top left: 0 is paper, 1 is ink. */
  pixels: Float32Array;
  /** 0 … 9, one an image. */
  label: readonly number[];
}

export const PIXELS = 64;

/**
 * All 1,797 real digits in the order of the source, which runs writer by writer (13 writers): the test part of
 * “Optical Recognition of Handwritten Digits”, E. Alpaydin and C. Kaynak 1998, doi 10.24432/C50P49, CC BY 4.0.
 */
export function digits(): Digits {
  const { labels, images } = source;
  // One character a pixel: 0 … 9, a … g for the 17 grey levels.
  const pixels = Float32Array.from(images.join(''), (level) => Number.parseInt(level, 17) / 16);
  return { n: labels.length, pixels, label: Array.from(labels, Number) };
}

/** The given rows of a set, in the given order. */
export function pick(from: Digits, rows: readonly number[]): Digits {
  const pixels = new Float32Array(rows.length * PIXELS);
  rows.forEach((row, i) => {
    pixels.set(from.pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS);
  });
  return { n: rows.length, pixels, label: rows.map((row) => from.label[row] as number) };
}

/**
 * Random disjoint sets of the given sizes, drawn without replacement: `const [test, train] = split(rng, 500, 200)`.
 * A larger last set begins with the smaller one. The sets share their writers, so an accuracy is one for new digits
 * by known hands.
 */
export function split<const Sizes extends readonly number[]>(
  rng: Rng,
  ...sizes: Sizes
): { [I in keyof Sizes]: Digits } {
  const all = digits();
  if (sizes.reduce((sum, size) => sum + size, 0) > all.n)
    throw new RangeError(`There are only ${all.n} digits`);
  const left = Array.from({ length: all.n }, (_, i) => i);
  const draw = () => {
    const i = rng.int(left.length);
    const row = left[i] as number;
    left[i] = left.at(-1) as number;
    left.pop();
    return row;
  };
  return sizes.map((size) => pick(all, Array.from({ length: size }, draw))) as { [I in keyof Sizes]: Digits };
}
