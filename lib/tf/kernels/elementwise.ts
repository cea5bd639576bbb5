import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { read, write } from '../engine.ts';
import { numbers } from '../product.ts';
import { sigmoid, tanh } from '../squashing.ts';
import * as tf from '../tfjs.ts';

/**
 * A loop over two tensors of floats and their result, in rows of so many columns: `ac` and `bc` are the steps from column
 * to column, `ar` and `br` from row to row; 0 where the same numbers are read again.
 */
type Loop = (
  y: Float32Array,
  a: Float32Array,
  b: Float32Array,
  steps: { columns: number; ar: number; br: number; ac: number; bc: number },
) => void;

const loops: [tf.KernelConfig, Loop][] = [
  [
    addConfig,
    (y, a, b, { columns, ar, br, ac, bc }) => {
      for (let r = 0, at = 0; at < y.length; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[r * ar + c * ac] as number) + (b[r * br + c * bc] as number);
    },
  ],
  [
    subConfig,
    (y, a, b, { columns, ar, br, ac, bc }) => {
      for (let r = 0, at = 0; at < y.length; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[r * ar + c * ac] as number) - (b[r * br + c * bc] as number);
    },
  ],
  [
    multiplyConfig,
    (y, a, b, { columns, ar, br, ac, bc }) => {
      for (let r = 0, at = 0; at < y.length; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[r * ar + c * ac] as number) * (b[r * br + c * bc] as number);
    },
  ],
  [
    realDivConfig,
    (y, a, b, { columns, ar, br, ac, bc }) => {
      for (let r = 0, at = 0; at < y.length; r++)
        for (let c = 0; c < columns; c++)
          y[at++] = (a[r * ar + c * ac] as number) / (b[r * br + c * bc] as number);
    },
  ],
];

/** Whether `shape` is the end of `whole`, so that its numbers repeat in each row; a column [rows, 1] repeats along rows. */
const endOf = (whole: number[], shape: number[]) =>
  shape.every((size, i) => size === whole[whole.length - shape.length + i]);

/** How two shapes meet in loops over rows and columns, or null if they need more than that. */
function meet(a: tf.TensorInfo, b: tf.TensorInfo) {
  const [an, bn] = [a, b].map(({ shape }) => shape.reduce((n, d) => n * d, 1)) as [number, number];
  const turned = bn > an || (bn === an && b.shape.length > a.shape.length);
  const [big, small] = turned ? [b.shape, a.shape] : [a.shape, b.shape];
  const [size, part] = turned ? [bn, an] : [an, bn];
  if (part === 0 || small.length > big.length) return null;
  let [columns, row, column] = [part, 0, 1];
  if (part === 1) [columns, column] = [size, 0];
  else if (!endOf(big, small)) {
    const width = big.at(-1) as number;
    const isColumn =
      small.length === big.length && small.at(-1) === 1 && small.slice(0, -1).every((d, i) => d === big[i]);
    if (!isColumn) return null;
    [columns, row, column] = [width, 1, 0];
  }
  const steps = turned
    ? { columns, ar: row, ac: column, br: columns, bc: 1 }
    : { columns, ar: columns, ac: 1, br: row, bc: column };
  return { shape: big, size, steps };
}

/** Addition, subtraction, multiplication and division; TensorFlow.js's own kernels where shapes or types are unusual. */
export const arithmetic = loops.map(
  ([stock, loop]): tf.KernelConfig => ({
    ...stock,
    kernelFunc(call) {
      const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const met = a.dtype === 'float32' && b.dtype === 'float32' ? meet(a, b) : null;
      if (!met) return stock.kernelFunc(call);
      const values = numbers(met.size);
      loop(values, read(a), read(b), met.steps);
      return write(values, met.shape);
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
