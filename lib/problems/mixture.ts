import { sum } from 'd3-array';
import { adam, owner, tf } from '../tf/index.ts';

/** Mixtures of Gaussians on the line: their density, the area under it, and one that is fitted to samples. */

const ROOT = Math.sqrt(2 * Math.PI);
export interface Component {
  weight: number;
  mu: number;
  sigma: number;
}

/** p(x) = Σ w N(x; μ, σ²). */
export const density = (x: number, mixture: readonly Component[]) =>
  sum(
    mixture,
    ({ weight, mu, sigma }) => (weight * Math.exp(-(((x - mu) / sigma) ** 2) / 2)) / (sigma * ROOT),
  );

/** P(X ≤ x) = Σ w Φ((x − μ)/σ), where Φ(z) = (1 + erf(z/√2))/2; an area is the difference of two of them. */
export function cumulative(mixture: readonly Component[], x: readonly number[]): number[] {
  const parts = mixture.map(({ weight, mu, sigma }) => {
    const erf = tf.tidy(() => tf.erf(x.map((v) => (v - mu) / (sigma * Math.SQRT2))).dataSync());
    return x.map((_, i) => (weight * (1 + (erf[i] as number))) / 2);
  });
  return x.map((_, i) => sum(parts, (part) => part[i] as number));
}

/** A mixture of Gaussians, fitted by Adam to the mean negative log density. */
export function fitMixture(data: readonly number[], components: number, floor: number) {
  const { own, variable, dispose } = owner();
  const sorted = [...data].sort((a, b) => a - b);
  const quantiles = Array.from(
    { length: components },
    (_, k) => sorted[Math.floor(((k + 0.5) / components) * data.length)] as number,
  );
  const logits = variable(tf.zeros([components]));
  const mu = variable(tf.tensor1d(quantiles));
  const s = variable(tf.fill([components], Math.log(0.5)));
  const optimizer = own(adam([logits, mu, s], 0.05));
  const column = own(tf.tensor2d([...data], [data.length, 1]));
  const loss = () =>
    tf.tidy(() => {
      const sigma = tf.add(tf.exp(s), floor);
      const z = tf.div(tf.sub(column, mu), sigma);
      const logs = tf.sub(
        tf.sub(tf.logSoftmax(logits), tf.log(tf.mul(sigma, ROOT))),
        tf.mul(tf.square(z), 0.5),
      );
      return tf.neg(tf.mean(tf.logSumExp(logs, 1)));
    }) as tf.Scalar;
  return {
    step: () => optimizer.minimise(loss),
    mixture(): Component[] {
      const w = tf.tidy(() => tf.softmax(logits).dataSync());
      const [m, e] = [mu.dataSync(), s.dataSync()];
      return Array.from(w, (weight, k) => ({
        weight,
        mu: m[k] as number,
        sigma: floor + Math.exp(e[k] as number),
      }));
    },
    dispose,
  };
}
