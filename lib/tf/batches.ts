import type { Rng } from '../sim/rng.ts';

/** Fisher and Yates: a uniformly random order of 0 … n − 1. */
export function permutation(rng: Rng, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/**
 * Endless mini-batches of row numbers, without replacement: each epoch is a fresh shuffle of 0 … n − 1 cut into
 * batches of `size` (the last one of an epoch may be smaller).
 */
export function* batches(rng: Rng, n: number, size: number): Generator<number[], never> {
  for (;;) {
    const order = permutation(rng, n);
    for (let start = 0; start < n; start += size) yield order.slice(start, start + size);
  }
}
