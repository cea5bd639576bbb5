import { describe, expect, it } from 'vitest';
import { tf } from '@/lib/tf';
import { activations } from '@/lib/tf/activations.ts';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
/** Φ by its power series, exact to double precision for |z| ≤ 3. */
function normalCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 60; k++) {
    term *= -(z * z) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}
const closedForms: Record<keyof typeof activations, (z: number) => number> = {
  identity: (z) => z,
  sigmoid,
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  gelu: (z) => z * normalCdf(z),
  silu: (z) => z * sigmoid(z),
};
/** Away from 0, where ReLU has a kink. */
const inputs = [-3, -1.5, -1, -0.3, -0.01, 0.01, 0.4, 1, 2.2, 3];
const column = tf.tensor2d(inputs, [inputs.length, 1]);

describe.each(Object.keys(activations) as (keyof typeof activations)[])('%s', (name) => {
  it('has the values of its closed form', () => {
    const values = activations[name](column).dataSync();
    inputs.forEach((z, i) => {
      expect(values[i]).toBeCloseTo(closedForms[name](z), 6);
    });
  });

  it('has the derivative that central differences give', () => {
    const slopes = tf
      .grad((z) => tf.mul(activations[name](z as tf.Tensor2D), 1))(column)
      .dataSync();
    const h = 1e-4;
    inputs.forEach((z, i) => {
      const slope = (closedForms[name](z + h) - closedForms[name](z - h)) / (2 * h);
      expect(Math.abs((slopes[i] as number) - slope)).toBeLessThan(1e-4);
    });
  });
});

it('agrees with the values printed in tables', () => {
  const at = (name: keyof typeof activations, z: number) =>
    activations[name](tf.tensor2d([[z]])).dataSync()[0];
  expect(at('gelu', 1)).toBeCloseTo(0.841345, 6);
  expect(at('elu', -1)).toBeCloseTo(-0.632121, 6);
  expect(at('sigmoid', -1.3)).toBeCloseTo(1 - (at('sigmoid', 1.3) as number), 6);
  const slopeAt0 = tf
    .grad((z) => tf.sigmoid(z))(tf.scalar(0))
    .dataSync()[0];
  expect(slopeAt0).toBeCloseTo(0.25, 7);
});
