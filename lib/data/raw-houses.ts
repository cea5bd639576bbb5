import { range } from 'd3-array';
import type { Rng } from '../sim/index.ts';

export const CITIES = ['Aa', 'Bb', 'Cc'] as const;
const EFFECTS = [0, 60, -40];
/** Square feet in a square metre. */
export const SQUARE_FEET = 10.764;
/** Standard deviation of what no column explains of a price, in thousands. */
const NOISE = 12;

/** A line of the file, as it stands there. */
export interface House {
  /** The same for a line and its repetition. */
  id: number;
  /** As typed: “149 m²”, “1076 sqft”, or nothing that can be read. */
  area: string;
  rooms: number | null;
  city: (typeof CITIES)[number];
  /** In thousands. */
  price: number;
}

/**
 * 160 invented houses, price = 50 + 2 area + 15 rooms + that of the city + noise, some areas in square feet and
 * one not given, a tenth of the room counts blank; a tenth of the lines stand twice, and all are sorted by price.
 */
export function houses(rng: Rng, inSquareFeet: number): House[] {
  const all = range(160).map((id): House => {
    const [area, rooms, c] = [40 + 160 * rng.uniform(), 1 + rng.int(6), rng.int(3)];
    // All are drawn every time, so that another share of square feet leaves the houses as they are.
    const [noise, foot, blank] = [rng.normal(), rng.uniform() < inSquareFeet, rng.uniform() < 0.1];
    return {
      id,
      area:
        id === 80 ? 'on request' : foot ? `${Math.round(area * SQUARE_FEET)} sqft` : `${Math.round(area)} m²`,
      rooms: blank ? null : rooms,
      city: CITIES[c] as House['city'],
      price: Math.round(50 + 2 * area + 15 * rooms + (EFFECTS[c] as number) + NOISE * noise),
    };
  });
  const repeated = all.filter(() => rng.uniform() < 0.1);
  return [...all, ...repeated].sort((a, b) => a.price - b.price);
}
