import type { Rng } from '../sim/index.ts';

/** A sequence [time][channel] with channels X, Y and noise, and what has to be recalled at its end: 1 for X, 0 for Y. */
export interface Recall {
  sequence: number[][];
  label: 0 | 1;
}

/**
 * One symbol at the first step, X or Y in turn, then `gap` steps without one; noise N(0, noise²) in the third channel
 * at all of them. Long lags of this kind are what Hochreiter and Schmidhuber 1997 test recurrent networks on.
 */
export const recallTask = (rng: Rng, n: number, gap: number, noise: number): Recall[] =>
  Array.from({ length: n }, (_, i) => {
    const label = (i % 2) as 0 | 1;
    const sequence = Array.from({ length: gap + 1 }, (_, t) => [
      t === 0 && label === 1 ? 1 : 0,
      t === 0 && label === 0 ? 1 : 0,
      noise * rng.normal(),
    ]);
    return { sequence, label };
  });

/** The same sequence, noise included, with the other symbol at its start. */
export const swapped = ({ sequence, label }: Recall): Recall => ({
  sequence: sequence.map(([x = 0, y = 0, noise = 0]) => [y, x, noise]),
  label: label ? 0 : 1,
});
