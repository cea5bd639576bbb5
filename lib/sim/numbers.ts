type Numbers = number | readonly Numbers[];

const apply = (v: Numbers | Iterable<number>, f: (x: number) => number): unknown =>
  typeof v === 'number' ? f(v) : Array.from<Numbers, unknown>(v, (inner) => apply(inner, f));

/** To so many decimal places, arrays element by element: figures for a snapshot. Adding 0 makes −0, which JSON does not keep, 0. */
export function round(v: number, places: number): number;
export function round<T extends readonly Numbers[]>(v: T, places: number): T;
export function round(v: Iterable<number>, places: number): number[];
export function round(v: Numbers | Iterable<number>, places: number) {
  return apply(v, (x) => Number(x.toFixed(places)) + 0);
}

/** To so many significant digits, arrays element by element. */
export function digits(v: number, count: number): number;
export function digits<T extends readonly Numbers[]>(v: T, count: number): T;
export function digits(v: Iterable<number>, count: number): number[];
export function digits(v: Numbers | Iterable<number>, count: number) {
  return apply(v, (x) => Number(x.toPrecision(count)) + 0);
}

/** Grey levels or probabilities, 0 to 1, as the whole numbers 0 to 255 that pictures in a snapshot are made of. */
export const bytes = (levels: Iterable<number>): number[] => Array.from(levels, (v) => Math.round(255 * v));

/** Unlike d3’s, a number for any list: NaN for an empty one, and for one with a NaN, which d3 would leave out. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / values.length;

/** Root mean square distance from the mean: it divides by n, unlike d3’s, which estimates and divides by n − 1. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
}

/** a·b = Σ aᵢbᵢ */
export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);

/** The figures that there are, as metrics; those that are null have none. */
export const known = <Key extends string>(figures: Record<Key, number | null>) =>
  Object.fromEntries(Object.entries(figures).filter(([, v]) => v !== null)) as Partial<Record<Key, number>>;

/** What `of` makes of each, under the same names: figures of nets that learn side by side. */
export const each = <Name extends string, Thing, Result>(
  things: Readonly<Record<Name, Thing>>,
  of: (thing: Thing, name: NoInfer<Name>) => Result,
) =>
  Object.fromEntries(
    Object.entries<Thing>(things).map(([name, thing]) => [name, of(thing, name as Name)]),
  ) as Record<Name, Result>;
