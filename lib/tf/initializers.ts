import type { Rng } from '../sim/rng.ts';
import * as tf from './tfjs.ts';

const count = (shape: readonly number[]) => shape.reduce((n, d) => n * d, 1);

/** Independent draws from N(0, stddev²), of the given shape. */
export function normal(rng: Rng, shape: readonly number[], stddev = 1): tf.Tensor {
  const values = Float32Array.from({ length: count(shape) }, () => stddev * rng.normal());
  return tf.tensor(values, [...shape]);
}

/** Glorot and Bengio 2010: variance 2 / (fanIn + fanOut). Not truncated, unlike the one of tf.initializers. */
export function glorotNormal(rng: Rng, fanIn: number, fanOut: number): tf.Tensor2D {
  return normal(rng, [fanIn, fanOut], Math.sqrt(2 / (fanIn + fanOut))) as tf.Tensor2D;
}

/** He et al. 2015: variance 2 / fanIn, for ReLU. Not truncated. */
export function heNormal(rng: Rng, fanIn: number, fanOut: number): tf.Tensor2D {
  return normal(rng, [fanIn, fanOut], Math.sqrt(2 / fanIn)) as tf.Tensor2D;
}
