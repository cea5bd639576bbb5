import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { read, write } from '../engine.ts';
import { numbers, sizeOf } from '../product.ts';
import { sigmoid, tanh } from '../squashing.ts';
import * as tf from '../tfjs.ts';

/** Steps from column to column (`ac`, `bc`) and from row to row (`ar`, `br`); 0 where the same numbers are read again. */
interface Steps {
  columns: number;
  ar: number;
  br: number;
  ac: number;
  bc: number;
}

/**
 * A loop over two tensors of floats and their result, in rows of so many columns: y from `start` to before `end`, a and b
 * from `a0` and `b0`.
 */
type Loop = (
  y: Float32Array,
  a: Float32Array,
  b: Float32Array,
  steps: Steps,
  start: number,
  end: number,
  a0: number,
  b0: number,
) => void;

const loops: [tf.KernelConfig, Loop][] = [
  [
    addConfig,
    (y, a, b, { columns, ar, br, ac, bc }, start, end, a0, b0) => {
      for (let r = 0, at = start; at < end; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[a0 + r * ar + c * ac] as number) + (b[b0 + r * br + c * bc] as number);
    },
  ],
  [
    subConfig,
    (y, a, b, { columns, ar, br, ac, bc }, start, end, a0, b0) => {
      for (let r = 0, at = start; at < end; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[a0 + r * ar + c * ac] as number) - (b[b0 + r * br + c * bc] as number);
    },
  ],
  [
    multiplyConfig,
    (y, a, b, { columns, ar, br, ac, bc }, start, end, a0, b0) => {
      for (let r = 0, at = start; at < end; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[a0 + r * ar + c * ac] as number) * (b[b0 + r * br + c * bc] as number);
    },
  ],
  [
    realDivConfig,
    (y, a, b, { columns, ar, br, ac, bc }, start, end, a0, b0) => {
      for (let r = 0, at = start; at < end; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[a0 + r * ar + c * ac] as number) / (b[b0 + r * br + c * bc] as number);
    },
  ],
];

/**
 * How two shapes meet in loops over blocks, rows and columns, or null if they need more than that: the larger is
 * [blocks, rows, columns], the smaller has its numbers repeat along the rows, [blocks, 1, columns].
 */
function meet(a: tf.TensorInfo, b: tf.TensorInfo) {
  const [an, bn] = [a, b].map(({ shape }) => sizeOf(shape)) as [number, number];
  const turned = bn > an || (bn === an && b.shape.length > a.shape.length);
  const [big, small] = turned ? [b.shape, a.shape] : [a.shape, b.shape];
  if (an * bn === 0 || small.length > big.length) return null;
  const padded = [...big.slice(small.length).fill(1), ...small];
  const differs = big.map((d, i) => d !== padded[i]);
  const [first, last] = [differs.indexOf(true), differs.lastIndexOf(true)];
  if (padded.slice(first, last + 1).some((d) => d !== 1)) return null;
  const [blocks, columns] =
    first < 0
      ? [1, sizeOf(big)]
      : ([big.slice(0, first), big.slice(last + 1)].map(sizeOf) as [number, number]);
  const size = sizeOf(big);
  const rows = size / blocks / columns;
  // Where there is one column, the rows are as well gone through as columns.
  const one = columns === 1;
  const [width, row, column] = one ? [rows, 1, 0] : [columns, 0, 1];
  const steps = turned
    ? { columns: width, ar: row, ac: column, br: width, bc: 1 }
    : { columns: width, ar: width, ac: 1, br: row, bc: column };
  return { shape: big, size, steps, blocks: one ? 1 : blocks, columns, turned };
}

/** Addition, subtraction, multiplication and division; TensorFlow.js's own kernels where shapes or types are unusual. */
export const arithmetic = loops.map(
  ([stock, loop]): tf.KernelConfig => ({
    ...stock,
    kernelFunc(call) {
      const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const met = a.dtype === 'float32' && b.dtype === 'float32' ? meet(a, b) : null;
      if (!met) return stock.kernelFunc(call);
      const { shape, size, steps, blocks, columns, turned } = met;
      const [values, av, bv] = [numbers(size), read(a), read(b)];
      for (let block = 0; block < blocks; block++) {
        const start = (block * size) / blocks;
        const [a0, b0] = turned ? [block * columns, start] : [start, block * columns];
        loop(values, av, bv, steps, start, start + size / blocks, a0, b0);
      }
      return write(values, shape);
    },
  }),
);

/** Functions of each element, and their slopes times dy, in terms of x or of y. */
const functions: Record<
  string,
  {
    value(y: Float32Array, x: Float32Array): void;
    by: 'x' | 'y';
    slope(dx: Float32Array, dy: Float32Array, v: Float32Array): void;
  }
> = {
  Tanh: {
    value: tanh,
    by: 'y',
    slope(dx, dy, y) {
      for (let i = 0; i < dx.length; i++)
        dx[i] = (dy[i] as number) * (1 - (y[i] as number) * (y[i] as number));
    },
  },
  Sigmoid: {
    value: sigmoid,
    by: 'y',
    slope(dx, dy, y) {
      for (let i = 0; i < dx.length; i++)
        dx[i] = (dy[i] as number) * (y[i] as number) * (1 - (y[i] as number));
    },
  },
  Relu: {
    value(y, x) {
      for (let i = 0; i < y.length; i++) y[i] = Math.max(0, x[i] as number);
    },
    by: 'x',
    // 0 at 0; NaN where x is NaN. No branches: signs are beyond prediction.
    slope(dx, dy, x) {
      for (let i = 0; i < dx.length; i++) {
        const at = x[i] as number;
        dx[i] = ((dy[i] as number) * Number(at > 0)) / Number(!Number.isNaN(at));
      }
    },
  },
  Square: {
    value(y, x) {
      for (let i = 0; i < y.length; i++) y[i] = (x[i] as number) * (x[i] as number);
    },
    by: 'x',
    slope(dx, dy, x) {
      for (let i = 0; i < dx.length; i++) dx[i] = 2 * (dy[i] as number) * (x[i] as number);
    },
  },
};

const floats = (x: tf.TensorInfo) => read(x.dtype === 'float32' ? x : tf.cast(x as tf.Tensor, 'float32'));

export const functionKernels = Object.entries(functions).map(
  ([kernelName, { value }]): tf.KernelConfig => ({
    kernelName,
    backendName: 'cpu',
    kernelFunc({ inputs }) {
      const x = floats(inputs.x as tf.TensorInfo);
      const y = numbers(x.length);
      value(y, x);
      return write(y, (inputs.x as tf.TensorInfo).shape);
    },
  }),
);

export const functionGradients = Object.entries(functions).map(
  ([kernelName, { by, slope }]): tf.GradConfig => ({
    kernelName,
    ...(by === 'x' ? { inputsToSave: ['x'] } : { outputsToSave: [true] }),
    gradFunc: (dy, [v]) => ({
      x() {
        const dx = numbers((v as tf.Tensor).size);
        slope(dx, read(dy as tf.Tensor), floats(v as tf.Tensor));
        return write(dx, (v as tf.Tensor).shape);
      },
    }),
  }),
);
