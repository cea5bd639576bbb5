import type { Layer } from './layer-table.ts';

/** Channels of module 3a of GoogLeNet (Szegedy et al. 2015, table 1): what it is given and what its branches give. */
const [GIVEN, ONE, REDUCE_3, THREE, REDUCE_5, FIVE, PROJECTION] = [192, 64, 96, 128, 16, 32, 32] as const;
export const MODULE_3A_INPUT = [28, 28, GIVEN] as const;

const conv = (name: string, kernel: number, out: number, from = 'input'): Layer => ({
  name,
  kind: 'convolution',
  kernel,
  out,
  padding: (kernel - 1) / 2,
  bias: false,
  from: [from],
});

/** Its convolutions, without biases, with a 1×1 before each of the large ones. */
export const MODULE_3A: readonly Layer[] = [
  conv('1×1', 1, ONE),
  conv('1×1 before 3×3', 1, REDUCE_3),
  conv('3×3', 3, THREE, '1×1 before 3×3'),
  conv('1×1 before 5×5', 1, REDUCE_5),
  conv('5×5', 5, FIVE, '1×1 before 5×5'),
  { name: 'max pooling', kind: 'pooling', kernel: 3, stride: 1, padding: 1, from: ['input'] },
  conv('1×1 after pooling', 1, PROJECTION, 'max pooling'),
];

/** The same branches with every filter on all 192 channels; pooling would hand these on as they are. */
export const WITHOUT_REDUCTION: readonly Layer[] = [
  conv('1×1', 1, ONE),
  conv('3×3', 3, THREE),
  conv('5×5', 5, FIVE),
];
