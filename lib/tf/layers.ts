import { read, record, write } from './engine.ts';
import { matrixOf, numbers, product, sumRows } from './product.ts';
import * as tf from './tfjs.ts';

/** xW + b for a batch of rows: [batch, in] · [in, out] + [out] → [batch, out]. */
export function affine(x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor2D {
  const [[rows, inputs], outputs] = [x.shape, w.shape[1]];
  if (w.shape[0] !== inputs || b.size !== outputs)
    throw new Error(`affine: [${x.shape}] · [${w.shape}] + [${b.shape}] do not fit`);
  const [xv, wv, bv] = [read(x), read(w), read(b)];
  const values = product(matrixOf(xv, inputs), matrixOf(wv, outputs), [rows, inputs, outputs]);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < outputs; j++) (values[at++] as number) += bv[j] as number;
  const y = write<tf.Tensor2D>(values, [rows, outputs]);
  record('affine', { x, w, b }, [y], ([dy]) => {
    const d = read(dy as tf.Tensor);
    return {
      x: () =>
        write(product(matrixOf(d, outputs), matrixOf(wv, outputs, true), [rows, outputs, inputs]), x.shape),
      w: () =>
        write(product(matrixOf(xv, inputs, true), matrixOf(d, outputs), [inputs, rows, outputs]), w.shape),
      b: () => write(sumRows(d, outputs), b.shape),
    };
  });
  return y;
}

/** A loss of two tensors of one shape: `sum` over all elements, and its slopes for both if there is room for them. */
type PairSum = (a: Float32Array, b: Float32Array, slopes?: [Float32Array, Float32Array]) => number;

/** The sum over `count`, as an operation with a gradient. */
function pairLoss(a: tf.Tensor, b: tf.Tensor, count: number, sum: PairSum): tf.Scalar {
  if (a.size !== b.size)
    throw new Error(`a loss of [${a.shape}] against [${b.shape}]: they must have one shape`);
  const [av, bv] = [read(a), read(b)];
  const loss = write<tf.Scalar>(Float32Array.of(sum(av, bv) / count), []);
  record('loss', { a, b }, [loss], ([dy]) => {
    const slopes: [Float32Array, Float32Array] = [numbers(av.length), numbers(bv.length)];
    sum(av, bv, slopes);
    const scale = (read(dy as tf.Tensor)[0] as number) / count;
    const scaled =
      (slope: Float32Array, { shape }: tf.Tensor) =>
      () => {
        for (let i = 0; i < slope.length; i++) (slope[i] as number) *= scale;
        return write(slope, shape);
      };
    return { a: scaled(slopes[0], a), b: scaled(slopes[1], b) };
  });
  return loss;
}

/** Mean of −log p(label) of a Bernoulli with the given logits; labels are 0 or 1, both of one shape. */
export const logisticLoss = (logits: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
  pairLoss(logits, labels, logits.size, (z, y, d) => {
    let sum = 0;
    for (let i = 0; i < z.length; i++) {
      const zi = z[i] as number;
      const yi = y[i] as number;
      const e = Math.exp(-Math.abs(zi));
      sum += Math.max(zi, 0) + Math.log1p(e) - yi * zi;
      if (d) {
        d[0][i] = (zi > 0 ? 1 : e) / (1 + e) - yi;
        d[1][i] = -zi;
      }
    }
    return sum;
  });

/** Mean over rows of −Σ target · log softmax(logits); both [batch, classes], each target row sums to 1. */
export const softmaxCrossEntropy = (logits: tf.Tensor2D, target: tf.Tensor2D): tf.Scalar =>
  pairLoss(logits, target, logits.shape[0], (z, t, d) => {
    const classes = logits.shape[1];
    let sum = 0;
    for (let at = 0; at < z.length; at += classes) {
      const end = at + classes;
      let max = Number.NEGATIVE_INFINITY;
      let total = 0;
      let weight = 0;
      for (let i = at; i < end; i++) {
        max = Math.max(max, z[i] as number);
        weight += t[i] as number;
      }
      for (let i = at; i < end; i++) total += Math.exp((z[i] as number) - max);
      const log = max + Math.log(total);
      for (let i = at; i < end; i++) {
        const logp = (z[i] as number) - log;
        sum -= (t[i] as number) * logp;
        if (d) {
          d[0][i] = Math.exp(logp) * weight - (t[i] as number);
          d[1][i] = -logp;
        }
      }
    }
    return sum;
  });

/** Mean over all elements of (output − target)², both of one shape. */
export const meanSquaredError = (output: tf.Tensor, target: tf.Tensor): tf.Scalar =>
  pairLoss(output, target, output.size, (o, t, d) => {
    let sum = 0;
    for (let i = 0; i < o.length; i++) {
      const error = (o[i] as number) - (t[i] as number);
      sum += error * error;
      if (d) {
        d[0][i] = 2 * error;
        d[1][i] = -2 * error;
      }
    }
    return sum;
  });

/** Share of rows whose largest logit is at the label. logits [batch, classes], labels int32 [batch]. */
export const accuracy = (logits: tf.Tensor2D, labels: tf.Tensor1D): number =>
  tf.tidy(() => tf.mean(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32')).dataSync()[0] as number);

/** The given rows as a matrix: points of the plane, one-hot codes, anything of equal lengths. */
export const matrix = (rows: readonly (readonly number[])[]): tf.Tensor2D => tf.tensor2d(rows as number[][]);

/** The given numbers as a matrix of one column. */
export const column = (values: readonly number[]): tf.Tensor2D =>
  tf.tensor2d([...values], [values.length, 1]);

/** Share of logits on the right side of 0: above it for class 1. */
export const signAccuracy = (logits: ArrayLike<number>, label: readonly number[]): number =>
  label.filter((one, i) => one === Number((logits[i] as number) > 0)).length / label.length;
