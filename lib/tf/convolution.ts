import { read, record, write } from './engine.ts';
import { matrixOf, numbers, product } from './product.ts';
import * as tf from './tfjs.ts';

/** 'valid': only windows inside the image. 'same': zeros around it, so that stride 1 keeps height and width. */
export type Padding = 'valid' | 'same';

/** Where windows of a size lie along an axis: how many, and where the first begins (TensorFlow's rule for 'same'). */
function along(
  length: number,
  size: number,
  stride: number,
  padding: Padding,
): { count: number; start: number } {
  if (padding === 'valid') return { count: Math.floor((length - size) / stride) + 1, start: 0 };
  const count = Math.ceil(length / stride);
  return { count, start: -Math.floor(Math.max((count - 1) * stride + size - length, 0) / 2) };
}

interface Windows {
  shape: number[];
  rows: { count: number; start: number; size: number };
  columns: { count: number; start: number; size: number };
  stride: number;
}

/**
 * Calls back for each row of each window, in order, as far as it lies inside the image: where it begins in the image,
 * where among the numbers of all windows, and how many numbers it has.
 */
function eachRow(
  { shape, rows, columns, stride }: Windows,
  visit: (from: number, to: number, count: number) => void,
) {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  let to = 0;
  for (let n = 0; n < batch; n++)
    for (let r = 0; r < rows.count; r++)
      for (let c = 0; c < columns.count; c++) {
        const left = columns.start + c * stride;
        const first = Math.max(0, -left);
        const count = Math.min(columns.size, width - left) - first;
        for (let u = 0; u < rows.size; u++, to += columns.size * channels) {
          const row = rows.start + r * stride + u;
          if (row >= 0 && row < height)
            visit(
              ((n * height + row) * width + left + first) * channels,
              to + first * channels,
              count * channels,
            );
        }
      }
}

/**
 * Cross-correlation, the convolution of LeCun et al. 1998 (filters are not flipped), without a bias:
 * x [batch, height, width, in], filters [height, width, in, out] → [batch, height', width', out]. Computed as the product
 * of all windows, laid out as rows, and the filters.
 */
export function conv2d(x: tf.Tensor4D, filters: tf.Tensor4D, padding: Padding, stride = 1): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [fh, fw, inputs, outputs] = filters.shape;
  if (inputs !== channels) throw new Error(`conv2d: filters [${filters.shape}] do not fit [${x.shape}]`);
  const rows = { ...along(height, fh, stride, padding), size: fh };
  const columns = { ...along(width, fw, stride, padding), size: fw };
  const windows = { shape: x.shape, rows, columns, stride };
  const [places, depth] = [batch * rows.count * columns.count, fh * fw * channels];

  const [xv, fv] = [read(x), read(filters)];
  const patches = numbers(places * depth);
  eachRow(windows, (from, to, count) => {
    for (let i = 0; i < count; i++) patches[to + i] = xv[from + i] as number;
  });
  const values = product(matrixOf(patches, depth), matrixOf(fv, outputs), [places, depth, outputs]);
  const y = write<tf.Tensor4D>(values, [batch, rows.count, columns.count, outputs]);
  record('conv2d', { x, filters }, [y], ([dy]) => {
    const d = matrixOf(read(dy as tf.Tensor), outputs);
    return {
      filters: () =>
        write(product(matrixOf(patches, depth, true), d, [depth, places, outputs]), filters.shape),
      x() {
        const slopes = product(d, matrixOf(fv, outputs, true), [places, outputs, depth]);
        const dx = numbers(xv.length);
        eachRow(windows, (to, from, count) => {
          for (let i = 0; i < count; i++) (dx[to + i] as number) += slopes[from + i] as number;
        });
        return write(dx, x.shape);
      },
    };
  });
  return y;
}

const poolWindows = ({ shape: [, height, width] }: tf.Tensor4D, size: number, stride: number) =>
  [height, width].map((length) => ({ ...along(length, size, stride, 'valid'), size })) as [
    Windows['rows'],
    Windows['columns'],
  ];

/** Largest value of each size × size window inside the image: [batch, height, width, channels], channel by channel. */
export function maxPool(x: tf.Tensor4D, size: number, stride = size): tf.Tensor4D {
  const [batch, , , channels] = x.shape;
  const [rows, columns] = poolWindows(x, size, stride);
  const xv = read(x);
  const values = numbers(batch * rows.count * columns.count * channels);
  /** Where each of them was; the first where several are largest. */
  const winners = new Int32Array(values.length);
  const area = size * size * channels;
  eachRow({ shape: x.shape, rows, columns, stride }, (from, place, count) => {
    const to = Math.floor(place / area) * channels;
    const fresh = place % area === 0 ? channels : 0;
    for (let i = 0; i < count; i++) {
      const value = xv[from + i] as number;
      const k = to + (i % channels);
      if (i < fresh || value > (values[k] as number)) {
        values[k] = value;
        winners[k] = from + i;
      }
    }
  });
  const y = write<tf.Tensor4D>(values, [batch, rows.count, columns.count, channels]);
  record('maxPool', { x }, [y], ([dy]) => ({
    x() {
      const [d, dx] = [read(dy as tf.Tensor), numbers(xv.length)];
      for (let i = 0; i < d.length; i++) (dx[winners[i] as number] as number) += d[i] as number;
      return write(dx, x.shape);
    },
  }));
  return y;
}

/** Mean of each size × size window inside the image: [batch, height, width, channels], channel by channel. */
export function averagePool(x: tf.Tensor4D, size: number, stride = size): tf.Tensor4D {
  const [batch, , , channels] = x.shape;
  const [rows, columns] = poolWindows(x, size, stride);
  const windows = { shape: x.shape, rows, columns, stride };
  const xv = read(x);
  const values = numbers(batch * rows.count * columns.count * channels);
  const area = size * size * channels;
  eachRow(windows, (from, place, count) => {
    const to = Math.floor(place / area) * channels;
    for (let i = 0; i < count; i++)
      (values[to + (i % channels)] as number) += (xv[from + i] as number) / size ** 2;
  });
  const y = write<tf.Tensor4D>(values, [batch, rows.count, columns.count, channels]);
  record('averagePool', { x }, [y], ([dy]) => ({
    x() {
      const [d, dx] = [read(dy as tf.Tensor), numbers(xv.length)];
      eachRow(windows, (to, place, count) => {
        const from = Math.floor(place / area) * channels;
        for (let i = 0; i < count; i++)
          (dx[to + i] as number) += (d[from + (i % channels)] as number) / size ** 2;
      });
      return write(dx, x.shape);
    },
  }));
  return y;
}

/**
 * Every size × size window inside n images of one channel, as rows: [n · height' · width', size²], so that
 * `affine(windows(…), K, b)` is a convolutional layer.
 */
export function windows(
  pixels: ArrayLike<number>,
  [n, height, width]: readonly [n: number, height: number, width: number],
  size: number,
): tf.Tensor2D {
  const [rows, columns] = [height - size + 1, width - size + 1];
  const out = new Float32Array(n * rows * columns * size ** 2);
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let row = i * height; row < i * height + rows; row++)
      for (let column = 0; column < columns; column++)
        for (let u = 0; u < size; u++)
          for (let v = 0; v < size; v++) out[at++] = pixels[(row + u) * width + column + v] as number;
  return tf.tensor2d(out, [n * rows * columns, size ** 2]);
}
