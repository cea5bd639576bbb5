import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { read, write } from '../engine.ts';
import { matrixOf, numbers, product, sizeOf, sumRows } from '../product.ts';
import * as tf from '../tfjs.ts';

/** Products of matrices, batch by batch or all with a single one, without copies of those that are read transposed. */
const batchMatMul: tf.KernelConfig = {
  kernelName: 'BatchMatMul',
  backendName: 'cpu',
  kernelFunc(call) {
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
    const [batchesA, batchesB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
    const [countA, countB] = [sizeOf(batchesA), sizeOf(batchesB)];
    const single = batchesA.length === batchesB.length && (countA === 1 || countB === 1);
    if (!single && `${batchesA}` !== `${batchesB}`)
      throw new Error(`matMul: batches of [${batchesA}] and [${batchesB}] do not fit`);
    const [[ar, ac], [br, bc]] = [a.shape.slice(-2), b.shape.slice(-2)] as [
      [number, number],
      [number, number],
    ];
    const [m, k, n] = [transposeA ? ac : ar, transposeA ? ar : ac, transposeB ? br : bc];
    const batches = countA === 1 ? batchesB : batchesA;
    const [av, bv, values] = [read(a), read(b), numbers(sizeOf(batches) * m * n)];
    for (let i = 0; i < sizeOf(batches); i++)
      product(
        matrixOf(av, ac, transposeA, (i % countA) * m * k),
        matrixOf(bv, bc, transposeB, (i % countB) * k * n),
        [m, k, n],
        values,
        i * m * n,
      );
    return write(values, [...batches, m, n]);
  },
};

/** Sums over axes that lie side by side, without a transposed copy. */
const sum: tf.KernelConfig = {
  ...sumConfig,
  kernelFunc(call) {
    const x = call.inputs.x as tf.TensorInfo;
    const { axis, keepDims } = call.attrs as { axis: number | number[] | undefined; keepDims: boolean };
    const over = reduced(x, axis);
    const [first, last] = [over.indexOf(true), over.lastIndexOf(true)];
    if (x.dtype !== 'float32' || over.slice(first, last).includes(false)) return sumConfig.kernelFunc(call);
    const shape = keepDims ? x.shape.map((d, i) => (over[i] ? 1 : d)) : x.shape.filter((_, i) => !over[i]);
    const xv = read(x);
    const [blocks, columns] =
      first < 0
        ? [1, xv.length]
        : ([x.shape.slice(0, first), x.shape.slice(last + 1)].map(sizeOf) as [number, number]);
    if (blocks === 1) return write(sumRows(xv, columns), shape);
    const [values, block] = [numbers(blocks * columns), xv.length / blocks];
    for (let i = 0; i < blocks; i++)
      for (let j = 0; j < columns; j++) {
        let total = 0;
        for (let at = i * block + j; at < (i + 1) * block; at += columns) total += xv[at] as number;
        values[i * columns + j] = total;
      }
    return write(values, shape);
  },
};

/** Whether each axis of x is one of those given; all if none is. */
function reduced({ shape }: tf.TensorInfo, axis: number | number[] | null | undefined): boolean[] {
  const axes = [axis ?? shape.map((_, i) => i)].flat().map((i) => (i + shape.length) % shape.length);
  return shape.map((_, i) => axes.includes(i));
}

const mean: tf.KernelConfig = {
  kernelName: 'Mean',
  backendName: 'cpu',
  kernelFunc(call) {
    const given = call.inputs.x as tf.Tensor;
    const x = given.dtype === 'float32' ? given : tf.cast(given, 'float32');
    const { axis } = call.attrs as { axis: number | number[] | undefined };
    const over = reduced(x, axis);
    const total = sum.kernelFunc({ ...call, inputs: { x } }) as tf.Tensor;
    const [values, count] = [read(total), sizeOf(x.shape.filter((_, i) => over[i]))];
    for (let i = 0; i < values.length; i++) (values[i] as number) /= count;
    return total;
  },
};

export const products = [batchMatMul, sum, mean];
