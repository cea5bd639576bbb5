import type { Rng } from '../sim/index.ts';
import type { Stream } from './streams.ts';

/**
 * Channels X, Y and noise. One symbol at the first step, X or Y in turn, then `gap` steps without one; noise N(0, noise²)
 * in the third channel at all of them. Wanted, at the end alone: 1 for X, 0 for Y. Long lags of this kind are what
 * Hochreiter and Schmidhuber 1997 test recurrent networks on.
 */
export const recallTask = (rng: Rng, n: number, gap: number, noise: number): Stream[] =>
  Array.from({ length: n }, (_, i) => {
    const label = i % 2;
    const x = Array.from({ length: gap + 1 }, (_, t) => [
      t === 0 && label === 1 ? 1 : 0,
      t === 0 && label === 0 ? 1 : 0,
      noise * rng.normal(),
    ]);
    return { x, wanted: [label] };
  });

/** The same stream, noise included, with the other symbol at its start. */
export const swapped = ({ x, wanted }: Stream): Stream => ({
  x: x.map(([first = 0, second = 0, noise = 0]) => [second, first, noise]),
  wanted: wanted.map((label) => 1 - label),
});
