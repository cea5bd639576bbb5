import * as tf from '@tensorflow/tfjs-core';

/** 'valid': only windows inside the image. 'same': zeros around it, so that stride 1 keeps height and width. */
export type Padding = 'valid' | 'same';

/**
 * Cross-correlation, the convolution of LeCun et al. 1998 (filters are not flipped), without a bias:
 * x [batch, height, width, in], filters [height, width, in, out] → [batch, height', width', out].
 */
export const conv2d = (x: tf.Tensor4D, filters: tf.Tensor4D, padding: Padding, stride = 1): tf.Tensor4D =>
  tf.conv2d(x, filters, stride, padding);

/** Largest value of each size × size window inside the image: [batch, height, width, channels], channel by channel. */
export const maxPool = (x: tf.Tensor4D, size: number, stride = size): tf.Tensor4D =>
  tf.maxPool(x, size, stride, 'valid');

/**
 * Mean of each size × size window inside the image: [batch, height, width, channels], channel by channel. Not offered
 * with 'same': there the gradient of tf.avgPool on the CPU backend divides by size² even at the edges.
 */
export const averagePool = (x: tf.Tensor4D, size: number, stride = size): tf.Tensor4D =>
  tf.avgPool(x, size, stride, 'valid');
