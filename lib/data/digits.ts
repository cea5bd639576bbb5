import { param, type Rng } from '../sim/index.ts';
import source from './optdigits.json';

/** Handwritten digits of 8 × 8 pixels. */
export interface Digits {
  n: number;
  /** n × 64 grey levels row by row from the top left: 0 is paper, 1 is ink. */
  pixels: Float32Array;
  /** 0 … 9, one an image. */
  label: readonly number[];
}

const SIDE = 8;
export const PIXELS = SIDE ** 2;

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

/** The first picture of that digit. */
export const firstOf = (set: Digits, digit: number): Digits => pick(set, [set.label.indexOf(digit)]);

/** The set with that share of its labels, on average, replaced by a digit drawn at random: the right one in ten times. */
export function redrawLabels(set: Digits, share: number, rng: Rng): Digits {
  const label = set.label.map((truth) => {
    // Both are drawn every time, so that a larger share keeps the labels that a smaller one has redrawn.
    const [redrawn, other] = [rng.uniform() < share, rng.int(10)];
    return redrawn ? other : truth;
  });
  return { ...set, label };
}

/** The parameter for the share that `redrawLabels` takes. */
export const labelNoise = param.number({
  label: 'Labels redrawn',
  help: 'Share of the training labels replaced by a digit drawn at random.',
  min: 0,
  max: 0.4,
  step: 0.05,
  default: 0.2,
});

/** Digits side by side, so many in a row, as one picture row by row: its whole numbers 0 to 255, each digit times `ink(i)`. */
export function sheet({ n, pixels }: Digits, across: number, ink: (i: number) => number): number[] {
  return Array.from({ length: n * PIXELS }, (_, k) => {
    const [y, x] = [Math.floor(k / (across * SIDE)), k % (across * SIDE)];
    const i = Math.floor(y / SIDE) * across + Math.floor(x / SIDE);
    const level = pixels[i * PIXELS + (y % SIDE) * SIDE + (x % SIDE)] as number;
    return Math.round(255 * level * ink(i));
  });
}

const H = '1000010011000110110001101111111011000110110001101000010000000000';
/** Pictures that are no digits: a checkerboard, the letter H, and the negative of the given digit. */
export const strangersTo = (digit: Digits): Digits => {
  const board = Array.from({ length: PIXELS }, (_, i) => ((i >> 1) + (i >> 4)) % 2);
  const negative = Array.from(digit.pixels, (v) => 1 - v);
  return { n: 3, pixels: Float32Array.from([board, [...H].map(Number), negative].flat()), label: [] };
};
