import { cumsum, range } from 'd3-array';
import type { Rng } from '../sim/index.ts';

/** A sequence [time][channel] and what has to be said at each of its steps. */
export interface Stream {
  x: number[][];
  wanted: number[];
}

/** A and B, and the blank between them; the one-hot channels stand in this order. */
export const LETTERS = ['A', 'B', '·'];
export const BLANK = 2;
export const oneHot = (symbol: number) => LETTERS.map((_, k) => Number(k === symbol));

/** Symbols by number, the first of them a letter; wanted at each step: which letter came last. */
export function letterStream(symbols: readonly number[]): Stream {
  let last = 0;
  const wanted = symbols.map((symbol) => {
    if (symbol !== BLANK) last = symbol;
    return last;
  });
  return { x: symbols.map(oneHot), wanted };
}

/** A letter at the first step, then at each step a letter with probability `rate`, A or B alike, else a blank. */
export const drawLetters = (rng: Rng, length: number, rate: number): Stream =>
  letterStream(range(length).map((t) => (t === 0 || rng.uniform() < rate ? rng.int(2) : BLANK)));

/** Cells with a star (1) or without; wanted: 1 where there is a star before the cell and another after it. */
export function starStrip(stars: readonly number[]): Stream {
  const before = [...cumsum(stars)].map((n, t) => n - (stars[t] as number));
  const total = stars.reduce((sum, star) => sum + star, 0);
  return {
    x: stars.map((star) => [1 - star, star]),
    wanted: stars.map((star, t) => {
      const n = before[t] as number;
      return Number(n > 0 && total - n - star > 0);
    }),
  };
}

export const drawStars = (rng: Rng, length: number, rate: number): Stream =>
  starStrip(range(length).map(() => Number(rng.uniform() < rate)));

/** Channels: a number, and a flag of 0 or 1. Wanted at each step: the last number that had the flag; the first has it. */
export function flagStream(numbers: readonly number[], flags: readonly number[]): Stream {
  let held = 0;
  const wanted = numbers.map((number, t) => {
    if (t === 0 || flags[t]) held = number;
    return held;
  });
  return { x: numbers.map((number, t) => [number, t === 0 ? 1 : (flags[t] as number)]), wanted };
}

/** Numbers uniform in [−1, 1], each flagged with probability `rate`. */
export const drawFlags = (rng: Rng, length: number, rate: number): Stream =>
  flagStream(
    range(length).map(() => 2 * rng.uniform() - 1),
    range(length).map(() => Number(rng.uniform() < rate)),
  );

/** The inputs of many streams of one length, turned from [stream][time][channel] to [time][stream][channel]. */
export const byTime = (streams: readonly Stream[]): number[][][] =>
  (streams[0]?.x ?? []).map((_, t) => streams.map(({ x }) => x[t] as number[]));
