import { expect, it } from 'vitest';
import { blobs, xor } from '@/lib/data/points';
import { createRng } from '@/lib/sim';
import { mean } from '@/lib/sim/numbers';

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
