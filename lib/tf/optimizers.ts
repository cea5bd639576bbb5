import * as tf from '@tensorflow/tfjs-core';

/** Moves each variable in place by its gradient; owns its running averages. */
export interface Optimizer {
  apply(gradients: readonly tf.Tensor[]): void;
  dispose(): void;
}

const zerosLike = (variables: readonly tf.Variable[]) =>
  variables.map((v) => tf.tidy(() => tf.variable(tf.zerosLike(v))));

type Rate = number | (() => number);
const value = (rate: Rate) => (typeof rate === 'number' ? rate : rate());

/** θ ← θ − η g. A rate given as a function is read at each update (schedules, live sliders). */
export function sgd(variables: readonly tf.Variable[], rate: Rate, momentum = 0): Optimizer {
  // Polyak's heavy ball as in PyTorch: u ← μu + g, θ ← θ − ηu.
  const velocity = momentum ? zerosLike(variables) : [];
  return {
    apply: (gradients) =>
      tf.tidy(() => {
        variables.forEach((theta, i) => {
          let move = gradients[i] as tf.Tensor;
          const u = velocity[i];
          if (u) {
            u.assign(tf.add(tf.mul(u, momentum), move));
            move = u;
          }
          theta.assign(tf.sub(theta, tf.mul(move, value(rate))));
        });
      }),
    dispose: () => tf.dispose(velocity),
  };
}

/** Adam (Kingma and Ba 2015, algorithm 1). `correctBias: false` leaves out the division by 1 − βᵗ. */
export function adam(
  variables: readonly tf.Variable[],
  rate: Rate,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, correctBias = true } = {},
): Optimizer {
  const m = zerosLike(variables);
  const v = zerosLike(variables);
  let t = 0;
  return {
    apply(gradients) {
      t += 1;
      const [c1, c2] = correctBias ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
      tf.tidy(() => {
        variables.forEach((theta, i) => {
          const [g, mi, vi] = [gradients[i], m[i], v[i]] as [tf.Tensor, tf.Variable, tf.Variable];
          mi.assign(tf.add(tf.mul(mi, beta1), tf.mul(g, 1 - beta1)));
          vi.assign(tf.add(tf.mul(vi, beta2), tf.mul(tf.square(g), 1 - beta2)));
          const step = tf.div(tf.div(mi, c1), tf.add(tf.sqrt(tf.div(vi, c2)), epsilon));
          theta.assign(tf.sub(theta, tf.mul(step, value(rate))));
        });
      });
    },
    dispose: () => tf.dispose([...m, ...v]),
  };
}
