const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
export const superscript = (n: number) =>
  (n < 0 ? '⁻' : '') + [...String(Math.abs(n))].map((digit) => SUPERSCRIPT[Number(digit)]).join('');

export const minus = (text: string) => text.replace('-', '−');

/** For readers: two or three significant digits, a true minus sign, powers of ten where zeros would pile up. */
export function formatNumber(x: number, digits = 3): string {
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa, exponent] = x.toExponential(Math.min(digits, 2) - 1).split('e') as [string, string];
    return `${minus(mantissa)}×10${superscript(Number(exponent))}`;
  }
  return minus(String(Number(x.toPrecision(digits))));
}
