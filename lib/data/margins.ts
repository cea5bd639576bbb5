import type { Point } from '../sim/params.ts';

/** Two groups that a line can part, with room to spare. */
export const GROUPS: { plus: Point[]; minus: Point[] } = {
  plus: [
    [-0.4, 1],
    [0.9, 1.3],
    [1.8, 0.9],
    [1.2, 2],
    [2.4, 1.5],
    [0.5, 2.5],
    [2.2, 2.4],
  ],
  minus: [
    [1, -0.6],
    [-1.9, 0.1],
    [-0.5, -0.9],
    [-1.4, -1.3],
    [-2.4, -0.9],
    [-0.4, -2.2],
    [-2, -2.1],
  ],
};

/** Points near a line, to fit one to. */
export const SLOPE: Point[] = [
  [-2.6, -1.5],
  [-2, -0.9],
  [-1.3, -0.9],
  [-0.7, -0.2],
  [0, -0.1],
  [0.6, 0.5],
  [1.3, 0.5],
  [1.9, 1.2],
  [2.5, 1.3],
];
