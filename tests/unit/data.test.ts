import { expect, it } from 'vitest';
import { blobs, xor } from '@/lib/data/points';
import { noisyWave } from '@/lib/data/wave';
import { createRng } from '@/lib/sim';

const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

it('xor’s class says whether the signs of its coordinates differ', () => {
  const { x, label } = xor(createRng(1), 400, 0.1);
  expect(x.every(([a, b], i) => (a * b < 0 ? 1 : 0) === label[i])).toBe(true);
  expect(new Set(x.map(([a, b]) => `${Math.sign(a)}${Math.sign(b)}`)).size).toBe(4);
});

it('blobs stand at −1 and 1 on the first axis', () => {
  const { x, label } = blobs(createRng(1), 1000);
  const first = (kind: number) => mean(x.filter((_, i) => label[i] === kind).map(([a]) => a));
  expect(first(0)).toBeCloseTo(-1, 1);
  expect(first(1)).toBeCloseTo(1, 1);
});

it('the wave is sin(πx) with noise of the given size', () => {
  const { x, y } = noisyWave(createRng(1), 4000, 0.2);
  expect(Math.sqrt(mean(y.map((v, i) => (v - Math.sin(Math.PI * (x[i] as number))) ** 2)))).toBeCloseTo(
    0.2,
    2,
  );
});
