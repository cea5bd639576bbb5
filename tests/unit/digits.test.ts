import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digits, PIXELS, pick, split } from '@/lib/data/digits.ts';
import source from '@/lib/data/optdigits.json';
import { createRng } from '@/lib/sim';

describe('the digits', () => {
  const all = digits();

  it('are all there, with the counts per class that the source gives', () => {
    expect(all.n).toBe(1797);
    expect(all.pixels).toHaveLength(1797 * PIXELS);
    expect(Array.from({ length: 10 }, (_, k) => all.label.filter((label) => label === k).length)).toEqual([
      178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
    ]);
  });

  it('are the rows of the source, in its order: the bytes of its file come back', () => {
    const rows = all.label.map((label, i) => {
      const levels = Array.from(all.pixels.subarray(i * PIXELS, (i + 1) * PIXELS), (v) => 16 * v);
      return `${[...levels, label].join(',')}\n`;
    });
    const sha256 = createHash('sha256').update(rows.join('')).digest('hex');
    expect(sha256).toBe(source.sha256OfCsv);
  });

  it('name their source and licence', () => {
    expect(source).toMatchObject({ doi: '10.24432/C50P49', licence: 'CC BY 4.0' });
  });

  it('split into disjoint sets that depend on the seed alone, and a larger last set begins with the smaller', () => {
    const [test, train] = split(createRng(1), 500, 200);
    const [, larger] = split(createRng(1), 500, 300);
    const images = (set: typeof all) =>
      Array.from({ length: set.n }, (_, i) => pick(set, [i]).pixels.join(','));
    expect(new Set([...images(test), ...images(train)]).size).toBe(700);
    expect(images(larger).slice(0, 200)).toEqual(images(train));
    expect(images(split(createRng(2), 500, 200)[0])).not.toEqual(images(test));
    expect(() => split(createRng(1), 1000, 1000)).toThrow('only 1797');
  });
});
