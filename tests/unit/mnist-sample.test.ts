import { describe, expect, it } from 'vitest';
import source from '@/lib/data/mnist-sample.json';
import { mnistSample, PIXELS, shift, unpack } from '@/lib/data/mnist-sample.ts';
import model from '@/lib/models/write-to-me.ts';
import { runTrial } from '@/lib/sim';

describe('the sample of MNIST', () => {
  const { train, test } = mnistSample();

  it('holds the first images of the two files', () => {
    expect([train.n, test.n]).toEqual([800, 200]);
    expect(train.label.slice(0, 10)).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(test.label.slice(0, 10)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });

  it('is refused when a pixel is missing, too many or changed', () => {
    const [first = '', ...others] = source.images;
    const damaged = (image: string) => () => unpack({ ...source, images: [image, ...others] });
    expect(damaged(first.slice(1))).toThrow('should have 784000');
    expect(damaged(`${first}g`)).toThrow('should have 784000');
    expect(damaged(first.replace(/[1-9]/, (v) => String(10 - Number(v)).slice(0, 1)))).toThrow('checksum');
  });

  it('names its authors, terms and changes', () => {
    expect(source.authors).toContain('LeCun');
    expect(source.licence).toContain('CC BY-SA 3.0');
    expect(source.changes).toContain('16');
  });

  it('loses what is moved off the field, and nothing else', () => {
    const ink = ({ pixels }: typeof test) => pixels.reduce((sum, v) => sum + v, 0);
    expect(ink(shift(test, () => [28, 0]))).toBe(0);
    expect(ink(shift(test, () => [1, -1]))).toBeCloseTo(ink(test), 2);
    expect(shift(test, () => [0, 0]).pixels).toHaveLength(200 * PIXELS);
  });
});

it('says when there is nothing to read, and when the digit is cut', () => {
  const told = (given: object) => runTrial(model, given, 1, 0).diagnosis?.message;
  expect(told({ drawing: [[5, 5]] })).toContain('Draw something');
  expect(told({ prepared: false, right: 8 })).toBeUndefined();
  expect(told({ prepared: false, right: -8 })).toContain('cut');
});
