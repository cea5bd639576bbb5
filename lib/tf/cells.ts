import * as tf from '@tensorflow/tfjs-core';
import { affine } from './layers.ts';

/** One step of a recurrent network: x [batch, in] and the old state give the new state. */
export type Cell<State> = (x: tf.Tensor2D, state: State) => State;

/** Output h and memory c, both [batch, units]. */
export type LstmState = { h: tf.Tensor2D; c: tf.Tensor2D };

const join = (x: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D => tf.concat([x, h], 1);

/** h' = tanh(xW + hU + b) (Elman 1990). w [in, units], u [units, units], b [units]; h [batch, units]. */
export const rnnCell =
  (w: tf.Tensor2D, u: tf.Tensor2D, b: tf.Tensor1D): Cell<tf.Tensor2D> =>
  (x, h) =>
    tf.tanh(tf.add(affine(x, w, b), tf.matMul(h, u)));

/**
 * Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000, tanh for both of their
 * squashing functions, and no peepholes: [i f o g] = [x, h]W + b, c' = σ(f)c + σ(i)tanh(g), h' = σ(o)tanh(c').
 * w [in + units, 4 units], b [4 units], columns in the order i, f, o, g; h and c [batch, units].
 */
export const lstmCell =
  (w: tf.Tensor2D, b: tf.Tensor1D): Cell<LstmState> =>
  (x, { h, c }) => {
    const [i, f, o, g] = tf.split(affine(join(x, h), w, b), 4, 1) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    const next: tf.Tensor2D = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    return { h: tf.mul(tf.sigmoid(o), tf.tanh(next)), c: next };
  };

/**
 * Cho et al. 2014, equations 5 to 8, with biases: [r z] = σ([x, h]W + b), h̃ = tanh([x, r ⊙ h]V + d),
 * h' = zh + (1 − z)h̃. So z = 1 keeps the old state; Chung et al. 2014 swap z and 1 − z. The reset acts on h before
 * the matrix product, not after it as in cuDNN. w [in + units, 2 units], b [2 units], columns in the order r, z;
 * v [in + units, units], d [units]; h [batch, units].
 */
export const gruCell =
  (w: tf.Tensor2D, b: tf.Tensor1D, v: tf.Tensor2D, d: tf.Tensor1D): Cell<tf.Tensor2D> =>
  (x, h) => {
    const [r, z] = tf.split(tf.sigmoid(affine(join(x, h), w, b)), 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const candidate = tf.tanh(affine(join(x, tf.mul(r, h)), v, d));
    return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate));
  };

/** The state after each of the inputs, which are [batch, in] and in order of time. */
export function unroll<State>(cell: Cell<State>, inputs: readonly tf.Tensor2D[], state: State): State[] {
  let current = state;
  return inputs.map((x) => {
    current = cell(x, current);
    return current;
  });
}
