import type { Point } from '../sim/index.ts';
import { affine, tf } from '../tf/index.ts';

/** In each problem: a power of 2, so that the usual batch sizes divide it. */
export const examples = 256;

/** A task that optimizers are raced on: data, a start, a loss. */
export interface Problem {
  /** [examples, inputs] and [examples, 1]. */
  x: tf.Tensor2D;
  y: tf.Tensor2D;
  /** W₁, b₁, W₂, b₂, …: both runners start from a copy. */
  start: tf.Tensor[];
  /** Mean over a batch; outputs and targets are [batch, 1]. */
  loss(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar;
  /** Over all examples: the loss less the least possible; spirals' accuracy; the line's (b, w). */
  measure(theta: readonly tf.Tensor[]): { excess: number; accuracy: number | null; at: Point | null };
  /** The line's best (b, w), or null. */
  minimum: Point | null;
  /** The spirals in their first units, of class 0 and 1 by turns. */
  points: Point[];
  /** Spirals: probability of class 1 over the square of the map, 0 … 255, row by row from the top. */
  map(theta: readonly tf.Tensor[]): number[];
}

/** tanh layers and a linear last one: [batch, inputs] → [batch, 1]. A single layer is xw + b. */
export function outputs(x: tf.Tensor2D, theta: readonly tf.Tensor[]): tf.Tensor2D {
  let h = x;
  for (let i = 0; i < theta.length; i += 2) {
    h = affine(i ? tf.tanh(h) : h, theta[i] as tf.Tensor2D, theta[i + 1] as tf.Tensor1D);
  }
  return h;
}
