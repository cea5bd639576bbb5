import type { Layer } from './layer-table.ts';

/** What the first layer fits on without a fraction; the paper says 224. */
export const ALEXNET_INPUT = [227, 227, 3] as const;

/** AlexNet (Krizhevsky, Sutskever and Hinton 2012, section 3.5); with two groups, layers 2, 4 and 5 read the maps of their own GPU alone. */
export const alexnet = (groups: 1 | 2): readonly Layer[] => [
  { name: 'conv1', kind: 'convolution', kernel: 11, stride: 4, out: 96 },
  { name: 'pool1', kind: 'pooling', kernel: 3, stride: 2 },
  { name: 'conv2', kind: 'convolution', kernel: 5, padding: 2, out: 256, groups },
  { name: 'pool2', kind: 'pooling', kernel: 3, stride: 2 },
  { name: 'conv3', kind: 'convolution', kernel: 3, padding: 1, out: 384 },
  { name: 'conv4', kind: 'convolution', kernel: 3, padding: 1, out: 384, groups },
  { name: 'conv5', kind: 'convolution', kernel: 3, padding: 1, out: 256, groups },
  { name: 'pool5', kind: 'pooling', kernel: 3, stride: 2 },
  { name: 'fc6', kind: 'affine', out: 4096 },
  { name: 'fc7', kind: 'affine', out: 4096 },
  { name: 'fc8', kind: 'affine', out: 1000 },
];
