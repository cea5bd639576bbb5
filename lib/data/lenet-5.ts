import type { Layer } from './layer-table.ts';

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998, section II.B), for pictures of 32 × 32. C3 joins 60 of the 6 · 16
 * pairs of maps (their table I); the output is the distance to ten codes fixed by hand.
 */
export const LENET_5: readonly Layer[] = [
  { name: 'C1', kind: 'convolution', kernel: 5, out: 6 },
  { name: 'S2', kind: 'pooling', kernel: 2, trained: true },
  { name: 'C3', kind: 'convolution', kernel: 5, out: 16, pairs: 60 },
  { name: 'S4', kind: 'pooling', kernel: 2, trained: true },
  { name: 'C5', kind: 'convolution', kernel: 5, out: 120 },
  { name: 'F6', kind: 'affine', out: 84 },
  { name: 'output', kind: 'affine', out: 10, fixed: true },
];
