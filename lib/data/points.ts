import type { Point, Rng } from '../sim/index.ts';

/** Labelled points of the plane; label[i] is the class (0 or 1) of x[i]. */
export interface LabelledPoints {
  x: Point[];
  label: (0 | 1)[];
}

/** The points of each class, 0 first. */
export const byClass = (
  { x, label }: { x: readonly Point[]; label: readonly number[] },
  classes = 2,
): Point[][] => Array.from({ length: classes }, (_, k) => x.filter((_, i) => label[i] === k));

function labelled(n: number, draw: (label: 0 | 1) => Point): LabelledPoints {
  const label = Array.from({ length: n }, (_, i) => (i % 2) as 0 | 1);
  return { x: label.map(draw), label };
}

/** Inner ring of radius 0.4 (class 0), outer ring of radius 1 (class 1), Gaussian noise on both coordinates. */
export const rings = (rng: Rng, n: number, noise = 0.08): LabelledPoints =>
  labelled(n, (label) => {
    const angle = 2 * Math.PI * rng.uniform();
    const radius = label ? 1 : 0.4;
    return [radius * Math.cos(angle) + noise * rng.normal(), radius * Math.sin(angle) + noise * rng.normal()];
  });

/** Two interleaved half circles of radius 1, centred on the origin. */
export const moons = (rng: Rng, n: number, noise = 0.1): LabelledPoints =>
  labelled(n, (label) => {
    const angle = Math.PI * rng.uniform();
    const [x, y] = label ? [1 - Math.cos(angle), 0.5 - Math.sin(angle)] : [Math.cos(angle), Math.sin(angle)];
    return [x - 0.5 + noise * rng.normal(), y - 0.25 + noise * rng.normal()];
  });

/** Two spirals of radius up to 1, half a turn apart. */
export const spirals = (rng: Rng, n: number, { turns = 1, noise = 0.05 } = {}): LabelledPoints =>
  labelled(n, (label) => {
    const radius = Math.sqrt(rng.uniform());
    const angle = 2 * Math.PI * turns * radius + Math.PI * label;
    return [radius * Math.cos(angle) + noise * rng.normal(), radius * Math.sin(angle) + noise * rng.normal()];
  });

/** Four Gaussian blobs at (±1, ±1); the class says whether the signs of the centre differ. */
export const xor = (rng: Rng, n: number, noise = 0.35): LabelledPoints =>
  labelled(n, (label) => {
    const side = rng.int(2) ? 1 : -1;
    return [side + noise * rng.normal(), (label ? -side : side) + noise * rng.normal()];
  });

/** Two Gaussian blobs, at (−1, 0) (class 0) and (1, 0) (class 1). */
export const blobs = (rng: Rng, n: number, noise = 0.4): LabelledPoints =>
  labelled(n, (label) => [(label ? 1 : -1) + noise * rng.normal(), noise * rng.normal()]);

/** Centres of the cells of a raster over the square from −reach to reach on both axes, row by row from the top. */
export function raster(cells: number, reach: number): Point[] {
  const at = (i: number) => ((2 * i + 1) / cells - 1) * reach;
  return Array.from({ length: cells ** 2 }, (_, i) => [at(i % cells), -at(Math.floor(i / cells))]);
}
