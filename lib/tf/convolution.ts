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

/**
 * Every size × size window inside n images of one channel, as rows: [n · height' · width', size²], so that
 * `affine(windows(…), K, b)` is a convolutional layer. On the CPU backend its gradient costs a third of conv2d's.
 */
export function windows(
  pixels: ArrayLike<number>,
  [n, height, width]: readonly [n: number, height: number, width: number],
  size: number,
): tf.Tensor2D {
  const [rows, columns] = [height - size + 1, width - size + 1];
  const out = new Float32Array(n * rows * columns * size ** 2);
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let row = i * height; row < i * height + rows; row++)
      for (let column = 0; column < columns; column++)
        for (let u = 0; u < size; u++)
          for (let v = 0; v < size; v++) out[at++] = pixels[(row + u) * width + column + v] as number;
  return tf.tensor2d(out, [n * rows * columns, size ** 2]);
}
