import type { Point } from '../sim/index.ts';
import { centreOfMass, PIXELS, SIDE } from './mnist-sample.ts';

/** Half the width of the pen, in pixels. */
const PEN = 1.3;
/** Where MNIST puts the centre of mass, counting pixels from 0. */
const MIDDLE = SIDE / 2;

/** The line through the points, y from below, as grey levels of 28 × 28 pixels: ink as far as the pen reaches, with soft edges. */
export function paint(points: readonly Point[]): Float32Array {
  return Float32Array.from({ length: PIXELS }, (_, i) => {
    const [px, py] = [i % SIDE, SIDE - 1 - Math.floor(i / SIDE)];
    const distances = points.map(([x, y], k) => {
      const [fromX, fromY] = points[Math.max(0, k - 1)] as Point;
      const [dx, dy] = [x - fromX, y - fromY];
      const along = ((px - fromX) * dx + (py - fromY) * dy) / (dx ** 2 + dy ** 2 || 1);
      const t = Math.min(1, Math.max(0, along));
      return Math.hypot(px - fromX - t * dx, py - fromY - t * dy);
    });
    return Math.min(1, Math.max(0, PEN + 0.5 - Math.min(...distances)));
  });
}

/** As MNIST was made: the longer side of the ink fills 20 pixels, and its centre of mass stands in the middle. */
export function prepare(points: readonly Point[]): Point[] {
  const sides = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  const scale = (20 - 2 * PEN) / Math.max(1, ...sides);
  const scaled = points.map(([x, y]): Point => [x * scale, y * scale]);
  const [firstX, firstY] = scaled[0] as Point;
  const roughly = scaled.map(([x, y]): Point => [x - firstX + MIDDLE, y - firstY + MIDDLE]);
  // Once more: what was cut off at the edge of the field is inside it now.
  return centred(centred(roughly));
}
function centred(points: readonly Point[]): Point[] {
  const [x, y] = centreOfMass(paint(points));
  return points.map(([px, py]): Point => [px + MIDDLE - x, py - MIDDLE + y]);
}
