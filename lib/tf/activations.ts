import * as tf from './tfjs.ts';

/** An activation function: acts on each element of a matrix of pre-activations. */
export type Activation = (z: tf.Tensor2D) => tf.Tensor2D;

/** Φ(z), the distribution function of N(0, 1). */
const normalCdf = (z: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.add(tf.erf(tf.div(z, Math.SQRT2)), 1), 0.5);

/**
 * ELU with α = 1 (Clevert, Unterthiner and Hochreiter 2016). GELU as zΦ(z), not its tanh approximation (Hendrycks and
 * Gimpel 2016). SiLU as zσ(z), which is Swish with β = 1.
 */
export const activations = {
  identity: (z) => z,
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  relu: (z) => tf.relu(z),
  elu: (z) => tf.elu(z),
  gelu: (z) => tf.mul(z, normalCdf(z)),
  silu: (z) => tf.mul(z, tf.sigmoid(z)),
} satisfies Record<string, Activation>;

export const activationNames = {
  identity: 'identity',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  elu: 'ELU',
  gelu: 'GELU',
  silu: 'SiLU',
} as const satisfies Record<keyof typeof activations, string>;
