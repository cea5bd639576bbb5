import type { Rng } from '../sim/rng.ts';
import * as tf from './tfjs.ts';

/**
 * A restricted Boltzmann machine of binary units: energy E(v, h) = −a·v − b·h − vᵀWh and p(v, h) = e^−E / Z
 * (Smolensky 1986; Hinton 2012, “A practical guide to training restricted Boltzmann machines”, equations 1 and 2).
 * w [visible, hidden], a [visible], b [hidden]. Batches are rows: v [n, visible], h [n, hidden].
 */
export interface Rbm {
  w: tf.Tensor2D;
  a: tf.Tensor1D;
  b: tf.Tensor1D;
}

/** All 2ⁿ states of n binary units, [2ⁿ, n]; unit 0 is the lowest bit of the row number. */
export const binaryStates = (n: number): tf.Tensor2D =>
  tf.tensor2d(
    Array.from({ length: 2 ** n }, (_, state) => Array.from({ length: n }, (_, i) => (state >> i) & 1)),
  );

/** b + vW: what each hidden unit receives. */
const hiddenInput = ({ w, b }: Rbm, v: tf.Tensor2D): tf.Tensor2D => tf.add(tf.matMul(v, w), b);

/** E(v, h) of each row. */
export const energy = (rbm: Rbm, v: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor1D =>
  tf.neg(tf.add<tf.Tensor1D>(tf.dot(v, rbm.a), tf.sum(tf.mul(h, hiddenInput(rbm, v)), 1)));

/** F(v) = −a·v − Σⱼ log(1 + e^(bⱼ + (vW)ⱼ)) of each row, so that e^−F(v) = Σ_h e^−E(v, h) (guide, section 16.1). */
export const freeEnergy = (rbm: Rbm, v: tf.Tensor2D): tf.Tensor1D =>
  tf.neg(tf.add<tf.Tensor1D>(tf.dot(v, rbm.a), tf.sum(tf.softplus(hiddenInput(rbm, v)), 1)));

/** p(hⱼ = 1 | v) = σ(bⱼ + (vW)ⱼ) (guide, equation 7). */
export const hiddenGivenVisible = (rbm: Rbm, v: tf.Tensor2D): tf.Tensor2D => tf.sigmoid(hiddenInput(rbm, v));

/** p(vᵢ = 1 | h) = σ(aᵢ + (hWᵀ)ᵢ) (guide, equation 8). */
export const visibleGivenHidden = ({ w, a }: Rbm, h: tf.Tensor2D): tf.Tensor2D =>
  tf.sigmoid(tf.add(tf.matMul(h, w, false, true), a));

/** Zeros and ones, each 1 with its probability. */
export const bernoulli = (rng: Rng, probability: tf.Tensor2D): tf.Tensor2D =>
  tf.tensor2d(
    Float32Array.from(probability.dataSync(), (p) => (rng.uniform() < p ? 1 : 0)),
    probability.shape,
  );

/** k steps of block Gibbs sampling: each draws all hidden units from p(h | v), then all visible ones from p(v | h). */
export const gibbs = (rbm: Rbm, start: tf.Tensor2D, k: number, rng: Rng): tf.Tensor2D =>
  tf.tidy(() => {
    let v = start.clone();
    for (let i = 0; i < k; i++) {
      const h = bernoulli(rng, hiddenGivenVisible(rbm, v));
      v = bernoulli(rng, visibleGivenHidden(rbm, h));
    }
    return v;
  });

/**
 * Averages of −∂F/∂θ over the rows, for w, a and b: ⟨v p(h | v)ᵀ⟩, ⟨v⟩ and ⟨p(h | v)⟩. Rows count equally, or by
 * `weights` [1, n], which sum to 1.
 */
export function statistics(rbm: Rbm, v: tf.Tensor2D, weights?: tf.Tensor2D): Rbm {
  const each = weights ?? (tf.fill([1, v.shape[0]], 1 / v.shape[0]) as tf.Tensor2D);
  const h = hiddenGivenVisible(rbm, v);
  return {
    w: tf.matMul(tf.mul(v, tf.transpose(each)), h, true),
    a: tf.squeeze(tf.matMul(each, v), [0]),
    b: tf.squeeze(tf.matMul(each, h), [0]),
  };
}

/**
 * ⟨−∂F/∂θ⟩ over the data minus the same over samples of the model: the gradient of the mean log-likelihood when these
 * are fair samples of p(v); CD-k when they are `gibbs(rbm, data, k)` (Hinton 2002; guide, equation 9); persistent
 * CD when they are chains carried from update to update (Tieleman 2008).
 */
export function contrast(rbm: Rbm, data: tf.Tensor2D, samples: tf.Tensor2D, weights?: tf.Tensor2D): Rbm {
  const [positive, negative] = [statistics(rbm, data), statistics(rbm, samples, weights)];
  return {
    w: tf.sub(positive.w, negative.w),
    a: tf.sub(positive.a, negative.a),
    b: tf.sub(positive.b, negative.b),
  };
}

/** p(v) of each of the given states, [1, n], where they are all there are (n = 2^visible). */
export const modelProbabilities = (rbm: Rbm, all: tf.Tensor2D): tf.Tensor2D =>
  tf.reshape(tf.softmax(tf.neg(freeEnergy(rbm, all)) as tf.Tensor1D), [1, -1]);
