import { expect, it } from 'vitest';
import { bytes, deviation, digits, dot, each, known, mean, round } from '@/lib/sim/numbers';

it('round keeps places and digits keeps digits, at any depth, of any list, without a negative zero', () => {
  expect(round(1.23456, 2)).toBe(1.23);
  expect(round([[1.26, -0.01], [3]], 1)).toEqual([[1.3, 0], [3]]);
  expect(round(Float32Array.of(0.1), 3)).toEqual([0.1]);
  expect(digits(123456, 2)).toBe(120000);
  expect(digits([0.00123, [45.67]] as const, 3)).toEqual([0.00123, [45.7]]);
  expect(Object.is(digits(-0, 2), 0)).toBe(true);
});

it('bytes are 0 to 255', () => {
  expect(bytes([0, 0.5, 1])).toEqual([0, 128, 255]);
});

it('dot is Σ aᵢbᵢ, and known leaves out what is null', () => {
  expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  expect(known({ a: 0, b: null })).toEqual({ a: 0 });
});

it('each keeps names and their order', () => {
  const made = each({ plain: 2, residual: 3 }, (n, name) => `${name} ${n}`);
  expect(Object.entries(made)).toEqual([
    ['plain', 'plain 2'],
    ['residual', 'residual 3'],
  ]);
});

it('mean and deviation divide by n, and neither hides a NaN', () => {
  expect([mean([2, 4]), deviation([2, 4])]).toEqual([3, 1]);
  expect([mean([]), mean([1, Number.NaN]), deviation([1, Number.NaN])]).toEqual([NaN, NaN, NaN]);
});
