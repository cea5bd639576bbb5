/**
 * tanh and sigmoid for results in float32: those made of Math.tanh and Math.exp are exact to the last digit of a double,
 * at several times the cost. An argument is k ln 2 + r with |r| ≤ ln 2 / 2, and e^r is (A + B) / (A − B), the Padé
 * approximant of order [4/4], whose even part A and odd part B are as below; its error is below 10⁻¹¹ of the result.
 */
const even = (square: number) => 1680 + square * (180 + square);
const odd = (r: number, square: number) => r * (840 + 20 * square);

/** Beyond 2 ** ±LIMIT every float32 is 0 or infinite. */
const LIMIT = 160;
const END = (LIMIT - 1) * Math.LN2;
const powers = Float64Array.from({ length: 2 * LIMIT + 1 }, (_, i) => 2 ** (i - LIMIT));
const bounded = (x: number) => Math.min(END, Math.max(-END, x));
/** Where 2 ** k is among the powers, k = x / ln 2 rounded. Not a number gives some place. */
const place = (x: number) => (x * Math.LOG2E + (LIMIT + 0.5)) | 0;

/** y = tanh x for the elements from `from` to before `to`; y may be x. */
export function tanh(y: Float32Array, x: Float32Array, from = 0, to = y.length) {
  for (let i = from; i < to; i++) {
    // tanh z = (e^2z − 1) / (e^2z + 1), put so that nothing is lost near 0, where the power is 1.
    const z = bounded(2 * (x[i] as number));
    const at = place(z);
    const r = z - (at - LIMIT) * Math.LN2;
    const a = even(r * r);
    const b = odd(r, r * r);
    const power = powers[at] as number;
    y[i] = ((power - 1) * a + (power + 1) * b) / ((power + 1) * a + (power - 1) * b);
  }
}

/** y = 1 / (1 + e^−x) for the elements from `from` to before `to`; y may be x. */
export function sigmoid(y: Float32Array, x: Float32Array, from = 0, to = y.length) {
  for (let i = from; i < to; i++) {
    const z = bounded(x[i] as number);
    const at = place(z);
    const r = z - (at - LIMIT) * Math.LN2;
    const a = even(r * r);
    const b = odd(r, r * r);
    const grown = (powers[at] as number) * (a + b);
    y[i] = grown / (grown + (a - b));
  }
}
