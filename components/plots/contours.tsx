import { contours } from 'd3-contour';
import type { Point } from '@/lib/sim';
import { round } from './drawing.ts';
import { useScales } from './plane.tsx';
import { type Ink, inkOf } from './plot.tsx';

const RESOLUTION = 64;

/** A line without the points inside its upright and level stretches, of which the edges of a plane are full. */
const withoutBetween = (line: Point[]) =>
  line.filter(([x, y], i) => {
    const [before, after] = [line[i - 1], line[i + 1]];
    return !before || !after || !((before[0] === x && x === after[0]) || (before[1] === y && y === after[1]));
  });

/** Level lines of a function of the plane, or of a square grid over it (row by row from the top). */
export function Contours({
  of,
  levels,
  ink = 'muted',
  strong = false,
  filled = false,
}: {
  of: ((x: number, y: number) => number) | readonly number[];
  levels: readonly number[];
  ink?: Ink;
  /** A boundary that matters, rather than a backdrop. */
  strong?: boolean;
  /** Tints what lies above the levels. */
  filled?: boolean;
}) {
  const { x, y } = useScales();
  const [left, right] = x.domain() as [number, number];
  const [low, high] = y.domain() as [number, number];
  const isGrid = typeof of !== 'function';
  const n = isGrid ? Math.sqrt(of.length) : RESOLUTION;
  // One cell more on each side, for d3-contour closes its rings at the edge: there the plane cuts them off.
  const size = n + 2;
  const beyond = (at: (i: number) => number, i: number) =>
    i < 0 ? 2 * at(0) - at(1) : i >= n ? 2 * at(n - 1) - at(n - 2) : at(i);
  const along = (i: number, from: number, to: number) => from + ((i + 0.5) / n) * (to - from);
  const grid = Array.from({ length: size ** 2 }, (_, k) => {
    const [i, j] = [(k % size) - 1, Math.floor(k / size) - 1];
    return isGrid
      ? beyond((row) => beyond((column) => of[row * n + column] as number, i), j)
      : of(along(i, left, right), along(j, high, low));
  });
  // d3-contour counts cells from their corners; one cell of them is the added edge.
  const toX = (i: number) => round(x(left + ((i - 1) / n) * (right - left)));
  const toY = (j: number) => round(y(high + ((j - 1) / n) * (low - high)));
  const path = contours()
    .size([size, size])
    .thresholds([...levels])(grid)
    .flatMap((level) => level.coordinates.flat())
    .map((ring) => withoutBetween(ring.map(([i, j]) => [toX(i as number), toY(j as number)])))
    .map((ring) => ring.map(([px, py], k) => `${k ? 'L' : 'M'}${px} ${py}`).join(''))
    .join('');
  return (
    <path
      d={path}
      fill={filled ? inkOf(ink) : 'none'}
      fillOpacity={0.14}
      stroke={inkOf(ink)}
      strokeOpacity={strong ? 1 : 0.35}
      strokeWidth={strong ? 1.75 : 1}
    />
  );
}
