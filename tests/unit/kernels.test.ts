import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/AvgPool';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { conv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2D';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/MaxPool';
import { meanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tanh';
import * as stock from '@tensorflow/tfjs-core/dist/index';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/sim';
import { averagePool, conv2d, gradients, lstmCell, maxPool, normal, tf } from '@/lib/tf';

// lib/tf has no need of them; the tests compare with them.
for (const config of [avgPoolConfig, conv2DConfig, maxPoolConfig]) stock.registerKernel(config);

const rng = createRng('kernels');
const random = (...shape: number[]) => normal(rng, shape);
const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1, -2];

/** The kernel in use and TensorFlow.js's own: one shape, one type, and each number equal but for rounding. */
function same(config: stock.KernelConfig, inputs: Record<string, tf.Tensor>, attrs = {}, digits = 5) {
  const call = { inputs, attrs, backend: tf.backend() };
  const own = stock.getKernel(config.kernelName, 'cpu');
  expect(own.kernelFunc).not.toBe(config.kernelFunc);
  const [actual, expected] = [own, config].map(({ kernelFunc }) => kernelFunc(call) as tf.TensorInfo) as [
    tf.TensorInfo,
    tf.TensorInfo,
  ];
  expect([actual.shape, actual.dtype]).toEqual([expected.shape, expected.dtype]);
  const [a, e] = [actual, expected].map(({ dataId }) => [
    ...(tf.backend().readSync(dataId) as Float32Array),
  ]) as [number[], number[]];
  expect(a.length).toBe(e.length);
  a.forEach((value, i) => {
    if (Number.isFinite(e[i])) expect(value).toBeCloseTo(e[i] as number, digits);
    else expect(value).toBe(e[i]);
  });
}

const shapes: [number[], number[]][] = [
  [[], []],
  [[3], []],
  [[], [2, 3]],
  [[1], [2, 3]],
  [
    [2, 3],
    [1, 1, 1],
  ],
  [
    [4, 3],
    [4, 3],
  ],
  [[4, 3], [3]],
  [[3], [2, 4, 3]],
  [
    [4, 3],
    [4, 1],
  ],
  [
    [4, 1],
    [4, 3],
  ],
  [
    [4, 1],
    [1, 3],
  ],
  [
    [2, 1, 3],
    [2, 4, 3],
  ],
  [
    [2, 4, 3],
    [1, 4, 3],
  ],
  [
    [2, 1, 1, 3],
    [2, 4, 5, 3],
  ],
  [
    [2, 1, 5, 1],
    [2, 4, 5, 3],
  ],
  [
    [1, 3],
    [3, 3],
  ],
  [
    [3, 3],
    [3, 1],
  ],
  [[1, 1], [1]],
  [[0, 3], [3]],
];
describe.each([addConfig, subConfig, multiplyConfig, realDivConfig])('$kernelName', (config) => {
  it.each(shapes)('of %j and %j is that of TensorFlow.js', (a, b) => {
    same(config, { a: random(...a), b: random(...b) });
    same(config, { a: random(...b), b: random(...a) });
  });
  it('keeps NaN, infinities and signed zeros', () => {
    for (const value of special) same(config, { a: tf.tensor1d(special), b: tf.scalar(value) }, {}, 10);
  });
  it('of integers is that of TensorFlow.js', () =>
    same(config, { a: tf.tensor1d([7, 8, 9], 'int32'), b: tf.tensor1d([2, 3, 4], 'int32') }));
});

it.each([tanhConfig, sigmoidConfig, reluConfig, squareConfig])(
  '$kernelName is that of TensorFlow.js',
  (config) => {
    same(config, { x: random(5, 7) });
    same(config, { x: random() });
    same(config, { x: tf.tensor1d(special) }, {}, 10);
  },
);

describe('products and sums', () => {
  it.each([
    [1, 1, 1],
    [2, 4, 4],
    [3, 5, 7],
    [10, 2, 9],
    [7, 6, 6],
    [5, 3, 8],
  ])('[%i, %i] · [·, %i], transposed or not, in batches or not', (m, k, n) => {
    for (const batch of [[], [3], [2, 2]])
      for (const transposeA of [false, true])
        for (const transposeB of [false, true])
          same(
            batchMatMulConfig,
            {
              a: random(...batch, ...(transposeA ? [k, m] : [m, k])),
              b: random(...batch, ...(transposeB ? [n, k] : [k, n])),
            },
            { transposeA, transposeB },
            4,
          );
    for (const [a, b] of [
      [1, 3],
      [3, 1],
      [1, 1],
    ] as const)
      same(
        batchMatMulConfig,
        { a: random(a, m, k), b: random(b, k, n) },
        { transposeA: false, transposeB: false },
        4,
      );
  });

  it('refuses other batches', () => {
    expect(() => tf.matMul(random(2, 3, 4), random(3, 4, 5))).toThrow('[2] and [3] do not fit');
  });

  it.each([[undefined], [0], [1], [2], [-1], [[0, 1]], [[1, 2]], [[0, 2]], [[0, 1, 2]]])(
    'sums and means over axes %j',
    (axis) => {
      for (const keepDims of [false, true])
        for (const config of [sumConfig, meanConfig]) {
          same(config, { x: random(2, 3, 4) }, { axis: axis ?? [0, 1, 2], keepDims });
          same(config, { x: tf.zeros([2, 3, 4], 'int32') }, { axis: axis ?? [0, 1, 2], keepDims });
        }
    },
  );
});

