import type { Point } from '../sim/index.ts';

/** Points of two groups that a line can part, and the four of XOR, which none can. */
export const groups: Record<'apart' | 'xor', { plus: Point[]; minus: Point[] }> = {
  apart: {
    plus: [
      [0.2, 1.4],
      [1.1, 1.5],
      [1.5, 0.6],
      [0.8, 0.4],
    ],
    minus: [
      [-1.4, 0.3],
      [-0.7, -0.5],
      [0.3, -1.2],
      [-1.2, -1.3],
    ],
  },
  xor: {
    plus: [
      [1, 1],
      [-1, -1],
    ],
    minus: [
      [-1, 1],
      [1, -1],
    ],
  },
};
