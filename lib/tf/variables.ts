import { affine } from './layers.ts';
import * as tf from './tfjs.ts';

/** An affine layer, called as a function: rows x [batch, in] → xW + b [batch, out]. */
export interface Layer {
  (x: tf.Tensor2D): tf.Tensor2D;
  w: tf.Variable<tf.Rank.R2>;
  b: tf.Variable<tf.Rank.R1>;
  /** w and b, for an optimizer. */
  variables: tf.Variable[];
}

/** Keeps what a run owns (tensors, variables, layers, optimizers, whole nets), so that `dispose` frees all of it. */
export function owner() {
  const owned: { dispose(): void }[] = [];
  function own<T extends { dispose(): void }>(thing: T): T {
    owned.push(thing);
    return thing;
  }
  function variable<R extends tf.Rank>(initial: tf.Tensor<R>): tf.Variable<R> {
    const made = own(tf.variable(initial));
    initial.dispose();
    return made;
  }
  return {
    own,
    variable,
    /** A layer that starts with the given weights [in, out] and biases [out], zeros if none are given. */
    layer(weights: tf.Tensor2D, biases: tf.Tensor = tf.zeros([weights.shape[1]])): Layer {
      const [w, b] = [variable(weights), variable(biases as tf.Tensor1D)];
      return Object.assign((x: tf.Tensor2D) => affine(x, w, b), { w, b, variables: [w, b] });
    },
    dispose() {
      for (const thing of owned) thing.dispose();
    },
  };
}

/** Loss and its gradient for each variable, in their order. The caller disposes all of them (or uses `tf.tidy`). */
export function gradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
): { loss: tf.Scalar; gradients: tf.Tensor[] } {
  const { value, grads } = tf.engine().gradients(loss, [...variables]);
  return { loss: value, gradients: grads };
}

/** The one number that a computation gives; all its tensors are freed. */
export const evaluate = (compute: () => tf.Tensor): number =>
  tf.tidy(() => compute().dataSync()[0] as number);
