import { read, write } from './engine.ts';
import { numbers } from './product.ts';
import * as tf from './tfjs.ts';
import { gradients as gradientsOf } from './variables.ts';

/** Moves each variable in place by its gradient; owns its running averages. */
export interface Optimizer {
  apply(gradients: readonly tf.Tensor[]): void;
  /** One update by the gradient of the loss, with all its tensors freed; the loss as it was before. */
  minimise(loss: () => tf.Scalar): number;
  dispose(): void;
}

/**
 * Makes an optimizer of an update rule, which is told the numbers of a variable, those of its gradient and those of its
 * two running averages, which are 0 at the start; it changes the first and the last in place, and may need fewer averages.
 */
function optimizer(
  variables: readonly tf.Variable[],
  update: (theta: Float32Array, g: Float32Array, m: Float32Array, v: Float32Array) => void,
  begin = () => {},
): Optimizer {
  const states = variables.map(({ size }) => [new Float32Array(size), new Float32Array(size)] as const);
  const apply = (gradients: readonly tf.Tensor[]) => {
    begin();
    tf.tidy(() => {
      for (const [i, theta] of variables.entries()) {
        // A copy: others may hold the old numbers.
        const values = numbers(theta.size);
        values.set(read(theta));
        update(values, read(gradients[i] as tf.Tensor), ...(states[i] as [Float32Array, Float32Array]));
        theta.assign(write(values, theta.shape));
      }
    });
  };
  return {
    apply,
    minimise: (loss) =>
      tf.tidy(() => {
        const found = gradientsOf(loss, variables);
        apply(found.gradients);
        return read(found.loss)[0] as number;
      }),
    // Averages are plain arrays.
    dispose: () => {},
  };
}

type Rate = number | (() => number);
const value = (rate: Rate) => (typeof rate === 'number' ? rate : rate());

/** θ ← θ − η g. A rate given as a function is read at each update (schedules, live sliders). */
export function sgd(variables: readonly tf.Variable[], rate: Rate, momentum = 0): Optimizer {
  if (momentum === 0)
    return optimizer(variables, (theta, g) => {
      const eta = value(rate);
      for (let i = 0; i < theta.length; i++) (theta[i] as number) -= eta * (g[i] as number);
    });
  // Polyak's heavy ball as in PyTorch: u ← μu + g, θ ← θ − ηu.
  return optimizer(variables, (theta, g, u) => {
    const eta = value(rate);
    for (let i = 0; i < theta.length; i++) {
      u[i] = momentum * (u[i] as number) + (g[i] as number);
      (theta[i] as number) -= eta * (u[i] as number);
    }
  });
}

/** Adam (Kingma and Ba 2015, algorithm 1). `correctBias: false` leaves out the division by 1 − βᵗ. */
export function adam(
  variables: readonly tf.Variable[],
  rate: Rate,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, correctBias = true } = {},
): Optimizer {
  let t = 0;
  return optimizer(
    variables,
    (theta, g, m, v) => {
      const eta = value(rate);
      const [c1, c2] = correctBias ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
      for (let i = 0; i < theta.length; i++) {
        m[i] = beta1 * (m[i] as number) + (1 - beta1) * (g[i] as number);
        v[i] = beta2 * (v[i] as number) + (1 - beta2) * (g[i] as number) * (g[i] as number);
        (theta[i] as number) -=
          (eta * ((m[i] as number) / c1)) / (Math.sqrt((v[i] as number) / c2) + epsilon);
      }
    },
    () => {
      t += 1;
    },
  );
}

/**
 * Nesterov's momentum as in Sutskever et al. 2013, equations 3 and 4: v ← μv − ε∇f(θ + μv), θ ← θ + v, with v = 0 at
 * the start. The variables hold the look-ahead point φ = θ + μv, not θ, so that the gradients taken at them are those
 * the paper asks for. In terms of φ the same steps are v ← μv − εg, φ ← φ − εg + μv (with the new v); θ is φ − μv.
 */
export function nesterov(variables: readonly tf.Variable[], rate: Rate, momentum: number): Optimizer {
  return optimizer(variables, (phi, g, v) => {
    const eta = value(rate);
    for (let i = 0; i < phi.length; i++) {
      v[i] = momentum * (v[i] as number) - eta * (g[i] as number);
      (phi[i] as number) += momentum * (v[i] as number) - eta * (g[i] as number);
    }
  });
}

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6e): s ← ρs + (1 − ρ)g², θ ← θ − ηg / (√s + ε), s = 0 at the start.
 * Not centred, no momentum. The lecture has ρ = 0.9 and no ε; here it stands outside the root, as in PyTorch.
 */
export function rmsprop(
  variables: readonly tf.Variable[],
  rate: Rate,
  { rho = 0.9, epsilon = 1e-8 } = {},
): Optimizer {
  return optimizer(variables, (theta, g, s) => {
    const eta = value(rate);
    for (let i = 0; i < theta.length; i++) {
      s[i] = rho * (s[i] as number) + (1 - rho) * (g[i] as number) * (g[i] as number);
      (theta[i] as number) -= (eta * (g[i] as number)) / (Math.sqrt(s[i] as number) + epsilon);
    }
  });
}

/**
 * AdaGrad (Duchi, Hazan and Singer 2011, the diagonal form without projection): s ← s + g², θ ← θ − ηg / (√s + δ).
 * The sum s starts at 0, and δ (`epsilon`) stands outside the root, as in the paper.
 */
export function adagrad(variables: readonly tf.Variable[], rate: Rate, { epsilon = 1e-8 } = {}): Optimizer {
  return optimizer(variables, (theta, g, s) => {
    const eta = value(rate);
    for (let i = 0; i < theta.length; i++) {
      (s[i] as number) += (g[i] as number) * (g[i] as number);
      (theta[i] as number) -= (eta * (g[i] as number)) / (Math.sqrt(s[i] as number) + epsilon);
    }
  });
}

/**
 * Adadelta (Zeiler 2012, algorithm 1), without a rate: E[g²] ← ρE[g²] + (1 − ρ)g², Δ = −g √(E[Δ²] + ε) / √(E[g²] + ε),
 * E[Δ²] ← ρE[Δ²] + (1 − ρ)Δ², θ ← θ + Δ. Both averages start at 0; the step divides by the new E[g²].
 */
export function adadelta(variables: readonly tf.Variable[], { rho = 0.95, epsilon = 1e-6 } = {}): Optimizer {
  return optimizer(variables, (theta, g, eg, ed) => {
    for (let i = 0; i < theta.length; i++) {
      eg[i] = rho * (eg[i] as number) + (1 - rho) * (g[i] as number) * (g[i] as number);
      const delta =
        -(g[i] as number) * (Math.sqrt((ed[i] as number) + epsilon) / Math.sqrt((eg[i] as number) + epsilon));
      ed[i] = rho * (ed[i] as number) + (1 - rho) * delta * delta;
      (theta[i] as number) += delta;
    }
  });
}

/** Where an optimizer takes a single weight, 0 at the start, under these gradients: its place after each update. */
export function follow(create: (theta: tf.Variable[]) => Optimizer, gradients: readonly number[]): number[] {
  const theta = tf.variable(tf.scalar(0));
  const optimizer = create([theta]);
  const path = gradients.map((g) => {
    tf.tidy(() => optimizer.apply([tf.scalar(g)]));
    return theta.dataSync()[0] as number;
  });
  optimizer.dispose();
  theta.dispose();
  return path;
}
