import { expect, it } from 'vitest';
import { digits, firstOf, PIXELS, pick, redrawLabels } from '@/lib/data/digits';
import { byClass, moons } from '@/lib/data/points';
import { createRng } from '@/lib/sim';
import { column, inputs, labels, matrix, signAccuracy, targets, tf } from '@/lib/tf';

it('pictures become a row of pixels, a label and a one-hot row each', () => {
  const set = pick(digits(), [0, 1]);
  tf.tidy(() => {
    expect(inputs(set).shape).toEqual([2, PIXELS]);
    expect(Array.from(inputs(set).dataSync())).toEqual(Array.from(set.pixels));
    expect([...labels(set).dataSync()]).toEqual([0, 1]);
    expect(targets({ label: [2, 0] }, 3).arraySync()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });
});

it('points become rows and numbers a column', () => {
  tf.tidy(() => {
    expect(
      matrix([
        [1, 2],
        [3, 4],
      ]).arraySync(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(column([1, 2, 3]).arraySync()).toEqual([[1], [2], [3]]);
  });
});

it('a logit above 0 answers class 1', () => {
  expect(signAccuracy([2, -1, 0, 3], [1, 0, 1, 0])).toBe(0.5);
});

it('redrawn labels are right again in one of ten, and a larger share keeps those of a smaller one', () => {
  const all = digits();
  const wrong = (share: number) => {
    const { label } = redrawLabels(all, share, createRng(1));
    return [...label.keys()].filter((i) => label[i] !== all.label[i]);
  };
  expect(wrong(0)).toEqual([]);
  expect(wrong(0.4).length / all.n).toBeCloseTo(0.36, 1);
  expect(wrong(0.4)).toEqual(expect.arrayContaining(wrong(0.2)));
});

it('firstOf finds the first of a digit, and byClass parts the classes', () => {
  const all = digits();
  expect(firstOf(all, 7)).toEqual(pick(all, [all.label.indexOf(7)]));
  const set = moons(createRng(1), 10);
  expect(byClass(set)).toEqual([set.x.filter((_, i) => i % 2 === 0), set.x.filter((_, i) => i % 2 === 1)]);
});
