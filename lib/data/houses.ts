import type { Rng } from '../sim/index.ts';

export interface House {
  /** m² */
  area: number;
  rooms: number;
  /** In thousands. */
  price: number;
}

/**
 * Made-up houses: the area uniform from 40 to 240 m², rooms round(area / 35 + 1.2 ε) between 1 and 8, price in thousands
 * 50 + 3 · area + 20 · rooms + 10 ε, each ε of its own from N(0, 1).
 */
export const houses = (rng: Rng, count: number): House[] =>
  Array.from({ length: count }, () => {
    const area = 40 + 200 * rng.uniform();
    const rooms = Math.min(8, Math.max(1, Math.round(area / 35 + 1.2 * rng.normal())));
    return { area, rooms, price: 50 + 3 * area + 20 * rooms + 10 * rng.normal() };
  });
