import { describe, expect, it } from 'vitest';
import { dropoutMask } from '@/lib/models/half-the-units.ts';
import { createRng } from '@/lib/sim';

const masks = (n: number, units: number, p: number) => {
  const tensor = dropoutMask(createRng(1), n, units, p);
  const rows = tensor.arraySync();
  tensor.dispose();
  return rows;
};
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const output = (w: readonly number[], x: readonly number[], m: readonly number[]) =>
  w.reduce((sum, wi, i) => sum + wi * (m[i] ?? 1) * (x[i] as number), 0);

describe('the dropout mask', () => {
  it('gives x = (1, 2), w = (3, 4) at p = 0.5 four outputs, of mean 11 and variance p/(1 − p) Σ w²x² = 73', () => {
    const outputs = [...new Set(masks(100, 2, 0.5).map((m) => output([3, 4], [1, 2], m)))];
    expect(outputs.sort((a, b) => a - b)).toEqual([0, 6, 16, 22]);
    expect(mean(outputs)).toBe(11);
    expect(mean(outputs.map((y) => (y - 11) ** 2))).toBe(73);
  });

  it('adds to squared error, on average, the ridge penalty p/(1 − p) Σ w² mean(x²)', () => {
    const [p, w] = [0.4, [1, -2, 0.5]];
    const rng = createRng('regression');
    const data = Array.from({ length: 5 }, () => ({ x: w.map(() => rng.normal()), y: rng.normal() }));
    const loss = (m: readonly number[]) => mean(data.map(({ x, y }) => (y - output(w, x, m)) ** 2));
    const penalty =
      (p / (1 - p)) *
      w.reduce((sum, wi, i) => sum + wi ** 2 * mean(data.map(({ x }) => (x[i] as number) ** 2)), 0);
    const noisy = mean(masks(20_000, 3, p).map(loss));
    expect(Math.abs(noisy / (loss([]) + penalty) - 1)).toBeLessThan(0.02);
  });
});
