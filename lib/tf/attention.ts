import * as tf from './tfjs.ts';

/**
 * Scaled dot-product attention (Vaswani et al. 2017, equation 1): weights = softmax(QKᵀ / √d + mask), output =
 * weights · V. q [..., queries, d], k [..., keys, d], v [..., keys, dims], with the same leading sizes; each row of
 * weights [..., queries, keys] sums to 1; output [..., queries, dims]. The mask broadcasts to the shape of the weights:
 * 0 where a query may look, −∞ where not. A query that may look nowhere gets NaN.
 */
export function attention<T extends tf.Tensor>(
  q: T,
  k: T,
  v: T,
  mask?: tf.Tensor,
): { output: T; weights: T } {
  const d = q.shape[q.rank - 1] as number;
  const scores = tf.div<T>(tf.matMul(q, k, false, true), Math.sqrt(d));
  const weights = tf.softmax(mask ? tf.add<T>(scores, mask) : scores);
  return { output: tf.matMul(weights, v), weights };
}
