import type { Point } from '../sim/index.ts';
import { principal } from './principal.ts';

/** Twelve European cities: latitude and longitude in degrees. */
const degrees = {
  Lisbon: [38.7, -9.1],
  Madrid: [40.4, -3.7],
  Dublin: [53.3, -6.3],
  London: [51.5, -0.1],
  Paris: [48.9, 2.4],
  Rome: [41.9, 12.5],
  Oslo: [59.9, 10.8],
  Berlin: [52.5, 13.4],
  Vienna: [48.2, 16.4],
  Stockholm: [59.3, 18.1],
  Warsaw: [52.2, 21.0],
  Athens: [38.0, 23.7],
} as const;

export const cities: readonly string[] = Object.keys(degrees);

const KM_A_DEGREE = 111.2;
const MIDDLE = 49;

/**
 * Their places on a flat map, in thousands of km east and north of its middle. Degrees of longitude are as long as they
 * are at 49° north, so distances far from there are off by some per cent from those on the globe.
 */
export const places: readonly Point[] = (() => {
  const flat = Object.values(degrees).map(([latitude, longitude]): [number, number] => [
    (longitude * KM_A_DEGREE * Math.cos((MIDDLE * Math.PI) / 180)) / 1000,
    (latitude * KM_A_DEGREE) / 1000,
  ]);
  const mean = (axis: 0 | 1) => flat.reduce((sum, place) => sum + place[axis], 0) / flat.length;
  const [east, north] = [mean(0), mean(1)];
  return flat.map(([x, y]) => [x - east, y - north] as Point);
})();

/** Rows of one to three numbers as points of the plane: three are seen from the side where they spread most. */
export function mapOf(rows: readonly (readonly number[])[]): Point[] {
  if ((rows[0] as readonly number[]).length < 3) return rows.map(([x = 0, y = 0]): Point => [x, y]);
  const [first, second] = principal(rows).directions as [number[], number[]];
  const along = (row: readonly number[], u: number[]) =>
    row.reduce((sum, x, k) => sum + x * (u[k] as number), 0);
  return rows.map((row): Point => [along(row, first), along(row, second)]);
}

/** The map turned, mirrored where that is better, and moved to lie as near the true places as it can (Procrustes). */
export function layOnTruth(map: readonly Point[]): Point[] {
  const mean = [0, 1].map((axis) => map.reduce((sum, p) => sum + (p[axis] as number), 0) / map.length);
  const centred = map.map(([x, y]): Point => [x - (mean[0] as number), y - (mean[1] as number)]);
  const fits = [centred, centred.map(([x, y]): Point => [x, -y])].map((side) => {
    const sum = (f: (p: Point, t: Point) => number) =>
      side.reduce((total, p, i) => total + f(p, places[i] as Point), 0);
    const [along, across] = [sum(([x, y], [a, b]) => x * a + y * b), sum(([x, y], [a, b]) => x * b - y * a)];
    const size = Math.max(1e-12, Math.hypot(along, across));
    const [c, s] = [along / size, across / size];
    return { size, turned: side.map(([x, y]): Point => [c * x - s * y, s * x + c * y]) };
  });
  const [plain, mirrored] = fits as [(typeof fits)[0], (typeof fits)[0]];
  return (plain.size >= mirrored.size ? plain : mirrored).turned;
}
