import { range } from 'd3-array';
import type { Rng } from '../sim/index.ts';

export const FRUITS = ['apple', 'banana', 'cherry', 'fig', 'lemon', 'plum'] as const;
/** True mean prices. */
export const PRICES = [2.5, 2, 12, 6, 3, 4] as const;

/** Sales of the fruits by turns, each at its mean price plus noise. */
export function sell(rng: Rng, n: number, noise: number) {
  const category = range(n).map((i) => i % FRUITS.length);
  return { category, price: category.map((k) => (PRICES[k] as number) + noise * rng.normal()) };
}