/** Every entry of the gradient against a central difference. */
function agrees(loss: () => tf.Scalar, variables: tf.Variable[], digits = 2) {
  const found = gradients(loss, variables).gradients;
  for (const [v, variable] of variables.entries()) {
    const start = variable.dataSync().slice();
    const at = (i: number, delta: number) => {
      variable.assign(
        tf.tensor(
          start.map((x, j) => (j === i ? x + delta : x)),
          variable.shape,
        ),
      );
      return loss().dataSync()[0] as number;
    };
    const numeric = [...start].map((_, i) => (at(i, 0.01) - at(i, -0.01)) / 0.02);
    variable.assign(tf.tensor(start, variable.shape));
    const exact = (found[v] as tf.Tensor).dataSync();
    numeric.forEach((slope, i) => {
      expect(exact[i]).toBeCloseTo(slope, digits);
    });
  }
}

describe('gradients', () => {
  it.each(['tanh', 'sigmoid', 'square', 'softplus', 'exp', 'neg'] as const)('of %s', (name) => {
    const x = tf.variable(random(3, 4));
    const weights = random(3, 4);
    agrees(() => tf.sum(tf.mul(weights, tf[name](x))), [x]);
  });

  it('of all arithmetic, broadcast along rows and columns, and used twice', () => {
    const [a, b, c] = [random(3, 4), random(4), random(3, 1)].map((one) => tf.variable(one)) as [
      tf.Variable,
      tf.Variable,
      tf.Variable,
    ];
    agrees(() => tf.sum(tf.mul(a, tf.sub(tf.add(a, tf.mul(a, b)), tf.div(c, 2)))), [a, b, c]);
  });

  it('of a memory cell, through both of its outputs', () => {
    const [w, b, h, c] = [random(5, 12), random(12), random(2, 3), random(2, 3)].map((one) =>
      tf.variable(one),
    );
    const x = tf.variable(random(2, 2));
    const cell = lstmCell(w as tf.Tensor2D, b as tf.Tensor1D);
    agrees(
      () => {
        const next = cell(x as tf.Tensor2D, { h: h as tf.Tensor2D, c: c as tf.Tensor2D });
        return tf.add(tf.sum(tf.square(next.h)), tf.sum(next.c));
      },
      [w, b, h, c, x] as tf.Variable[],
    );
  });

  it('are refused for gradients', () => {
    const slope = tf.grad((x) => tf.sum(tf.square(x)));
    expect(() => tf.grad((x) => tf.sum(slope(x)))(tf.scalar(2))).toThrow('Gradients of gradients');
  });
});

describe('convolution and pooling', () => {
  it.each([
    ['valid', 1],
    ['valid', 2],
    ['same', 1],
    ['same', 2],
    ['same', 3],
  ] as const)('agree with TensorFlow.js, %s, stride %i', (padding, stride) => {
    const [x, f] = [random(2, 7, 6, 3) as tf.Tensor4D, random(3, 2, 3, 5) as tf.Tensor4D];
    const [xs, fs] = [tf.variable(x), tf.variable(f)];
    const own = conv2d(x, f, padding, stride);
    const theirs = stock.conv2d(x, f, stride, padding);
    expect(own.shape).toEqual(theirs.shape);
    [...theirs.dataSync()].forEach((value, i) => {
      expect(own.dataSync()[i]).toBeCloseTo(value, 4);
    });
    const weights = random(...own.shape);
    agrees(
      () => tf.sum(tf.mul(weights, conv2d(xs as tf.Tensor4D, fs as tf.Tensor4D, padding, stride))),
      [xs, fs],
      1,
    );
  });

  it.each([
    [2, 2],
    [3, 1],
    [3, 2],
  ])('means of windows of size %i, stride %i, agree with TensorFlow.js', (size, stride) => {
    const x = random(2, 7, 6, 3) as tf.Tensor4D;
    const [own, theirs] = [averagePool(x, size, stride), stock.avgPool(x, size, stride, 'valid')];
    expect(own.shape).toEqual(theirs.shape);
    [...theirs.dataSync()].forEach((value, i) => {
      expect(own.dataSync()[i]).toBeCloseTo(value, 5);
    });
    const weights = random(...own.shape);
    const at = tf.variable(x);
    agrees(() => tf.sum(tf.mul(weights, averagePool(at, size, stride))), [at]);
  });

  it.each([
    [2, 2],
    [3, 1],
    [3, 2],
  ])('the largest of windows of size %i, stride %i, agrees with TensorFlow.js', (size, stride) => {
    const x = random(2, 7, 6, 3) as tf.Tensor4D;
    const [own, theirs] = [maxPool(x, size, stride), stock.maxPool(x, size, stride, 'valid')];
    expect([...own.dataSync()]).toEqual([...theirs.dataSync()]);
    const weights = random(...own.shape) as tf.Tensor4D;
    const slope = tf.grad((at) => tf.sum(tf.mul(weights, maxPool(at as tf.Tensor4D, size, stride))))(x);
    // Each weight arrives at one place.
    expect(tf.sum(slope).dataSync()[0]).toBeCloseTo(tf.sum(weights).dataSync()[0] as number, 3);
  });
});

it('names a kernel or gradient that is not there, and the file to list it in', () => {
  expect(() => tf.engine().runKernel('Acosh', { x: tf.scalar(2) })).toThrow(
    /“Acosh”.*lib\/tf\/kernels\/stock\.ts/,
  );
});
