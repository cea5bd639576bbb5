import { range, sum } from 'd3-array';
import type { Rng } from '../sim/index.ts';

/** Positive numbers divided by their sum. */
export const normalised = (v: readonly number[]) => v.map((x) => x / sum(v));

/** Relative frequencies of n words, the most frequent first, that fall as one over the rank (Zipf’s law). */
export const zipf = (n: number) => normalised(range(n).map((i) => 1 / (i + 1)));

/** How often each word is among n independent draws with the probabilities p. */
export function drawCounts(rng: Rng, p: readonly number[], n: number): number[] {
  const count = p.map(() => 0);
  for (let i = 0; i < n; i++) {
    let [word, rest] = [0, rng.uniform()];
    while (word < p.length - 1 && rest >= (p[word] as number)) rest -= p[word++] as number;
    count[word] = (count[word] as number) + 1;
  }
  return count;
}
