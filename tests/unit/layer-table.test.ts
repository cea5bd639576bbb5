import { describe, expect, it } from 'vitest';
import { type Layer, layerTable, total } from '@/lib/data/layer-table';
import { LENET_5 } from '@/lib/data/lenet-5';

describe('layer table', () => {
  it('gives LeNet-5 the shapes and counts of its paper', () => {
    const rows = layerTable([32, 32, 1], LENET_5);
    expect(rows.map(({ output }) => output)).toEqual([
      [28, 28, 6],
      [14, 14, 6],
      [10, 10, 16],
      [5, 5, 16],
      [1, 1, 120],
      [1, 1, 84],
      [1, 1, 10],
    ]);
    expect(rows.map(({ parameters }) => parameters)).toEqual([156, 12, 1_516, 32, 48_120, 10_164, 0]);
    expect(rows.map(({ connections }) => connections)).toEqual([
      122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840,
    ]);
    expect([total(rows, 'parameters'), total(rows, 'connections')]).toEqual([60_000, 340_908]);
  });

  it('gives AlexNet, in its two groups, the published parameters and multiply-adds', () => {
    const pool = (name: string): Layer => ({ name, kind: 'pooling', kernel: 3, stride: 2 });
    const layers: Layer[] = [
      { name: '1', kind: 'convolution', kernel: 11, stride: 4, out: 96 },
      pool('p1'),
      { name: '2', kind: 'convolution', kernel: 5, padding: 2, out: 256, groups: 2 },
      pool('p2'),
      { name: '3', kind: 'convolution', kernel: 3, padding: 1, out: 384 },
      { name: '4', kind: 'convolution', kernel: 3, padding: 1, out: 384, groups: 2 },
      { name: '5', kind: 'convolution', kernel: 3, padding: 1, out: 256, groups: 2 },
      pool('p5'),
      { name: '6', kind: 'affine', out: 4096 },
      { name: '7', kind: 'affine', out: 4096 },
      { name: '8', kind: 'affine', out: 1000 },
    ];
    const rows = layerTable([227, 227, 3], layers);
    expect(total(rows, 'parameters')).toBe(60_965_224);
    expect(total(rows, 'multiplyAdds')).toBe(724_406_816);
    expect(rows.every(({ unused }) => unused === 0)).toBe(true);
    // The size printed in the paper leaves a pixel over.
    expect(layerTable([224, 224, 3], layers)[0]).toMatchObject({ output: [54, 54, 96], unused: 1 });
  });

  it('joins branches along their channels, as in Inception module 3a', () => {
    const branch = (name: string, kernel: number, out: number, from?: string): Layer => ({
      name,
      kind: 'convolution',
      kernel,
      padding: (kernel - 1) / 2,
      out,
      bias: false,
      ...(from && { from: [from] }),
    });
    const rows = layerTable(
      [28, 28, 192],
      [
        branch('1', 1, 64, 'input'),
        branch('3r', 1, 96, 'input'),
        branch('3', 3, 128),
        branch('5r', 1, 16, 'input'),
        branch('5', 5, 32),
        { name: 'pool', kind: 'pooling', kernel: 3, stride: 1, padding: 1, from: ['input'] },
        branch('p', 1, 32),
        { name: 'mean', kind: 'global pooling', from: ['1', '3', '5', 'p'] },
      ],
    );
    expect(total(rows, 'parameters')).toBe(163_328);
    expect(total(rows, 'multiplyAdds')).toBe(128_049_152);
    expect(rows.at(-1)?.output).toEqual([1, 1, 256]);
  });

  it('counts two numbers a channel for a normalisation and refuses what does not fit', () => {
    expect(layerTable([8, 8, 64], [{ name: 'n', kind: 'normalization' }])[0]?.parameters).toBe(128);
    expect(() => layerTable([4, 4, 1], [{ name: 'p', kind: 'pooling', kernel: 5 }])).toThrow(/does not fit/);
    expect(() => layerTable([4, 4, 1], [{ name: 'p', kind: 'affine', out: 1, from: ['?'] }])).toThrow(
      /unknown/,
    );
  });
});
