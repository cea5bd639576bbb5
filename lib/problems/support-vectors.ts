import { range, sum } from 'd3-array';
import { mean } from '../sim/numbers.ts';
import type { Point } from '../sim/params.ts';

/** Support vector machines on points of the plane, solved in the dual (Cortes and Vapnik 1995; Smola and Schölkopf 2004). */

export type Kernel = (a: Point, b: Point) => number;
export const linear: Kernel = (a, b) => a[0] * b[0] + a[1] * b[1];
export const rbf =
  (gamma: number): Kernel =>
  (a, b) =>
    Math.exp(-gamma * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2));

/**
 * Minimises ½ Σ aᵢaⱼyᵢyⱼKᵢⱼ + Σ pᵢaᵢ where 0 ≤ aᵢ ≤ C and Σ aᵢyᵢ = 0, yᵢ = ±1, two multipliers at a time: the pair that
 * violates the conditions of the optimum most (sequential minimal optimisation: Platt 1998; Keerthi et al. 2001).
 */
export function solve(
  k: (i: number, j: number) => number,
  y: readonly number[],
  p: readonly number[],
  c: number,
) {
  const a = y.map(() => 0);
  const gradient = [...p];
  for (let steps = 0; ; steps++) {
    let [i, j, high, low] = [-1, -1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    y.forEach((side, t) => {
      const pull = -side * (gradient[t] as number);
      const [canRise, canFall] = [(a[t] as number) < c, (a[t] as number) > 0];
      if ((side > 0 ? canRise : canFall) && pull > high) [i, high] = [t, pull];
      if ((side > 0 ? canFall : canRise) && pull < low) [j, low] = [t, pull];
    });
    if (i < 0 || j < 0 || high - low < 1e-5 || steps === 20_000)
      return { a, b: i < 0 ? low : j < 0 ? high : (high + low) / 2, gap: i < 0 || j < 0 ? 0 : high - low };
    const room = (t: number, up: boolean) => (up ? c - (a[t] as number) : (a[t] as number));
    const [yi, yj] = [y[i] as number, y[j] as number];
    const curvature = Math.max(1e-9, k(i, i) + k(j, j) - 2 * k(i, j));
    const t = Math.min((high - low) / curvature, room(i, yi > 0), room(j, yj < 0));
    a[i] = (a[i] as number) + yi * t;
    a[j] = (a[j] as number) - yj * t;
    y.forEach((side, n) => {
      gradient[n] = (gradient[n] as number) + side * t * (k(n, i) - k(n, j));
    });
  }
}

/** f(x) = Σ coefficientᵢ K(xᵢ, x) + b, and the weight ‖w‖ = √(Σ coefficientᵢ coefficientⱼ Kᵢⱼ). */
function machine(x: readonly Point[], kernel: Kernel, coefficients: readonly number[], b: number) {
  const f = (at: Point) =>
    b + sum(x, (xi, i) => (coefficients[i] as number) && (coefficients[i] as number) * kernel(xi, at));
  const norm = Math.sqrt(
    Math.max(
      0,
      sum(x, (xi, i) => (coefficients[i] as number) * (f(xi) - b)),
    ),
  );
  return { f, b, norm, supports: range(x.length).filter((i) => Math.abs(coefficients[i] as number) > 1e-7) };
}
/** Support vector classification: y = ±1, hinge loss. */
export function classifier(x: readonly Point[], y: readonly number[], kernel: Kernel, c: number) {
  const { a, b, gap } = solve(
    (i, j) => kernel(x[i] as Point, x[j] as Point),
    y,
    y.map(() => -1),
    c,
  );
  return {
    a,
    gap,
    ...machine(
      x,
      kernel,
      a.map((v, i) => v * (y[i] as number)),
      b,
    ),
  };
}
/** Support vector regression of the second coordinate on the first: no loss within ε. */
export function regression(points: readonly Point[], kernel: Kernel, c: number, epsilon: number) {
  const [n, x] = [points.length, points.map(([u]): Point => [u, 0])];
  const k = (i: number, j: number) => kernel(x[i % n] as Point, x[j % n] as Point);
  const both = [...points, ...points].map(([, z], i) => (i < n ? epsilon - z : epsilon + z));
  const { a, b, gap } = solve(
    k,
    range(2 * n).map((i) => (i < n ? 1 : -1)),
    both,
    c,
  );
  return {
    gap,
    ...machine(
      x,
      kernel,
      range(n).map((i) => (a[i] as number) - (a[i + n] as number)),
      b,
    ),
  };
}
/** The line of least squares through the points. */
export function leastSquares(points: readonly Point[]): [slope: number, intercept: number] {
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const slope =
    sum(points, ([x, y]) => (x - mx) * (y - my)) /
    Math.max(
      1e-9,
      sum(points, ([x]) => (x - mx) ** 2),
    );
  return [slope, my - slope * mx];
}
