import { range, ticks } from 'd3-array';
import { minus, superscript } from './format.ts';

/** For axis ticks: bare powers of ten above a thousand and below a hundredth. */
export function formatTick(x: number): string {
  const exponent = Math.log10(Math.abs(x));
  if (Number.isInteger(exponent) && (exponent > 3 || exponent < -2))
    return `${x < 0 ? '−' : ''}10${superscript(exponent)}`;
  return minus(String(Number(x.toPrecision(6))));
}

/** Two to five round numbers in a domain; one where it has no length. */
export function roundTicks([from, to]: readonly [number, number]): number[] {
  const [most = []] = [4, 3, 2].map((count) => ticks(from, to, count)).filter((marks) => marks.length <= 5);
  return most;
}

/** Powers of ten in a domain, or every second, … of them, so that there are five at most; 1 is kept. */
export function powerTicks([from, to]: readonly [number, number]): number[] {
  const exponents = range(Math.ceil(Math.log10(from)), Math.floor(Math.log10(to)) + 1);
  const every = Math.ceil(exponents.length / 5);
  return exponents.filter((k) => k % every === 0).map((k) => Number(`1e${k}`));
}

/** A coordinate in markup: a tenth of a unit is finer than any screen shows. */
export const round = (x: number) => Math.round(x * 10) / 10;
