import * as tf from '@tensorflow/tfjs-core';
import { gradients as gradientsOf } from './variables.ts';

/** Moves each variable in place by its gradient; owns its running averages. */
export interface Optimizer {
  apply(gradients: readonly tf.Tensor[]): void;
  /** One update by the gradient of the loss, with all its tensors freed; the loss as it was before. */
  minimise(loss: () => tf.Scalar): number;
  dispose(): void;
}

/** Makes an optimizer of an update rule, which is told each variable, its gradient and its number. */
function optimizer(
  variables: readonly tf.Variable[],
  averages: readonly tf.Variable[],
  update: (theta: tf.Variable, g: tf.Tensor, i: number) => void,
  begin = () => {},
): Optimizer {
  const apply = (gradients: readonly tf.Tensor[]) => {
    begin();
    tf.tidy(() => {
      for (const [i, theta] of variables.entries()) update(theta, gradients[i] as tf.Tensor, i);
    });
  };
  return {
    apply,
    minimise: (loss) =>
      tf.tidy(() => {
        const found = gradientsOf(loss, variables);
        apply(found.gradients);
        return found.loss.dataSync()[0] as number;
      }),
    dispose: () => tf.dispose([...averages]),
  };
}

const zerosLike = (variables: readonly tf.Variable[]) =>
  variables.map((v) => tf.tidy(() => tf.variable(tf.zerosLike(v))));

type Rate = number | (() => number);
const value = (rate: Rate) => (typeof rate === 'number' ? rate : rate());

/** θ ← θ − η g. A rate given as a function is read at each update (schedules, live sliders). */
export function sgd(variables: readonly tf.Variable[], rate: Rate, momentum = 0): Optimizer {
  // Polyak's heavy ball as in PyTorch: u ← μu + g, θ ← θ − ηu.
  const velocity = momentum ? zerosLike(variables) : [];
  return optimizer(variables, velocity, (theta, g, i) => {
    const u = velocity[i];
    u?.assign(tf.add(tf.mul(u, momentum), g));
    theta.assign(tf.sub(theta, tf.mul(u ?? g, value(rate))));
  });
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
  return optimizer(
    variables,
    [...m, ...v],
    (theta, g, i) => {
      const [c1, c2] = correctBias ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
      const [mi, vi] = [m[i], v[i]] as [tf.Variable, tf.Variable];
      mi.assign(tf.add(tf.mul(mi, beta1), tf.mul(g, 1 - beta1)));
      vi.assign(tf.add(tf.mul(vi, beta2), tf.mul(tf.square(g), 1 - beta2)));
      const step = tf.div(tf.div(mi, c1), tf.add(tf.sqrt(tf.div(vi, c2)), epsilon));
      theta.assign(tf.sub(theta, tf.mul(step, value(rate))));
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
  const velocity = zerosLike(variables);
  return optimizer(variables, velocity, (phi, g, i) => {
    const [v, step] = [velocity[i] as tf.Variable, tf.mul(g, value(rate))];
    v.assign(tf.sub(tf.mul(v, momentum), step));
    phi.assign(tf.add(tf.sub(phi, step), tf.mul(v, momentum)));
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
  const square = zerosLike(variables);
  return optimizer(variables, square, (theta, g, i) => {
    const s = square[i] as tf.Variable;
    s.assign(tf.add(tf.mul(s, rho), tf.mul(tf.square(g), 1 - rho)));
    const step = tf.div(g, tf.add(tf.sqrt(s), epsilon));
    theta.assign(tf.sub(theta, tf.mul(step, value(rate))));
  });
}

/**
 * AdaGrad (Duchi, Hazan and Singer 2011, the diagonal form without projection): s ← s + g², θ ← θ − ηg / (√s + δ).
 * The sum s starts at 0, and δ (`epsilon`) stands outside the root, as in the paper.
 */
export function adagrad(variables: readonly tf.Variable[], rate: Rate, { epsilon = 1e-8 } = {}): Optimizer {
  const sum = zerosLike(variables);
  return optimizer(variables, sum, (theta, g, i) => {
    const s = sum[i] as tf.Variable;
    s.assign(tf.add(s, tf.square(g)));
    const step = tf.div(g, tf.add(tf.sqrt(s), epsilon));
    theta.assign(tf.sub(theta, tf.mul(step, value(rate))));
  });
}

/**
 * Adadelta (Zeiler 2012, algorithm 1), without a rate: E[g²] ← ρE[g²] + (1 − ρ)g², Δ = −g √(E[Δ²] + ε) / √(E[g²] + ε),
 * E[Δ²] ← ρE[Δ²] + (1 − ρ)Δ², θ ← θ + Δ. Both averages start at 0; the step divides by the new E[g²].
 */
export function adadelta(variables: readonly tf.Variable[], { rho = 0.95, epsilon = 1e-6 } = {}): Optimizer {
  const squaredGradients = zerosLike(variables);
  const squaredSteps = zerosLike(variables);
  const update = (average: tf.Variable, x: tf.Tensor) =>
    average.assign(tf.add(tf.mul(average, rho), tf.mul(tf.square(x), 1 - rho)));
  const rms = (average: tf.Variable) => tf.sqrt(tf.add(average, epsilon));
  return optimizer(variables, [...squaredGradients, ...squaredSteps], (theta, g, i) => {
    const [eg, ed] = [squaredGradients[i], squaredSteps[i]] as [tf.Variable, tf.Variable];
    update(eg, g);
    const delta = tf.neg(tf.mul(tf.div(rms(ed), rms(eg)), g));
    update(ed, delta);
    theta.assign(tf.add(theta, delta));
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
