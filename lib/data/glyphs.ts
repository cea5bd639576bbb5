import type { Point, Rng } from '../sim/index.ts';

/** A letter of an invented alphabet: strokes, each a line of points of the square from −1 to 1. */
export type Glyph = readonly (readonly Point[])[];

const SIDE = 8;
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
