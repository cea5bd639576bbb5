import * as tf from './tfjs.ts';

/** Labelled pictures of one size, as lib/data has them: digits, letters. */
interface Pictures {
  n: number;
  pixels: Float32Array;
  label: readonly number[];
}

/** A row of pixels for each picture: [n, pixels of a picture]. */
export const inputs = ({ n, pixels }: Omit<Pictures, 'label'>): tf.Tensor2D =>
  tf.tensor2d(pixels, [n, pixels.length / n]);

/** The label of each example: int32 [n]. */
export const labels = ({ label }: Pick<Pictures, 'label'>): tf.Tensor1D => tf.tensor1d([...label], 'int32');

/** The labels one-hot: [n, classes]. */
export const targets = (set: Pick<Pictures, 'label'>, classes: number): tf.Tensor2D =>
  tf.tidy(() => tf.oneHot(labels(set), classes) as tf.Tensor2D);
