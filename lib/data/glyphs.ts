import type { Point, Rng } from '../sim/index.ts';

/** A letter of an invented alphabet: strokes, each a line of points of the square from −1 to 1. */
export type Glyph = readonly (readonly Point[])[];

const SIDE = 8;
/** Pictures of letters. */
export interface Letters {
  n: number;
  /** n × 64 grey levels row by row: 0 is paper, 1 is ink. */
  pixels: Float32Array;
  /** Which letter each picture shows, from 0. */
  label: readonly number[];
}

export const GLYPH_PIXELS = SIDE ** 2;

/** Two or three strokes of two or three different points on a lattice of 3 × 3. */
export function glyph(rng: Rng): Glyph {
  const stroke = () => {
    const places = Array.from({ length: 9 }, (_, i) => i);
    return Array.from({ length: 2 + rng.int(2) }, (): Point => {
      const [place = 0] = places.splice(rng.int(places.length), 1);
      return [(place % 3) - 1, Math.floor(place / 3) - 1];
    });
  };
  return Array.from({ length: 2 + rng.int(2) }, stroke);
}

/** Distance of p from the piece of line between a and b. */
function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx ** 2 + dy ** 2)));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

/**
 * The letter as a hand might write it: turned by up to 0.3 rad, at 0.65 to 1 of its size, sheared by up to 0.2, shifted by
 * up to 0.45 along each axis, with a pen of some width, and noise of 0.05: 8 × 8 grey levels row by row, 1 is ink.
 */
export function write(letter: Glyph, rng: Rng): number[] {
  const within = (limit: number) => limit * (2 * rng.uniform() - 1);
  const [turn, shear, right, down] = [within(0.3), within(0.2), within(0.45), within(0.45)];
  const [size, pen] = [0.65 + 0.35 * rng.uniform(), 0.14 + 0.1 * rng.uniform()];
  const [c, s] = [0.6 * size * Math.cos(turn), 0.6 * size * Math.sin(turn)];
  const strokes = letter.map((points) =>
    points.map(([x, y]): Point => {
      const u = x + shear * y;
      return [c * u - s * y + right, s * u + c * y + down];
    }),
  );
  return Array.from({ length: GLYPH_PIXELS }, (_, i) => {
    const at: Point = [((i % SIDE) + 0.5) / (SIDE / 2) - 1, (Math.floor(i / SIDE) + 0.5) / (SIDE / 2) - 1];
    const near = strokes.flatMap((points) =>
      points.slice(1).map((to, k) => distance(at, points[k] as Point, to)),
    );
    const ink = 0.5 + (pen - Math.min(...near)) / 0.16;
    return Math.min(1, Math.max(0, Math.min(1, Math.max(0, ink)) + 0.05 * rng.normal()));
  });
}

/**
 * `each` pictures of each of the first `classes` letters of an alphabet, letter by letter. The shapes depend on `alphabet`
 * alone; another name of the hand gives other pictures of the same letters, and more of them begin with the fewer.
 */
export function letters(alphabet: Rng, classes: number, each: number, hand: string): Letters {
  const pixels = new Float32Array(classes * each * GLYPH_PIXELS);
  for (let c = 0; c < classes; c++) {
    const rng = alphabet.fork(`${c}`);
    const [shape, writer] = [glyph(rng), rng.fork(hand)];
    for (let i = 0; i < each; i++) pixels.set(write(shape, writer), (c * each + i) * GLYPH_PIXELS);
  }
  const label = Array.from({ length: classes * each }, (_, i) => Math.floor(i / each));
  return { n: label.length, pixels, label };
}

/** The given pictures, in the given order. */
export function pickLetters({ pixels, label }: Letters, rows: readonly number[]): Letters {
  const picked = new Float32Array(rows.length * GLYPH_PIXELS);
  rows.forEach((row, i) => {
    picked.set(pixels.subarray(row * GLYPH_PIXELS, (row + 1) * GLYPH_PIXELS), i * GLYPH_PIXELS);
  });
  return { n: rows.length, pixels: picked, label: rows.map((row) => label[row] as number) };
}
