import type { Rng } from '../sim/index.ts';

export const LETTERS = 8;
export const DIGITS = 6;

/** Cards on a table, each with a letter (no two alike) and a digit; `asked` is the number of the card whose digit is wanted. */
export interface Table {
  letters: number[];
  digits: number[];
  asked: number;
}

/** A table of `n` cards: letters without replacement, in random order; digits and the card asked for uniformly. */
export function dealCards(rng: Rng, n: number): Table {
  const left = Array.from({ length: LETTERS }, (_, i) => i);
  const letters = Array.from({ length: n }, () => left.splice(rng.int(left.length), 1)[0] as number);
  return { letters, digits: letters.map(() => rng.int(DIGITS)), asked: rng.int(n) };
}

/** The letters that are on no card. */
export const missing = ({ letters }: Table): number[] =>
  Array.from({ length: LETTERS }, (_, i) => i).filter((letter) => !letters.includes(letter));

/**
 * How often the most frequent digit on n cards is the one asked for: E[largest count]/n. Nobody who knows the digits but
 * not which letter belongs to which can be right more often. Summed over all counts (c₁, …) of the digits.
 */
export function bestWithoutKeys(n: number): number {
  const choose = (of: number, k: number): number => (k === 0 ? 1 : (choose(of - 1, k - 1) * of) / k);
  const sum = (left: number, kinds: number, largest: number): number => {
    if (kinds === 1) return Math.max(largest, left);
    let total = 0;
    for (let c = 0; c <= left; c++) total += choose(left, c) * sum(left - c, kinds - 1, Math.max(largest, c));
    return total;
  };
  return sum(n, DIGITS, 0) / (n * DIGITS ** n);
}
