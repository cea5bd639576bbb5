import { tf } from '../tf/index.ts';

/** Arithmetic on lists of tensors, such as the gradients or the weights of a net. The caller disposes what it is given. */

type List = readonly tf.Tensor[];
/** Σ wₖ tₖ for each tensor of the K lists: a weighted mean where the weights sum to 1. */
export const weighted = (w: readonly number[], lists: readonly List[]): tf.Tensor[] =>
  (lists[0] as List).map((_, i) =>
    tf.tidy(() => tf.addN(lists.map((list, k) => tf.mul(list[i] as tf.Tensor, w[k] as number)))),
  );
export function copy(from: List, to: readonly tf.Variable[]) {
  for (const [i, v] of to.entries()) v.assign(from[i] as tf.Tensor);
}
/** Euclidean length over all tensors. */
export const norm = (list: List) =>
  Math.sqrt(list.reduce((sum, t) => sum + (tf.tidy(() => tf.sum(tf.square(t)).dataSync()[0]) as number), 0));
/** ‖a − b‖ / ‖b‖ over all tensors. */
export const deviation = (a: List, b: List) =>
  tf.tidy(() => norm(a.map((t, i) => tf.sub(t, b[i] as tf.Tensor))) / norm(b));
