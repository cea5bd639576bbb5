import { describe, expect, it } from 'vitest';
import { sigmoid, tanh } from '@/lib/tf/squashing.ts';

/** Float32 arguments of all sizes and both signs, densest where the functions bend. */
const points = Float32Array.from([
  ...Array.from({ length: 200_001 }, (_, i) => (i - 100_000) / 1000),
  ...Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 10_000),
  ...Array.from({ length: 1600 }, (_, i) => 2 ** ((i - 1400) / 10)).flatMap((x) => [x, -x]),
  ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0, 3.4e38, -3.4e38],
]);

const functions: Record<string, [actual: (x: Float32Array) => Float32Array, exact: (x: number) => number]> = {
  tanh: [
    (x) => {
      const y = new Float32Array(x.length);
      tanh(y, x);
      return y;
    },
    Math.tanh,
  ],
  sigmoid: [
    (x) => {
      const y = new Float32Array(x.length);
      sigmoid(y, x);
      return y;
    },
    (x) => 1 / (1 + Math.exp(-x)),
  ],
};

/** The neighbours of a float32, and itself. */
function around(value: number): number[] {
  const float = new Float32Array([value]);
  const bits = new Int32Array(float.buffer);
  return [-1, 0, 1].map((step) => {
    const near = new Float32Array(1);
    new Int32Array(near.buffer)[0] = (bits[0] as number) + step;
    return near[0] as number;
  });
}

describe.each(Object.entries(functions))('%s', (_, [actual, exact]) => {
  const values = actual(points);
  const expected = Float32Array.from(points, exact);

  it('is the exact value rounded to float32, or, now and then where two are as near, its neighbour', () => {
    const off = [...values.keys()].filter(
      (i) => !Object.is(values[i], expected[i]) && values[i] !== expected[i],
    );
    for (const i of off) expect(around(expected[i] as number), `at ${points[i]}`).toContain(values[i]);
    expect(off.length).toBeLessThan(values.length / 1000);
  });

  it('is right at infinity and NaN', () => {
    const ends = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    expect([...actual(Float32Array.from(ends))]).toEqual(ends.map(exact));
  });
});

it('changes only the elements asked for, in place if so wished', () => {
  const values = Float32Array.of(1, 1, 1, 1);
  tanh(values, values, 1, 2);
  sigmoid(values, values, 3, 4);
  expect([...values]).toEqual([1, Math.tanh(1), 1, 1 / (1 + Math.exp(-1))].map(Math.fround));
});
