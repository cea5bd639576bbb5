import * as tf from '@tensorflow/tfjs-core';

/** Keeps what a run owns, so that `dispose` frees all of it. */
export function owner() {
  const owned: tf.Tensor[] = [];
  return {
    own<T extends tf.Tensor>(tensor: T): T {
      owned.push(tensor);
      return tensor;
    },
    variable(initial: tf.Tensor): tf.Variable {
      const variable = tf.variable(initial);
      initial.dispose();
      owned.push(variable);
      return variable;
    },
    dispose() {
      for (const tensor of owned) tensor.dispose();
    },
  };
}

/** Loss and its gradient for each variable, in their order. The caller disposes all of them (or uses `tf.tidy`). */
export function gradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
): { loss: tf.Scalar; gradients: tf.Tensor[] } {
  const { value, grads } = tf.variableGrads(loss, [...variables]);
  return { loss: value, gradients: variables.map((v) => grads[v.name] as tf.Tensor) };
}
