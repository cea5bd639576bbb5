import type { Point } from '../sim/index.ts';

/** Lines of the grid over the square from −1 to 1, and points on each. */
export const LINES = 9;
const at = (i: number) => (2 * i) / (LINES - 1) - 1;

/** The points of the grid, row by row from the bottom. */
export const SQUARE = Array.from(
  { length: LINES ** 2 },
  (_, k): Point => [at(k % LINES), at(Math.floor(k / LINES))],
);

/** The outline of the letter F in that square, on which a turn differs from a reflection. */
export const LETTER: Point[] = [
  [-0.4, -0.7],
  [-0.4, 0.7],
  [0.5, 0.7],
  [0.5, 0.4],
  [-0.05, 0.4],
  [-0.05, 0.15],
  [0.3, 0.15],
  [0.3, -0.15],
  [-0.05, -0.15],
  [-0.05, -0.7],
];

/** Where a point of the square goes when its corners, counter-clockwise from (−1, −1), go to the given places. */
export function between(corners: readonly Point[], [u, v]: Point): Point {
  const share = [(1 - u) * (1 - v), (1 + u) * (1 - v), (1 + u) * (1 + v), (1 - u) * (1 + v)];
  const along = (k: 0 | 1) => corners.reduce((sum, c, i) => sum + ((share[i] as number) / 4) * c[k], 0);
  return [along(0), along(1)];
}

/** Places of the corners, in that order, which an affine map can meet. */
export const PARALLELOGRAM: Point[] = [
  [-1.3, -0.9],
  [0.7, -1.3],
  [1.3, 0.6],
  [-0.7, 1],
];
