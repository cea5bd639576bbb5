import * as tf from './tfjs.ts';

/**
 * Pascanu, Mikolov and Bengio 2013, algorithm 1: where the norm ‖g‖ of all gradients taken as one vector exceeds
 * maxNorm, g ← g · maxNorm / ‖g‖. New tensors of the same shapes, and the norm before clipping (a scalar); the caller
 * disposes all of them (or uses `tf.tidy`), and the gradients given.
 */
export const clipByNorm = (
  gradients: readonly tf.Tensor[],
  maxNorm: number,
): { gradients: tf.Tensor[]; norm: tf.Scalar } =>
  tf.tidy(() => {
    const norm: tf.Scalar = tf.sqrt(tf.addN(gradients.map((g) => tf.sum(tf.square(g)) as tf.Scalar)));
    const factor = tf.div(maxNorm, tf.maximum(norm, maxNorm));
    return { gradients: gradients.map((g) => tf.mul(g, factor)), norm };
  });
