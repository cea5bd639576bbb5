import type { Layer } from './layer-table.ts';

/** Blocks of VGG-16 (Simonyan and Zisserman 2015, table 1, column D): so many 3×3 convolutions of so many channels. */
const BLOCKS = [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
] as const;

/** VGG-16, for pictures of 224 × 224 × 3. */
export const VGG_16: readonly Layer[] = [
  ...BLOCKS.flatMap(([count, out], i): Layer[] => [
    ...Array.from(
      { length: count },
      (_, k): Layer => ({ name: `conv${i + 1}_${k + 1}`, kind: 'convolution', kernel: 3, padding: 1, out }),
    ),
    { name: `pool${i + 1}`, kind: 'pooling', kernel: 2 },
  ]),
  { name: 'fc6', kind: 'affine', out: 4096 },
  { name: 'fc7', kind: 'affine', out: 4096 },
  { name: 'fc8', kind: 'affine', out: 1000 },
];
