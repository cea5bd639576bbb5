import { read, record, write } from './engine.ts';
import { affine } from './layers.ts';
import { matrixOf, numbers, product, sumRows } from './product.ts';
import { sigmoid, tanh } from './squashing.ts';
import * as tf from './tfjs.ts';

/** One step of a recurrent network: x [batch, in] and the old state give the new state. */
export type Cell<State> = (x: tf.Tensor2D, state: State) => State;

/** Output h and memory c, both [batch, units]. */
export type LstmState = { h: tf.Tensor2D; c: tf.Tensor2D };

const join = (x: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D => tf.concat([x, h], 1);

/** h' = tanh(xW + hU + b) (Elman 1990). w [in, units], u [units, units], b [units]; h [batch, units]. */
export const rnnCell =
  (w: tf.Tensor2D, u: tf.Tensor2D, b: tf.Tensor1D): Cell<tf.Tensor2D> =>
  (x, h) =>
    tf.tanh(tf.add(affine(x, w, b), tf.matMul(h, u)));

/**
 * Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000, tanh for both of their
 * squashing functions, and no peepholes: [i f o g] = [x, h]W + b, c' = σ(f)c + σ(i)tanh(g), h' = σ(o)tanh(c').
 * w [in + units, 4 units], b [4 units], columns in the order i, f, o, g; h and c [batch, units].
 */
export const lstmCell =
  (w: tf.Tensor2D, b: tf.Tensor1D): Cell<LstmState> =>
  (x, { h, c }) => {
    const [[batch, inputs], units] = [x.shape, h.shape[1]];
    const [width, gates] = [inputs + units, 4 * units];
    if (w.shape[0] !== width || w.shape[1] !== gates || b.size !== gates || c.size !== h.size)
      throw new Error(`lstmCell: [${x.shape}] and [${h.shape}] do not fit [${w.shape}] + [${b.shape}]`);
    const [xv, hv, cv, wv, bv] = [read(x), read(h), read(c), read(w), read(b)];
    const joined = numbers(batch * width);
    for (let n = 0; n < batch; n++) {
      for (let j = 0; j < inputs; j++) joined[n * width + j] = xv[n * inputs + j] as number;
      for (let j = 0; j < units; j++) joined[n * width + inputs + j] = hv[n * units + j] as number;
    }
    // i, f, o and g of each row, first before and then after their squashing functions.
    const a = product(matrixOf(joined, width), matrixOf(wv, gates), [batch, width, gates]);
    const [nextH, nextC, squashedC] = [1, 2, 3].map(() => numbers(batch * units)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let n = 0; n < batch; n++) {
      const [start, candidates, end] = [n * gates, n * gates + 3 * units, (n + 1) * gates];
      for (let j = 0; j < gates; j++) (a[start + j] as number) += bv[j] as number;
      sigmoid(a, a, start, candidates);
      tanh(a, a, candidates, end);
      for (let j = 0; j < units; j++) {
        const at = start + j;
        const k = n * units + j;
        const [i, f, g] = [a[at] as number, a[at + units] as number, a[at + 3 * units] as number];
        nextC[k] = f * (cv[k] as number) + i * g;
      }
    }
    tanh(squashedC, nextC);
    for (let n = 0; n < batch; n++)
      for (let j = 0; j < units; j++) {
        const k = n * units + j;
        nextH[k] = (a[n * gates + 2 * units + j] as number) * (squashedC[k] as number);
      }
    const next = { h: write<tf.Tensor2D>(nextH, h.shape), c: write<tf.Tensor2D>(nextC, h.shape) };
    record('lstmCell', { x, h, c, w, b }, [next.h, next.c], (dys) => {
      const [dh, dc] = dys.map(read) as [Float32Array, Float32Array];
      const [da, before] = [numbers(a.length), numbers(batch * units)];
      for (let n = 0; n < batch; n++)
        for (let j = 0; j < units; j++) {
          const at = n * gates + j;
          const k = n * units + j;
          const i = a[at] as number;
          const f = a[at + units] as number;
          const o = a[at + 2 * units] as number;
          const g = a[at + 3 * units] as number;
          const squashed = squashedC[k] as number;
          const d = dh[k] as number;
          const memory = (dc[k] as number) + d * o * (1 - squashed * squashed);
          da[at] = memory * g * i * (1 - i);
          da[at + units] = memory * (cv[k] as number) * f * (1 - f);
          da[at + 2 * units] = d * squashed * o * (1 - o);
          da[at + 3 * units] = memory * i * (1 - g * g);
          before[k] = memory * f;
        }
      const slopes = matrixOf(da, gates);
      /** Back through some of the rows of W. */
      const through = (first: number, count: number) =>
        write(product(slopes, matrixOf(wv, gates, true, first * gates), [batch, gates, count]), [
          batch,
          count,
        ]);
      return {
        x: () => through(0, inputs),
        h: () => through(inputs, units),
        c: () => write(before, c.shape),
        w: () => write(product(matrixOf(joined, width, true), slopes, [width, batch, gates]), w.shape),
        b: () => write(sumRows(da, gates), b.shape),
      };
    });
    return next;
  };

/**
 * Cho et al. 2014, equations 5 to 8, with biases: [r z] = σ([x, h]W + b), h̃ = tanh([x, r ⊙ h]V + d),
 * h' = zh + (1 − z)h̃. So z = 1 keeps the old state; Chung et al. 2014 swap z and 1 − z. The reset acts on h before
 * the matrix product, not after it as in cuDNN. w [in + units, 2 units], b [2 units], columns in the order r, z;
 * v [in + units, units], d [units]; h [batch, units].
 */
export const gruCell =
  (w: tf.Tensor2D, b: tf.Tensor1D, v: tf.Tensor2D, d: tf.Tensor1D): Cell<tf.Tensor2D> =>
  (x, h) => {
    const [r, z] = tf.split(tf.sigmoid(affine(join(x, h), w, b)), 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const candidate = tf.tanh(affine(join(x, tf.mul(r, h)), v, d));
    return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), candidate));
  };

/** The state after each of the inputs, which are [batch, in] and in order of time. */
export function unroll<State>(cell: Cell<State>, inputs: readonly tf.Tensor2D[], state: State): State[] {
  let current = state;
  return inputs.map((x) => {
    current = cell(x, current);
    return current;
  });
}
