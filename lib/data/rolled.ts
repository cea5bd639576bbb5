import type { Rng } from '../sim/index.ts';
import { type Digits, digits, PIXELS, pick } from './digits.ts';

const SIDE = 8;
const PLACES = SIDE;

/** Each picture moved to the right by its number of pixels, 0 … 7; what leaves at the right comes in at the left. */
export function roll({ n, pixels, label }: Digits, places: readonly number[]): Digits {
  const moved = new Float32Array(pixels.length);
  for (let i = 0; i < n * PIXELS; i++) {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    const place = places[Math.floor(i / PIXELS)] as number;
    moved[row * SIDE + ((column + place) % SIDE)] = pixels[i] as number;
  }
  return { n, pixels: moved, label };
}

/** Real digits at random places. */
export interface Placed {
  /** As they were written, labelled with the digit. */
  still: Digits;
  place: readonly number[];
  /** Moved to their places, labelled with the digit; and the same pictures labelled with the place. */
  byDigit: Digits;
  byPlace: Digits;
}

/** Random disjoint sets of the given sizes of the digits 0 … classes − 1. */
export function placedDigits<const Sizes extends readonly number[]>(
  rng: Rng,
  classes: number,
  sizes: Sizes,
): { [I in keyof Sizes]: Placed } {
  const all = digits();
  const left = [...all.label.keys()].filter((i) => (all.label[i] as number) < classes);
  return sizes.map((size): Placed => {
    const rows = Array.from({ length: size }, () => left.splice(rng.int(left.length), 1)[0] as number);
    const place = rows.map(() => rng.int(PLACES));
    const still = pick(all, rows);
    const byDigit = roll(still, place);
    return { still, place, byDigit, byPlace: { ...byDigit, label: place } };
  }) as { [I in keyof Sizes]: Placed };
}

/** What two pictures of a pair have in common: the writing, the place, or both. */
export type Shared = 'digit' | 'place' | 'both';

/**
 * Two noisy views of the given pictures: row i of the one and row i of the other are a pair. `digit`: one picture at two
 * random places. `place`: it and another picture at its place. `both`: one picture at its place, twice.
 */
export function pairsOf(
  rng: Rng,
  { still, place }: Placed,
  rows: readonly number[],
  shared: Shared,
): Digits[] {
  const own = pick(still, rows);
  const other =
    shared === 'place'
      ? pick(
          still,
          rows.map(() => rng.int(still.n)),
        )
      : own;
  return [own, other].map((set) => {
    const places = rows.map((i) => (shared === 'digit' ? rng.int(PLACES) : (place[i] as number)));
    const moved = roll(set, places);
    return { ...moved, pixels: moved.pixels.map((v) => v + 0.1 * rng.normal()) };
  });
}

/** One picture as 64 whole numbers: 0 is paper, 255 is ink. */
export const greys = (set: Digits, i: number) =>
  Array.from(pick(set, [i]).pixels, (v) => Math.round(255 * Math.min(1, Math.max(0, v))));
