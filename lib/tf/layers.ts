import * as tf from '@tensorflow/tfjs-core';

/** xW + b for a batch of rows: [batch, in] · [in, out] + [out] → [batch, out]. */
export const affine = (x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor2D =>
  tf.add(tf.matMul(x, w), b);

/** Mean of −log p(label) of a Bernoulli with the given logits; labels are 0 or 1, both of one shape. */
export const logisticLoss = (logits: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
  tf.mean(tf.sub(tf.softplus(logits), tf.mul(labels, logits)));

/** Mean over rows of −Σ target · log softmax(logits); both [batch, classes], each target row sums to 1. */
export const softmaxCrossEntropy = (logits: tf.Tensor2D, target: tf.Tensor2D): tf.Scalar =>
  tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits)), 1)));

/** Mean over all elements of (output − target)², both of one shape. */
export const meanSquaredError = (output: tf.Tensor, target: tf.Tensor): tf.Scalar =>
  tf.mean(tf.squaredDifference(output, target));

/** Share of rows whose largest logit is at the label. logits [batch, classes], labels int32 [batch]. */
export const accuracy = (logits: tf.Tensor2D, labels: tf.Tensor1D): number =>
  tf.tidy(() => tf.mean(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32')).dataSync()[0] as number);

/** The given rows as a matrix: points of the plane, one-hot codes, anything of equal lengths. */
export const matrix = (rows: readonly (readonly number[])[]): tf.Tensor2D => tf.tensor2d(rows as number[][]);

/** The given numbers as a matrix of one column. */
export const column = (values: readonly number[]): tf.Tensor2D =>
  tf.tensor2d([...values], [values.length, 1]);

/** Share of logits on the right side of 0: above it for class 1. */
export const signAccuracy = (logits: ArrayLike<number>, label: readonly number[]): number =>
  label.filter((one, i) => one === Number((logits[i] as number) > 0)).length / label.length;
