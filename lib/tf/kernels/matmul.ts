import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { read, write } from '../engine.ts';
import { matrixOf, numbers, product, sumRows } from '../product.ts';
import type * as tf from '../tfjs.ts';

const size = (shape: number[]) => shape.reduce((n, d) => n * d, 1);

/** Products of matrices, batch by batch, without copies of those that are read transposed. */
const batchMatMul: tf.KernelConfig = {
  ...batchMatMulConfig,
  kernelFunc(call) {
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
    const [batchesA, batchesB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
    const plain = a.dtype === 'float32' && b.dtype === 'float32' && `${batchesA}` === `${batchesB}`;
    if (!plain) return batchMatMulConfig.kernelFunc(call);
    const [[ar, ac], [br, bc]] = [a.shape.slice(-2), b.shape.slice(-2)] as [
      [number, number],
      [number, number],
    ];
    const [m, k, n] = [transposeA ? ac : ar, transposeA ? ar : ac, transposeB ? br : bc];
    const [av, bv, values] = [read(a), read(b), numbers(size(batchesA) * m * n)];
    for (let i = 0; i < size(batchesA); i++)
      product(
        matrixOf(av, ac, transposeA, i * m * k),
        matrixOf(bv, bc, transposeB, i * k * n),
        [m, k, n],
        values,
        i * m * n,
      );
    return write(values, [...batchesA, m, n]);
  },
};

/** Sums over the first axes or the last, without a transposed copy. */
const sum: tf.KernelConfig = {
  ...sumConfig,
  kernelFunc(call) {
    const x = call.inputs.x as tf.TensorInfo;
    const { axis, keepDims } = call.attrs as { axis: number | number[] | undefined; keepDims: boolean };
    const rank = x.shape.length;
    const axes =
      axis === undefined || axis === null
        ? x.shape.map((_, i) => i)
        : [axis].flat().map((i) => (i + rank) % rank);
    const over = x.shape.map((_, i) => axes.includes(i));
    const first = over.indexOf(true);
    const isFirst = first === 0 && !over.slice(over.indexOf(false)).includes(true);
    const isLast = first >= 0 && !over.slice(first).includes(false);
    if (x.dtype !== 'float32' || !(isFirst || isLast || rank === 0)) return sumConfig.kernelFunc(call);
    const shape = keepDims ? x.shape.map((d, i) => (over[i] ? 1 : d)) : x.shape.filter((_, i) => !over[i]);
    const [xv, count] = [read(x), size(shape)];
    if (!isLast && rank > 0) return write(sumRows(xv, count), shape);
    const [values, columns] = [numbers(count), xv.length / count];
    for (let r = 0; r < count; r++) {
      let total = 0;
      for (let at = r * columns; at < (r + 1) * columns; at++) total += xv[at] as number;
      values[r] = total;
    }
    return write(values, shape);
  },
};

export const products = [batchMatMul, sum];
