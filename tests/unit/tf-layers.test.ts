import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/sim';
import {
  adadelta,
  adagrad,
  affine,
  attention,
  averagePool,
  clipByNorm,
  conv2d,
  gradients,
  gruCell,
  lookup,
  lstmCell,
  maxPool,
  nesterov,
  normal,
  type Optimizer,
  owner,
  rmsprop,
  rnnCell,
  tf,
  unroll,
  windows,
} from '@/lib/tf';

const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
function close(actual: number[], expected: number[], digits = 5) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, digits);
  });
}

const rng = createRng('tf-layers');
const random = <T extends tf.Tensor = tf.Tensor2D>(...shape: number[]) => normal(rng, shape, 0.5) as T;
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Weighted so that no two outputs count alike. */
const score = (output: tf.Tensor): tf.Scalar =>
  tf.sum(tf.mul(output, tf.reshape(tf.range(1, output.size + 1), output.shape)));

/** Gradients of the loss for all of its inputs agree with central differences; nothing leaks. */
function checkGradients(loss: (...inputs: tf.Variable[]) => tf.Scalar, ...initial: tf.Tensor[]) {
  const { variable, dispose } = owner();
  const variables = initial.map(variable);
  const before = tf.memory().numTensors;
  const at = (v: tf.Variable, values: number[]) =>
    tf.tidy(() => {
      v.assign(tf.tensor(values, v.shape));
      return loss(...variables).dataSync()[0] as number;
    });
  const exact = tf.tidy(() => gradients(() => loss(...variables), variables).gradients.map(numbers));
  variables.forEach((v, n) => {
    const start = numbers(v);
    const numeric = start.map((_, i) => {
      const [up, down] = [0.01, -0.01].map((delta) => at(v, start.with(i, (start[i] as number) + delta)));
      return ((up as number) - (down as number)) / 0.02;
    });
    at(v, start);
    close(exact[n] as number[], numeric, 2);
  });
  expect(tf.memory().numTensors).toBe(before);
  dispose();
}

describe('cells', () => {
  type Matrix = number[][];
  const rows = (t: tf.Tensor2D) => t.arraySync() as Matrix;
  /** [x, h]W + b of one row, in plain numbers. */
  const plain = (x: number[], h: number[], w: Matrix, b: number[]) =>
    b.map((bias, j) => [...x, ...h].reduce((sum, v, k) => sum + v * (w[k]?.[j] as number), bias));
  const [x, h, c] = [random(2, 3), random(2, 2), random(2, 2)];

  it('rnnCell is tanh(xW + hU + b)', () => {
    const [w, u, b] = [random(3, 2), random(2, 2), random<tf.Tensor1D>(2)];
    const expected = [0, 1].flatMap((n) =>
      plain(rows(x)[n] as number[], rows(h)[n] as number[], [...rows(w), ...rows(u)], numbers(b)).map(
        Math.tanh,
      ),
    );
    close(numbers(rnnCell(w, u, b)(x, h)), expected);
  });

  it('lstmCell has its gates in the order i, f, o, g', () => {
    const [w, b] = [random(5, 8), random<tf.Tensor1D>(8)];
    const next = lstmCell(w, b)(x, { h, c });
    const expected = [0, 1].map((n) => {
      const z = plain(rows(x)[n] as number[], rows(h)[n] as number[], rows(w), numbers(b));
      const [i, f, o, g] = [0, 2, 4, 6].map((start) => z.slice(start, start + 2)) as [
        number[],
        number[],
        number[],
        number[],
      ];
      const memory = (rows(c)[n] as number[]).map(
        (old, k) => sigmoid(f[k] as number) * old + sigmoid(i[k] as number) * Math.tanh(g[k] as number),
      );
      return { c: memory, h: memory.map((m, k) => sigmoid(o[k] as number) * Math.tanh(m)) };
    });
    close(
      numbers(next.c),
      expected.flatMap((row) => row.c),
    );
    close(
      numbers(next.h),
      expected.flatMap((row) => row.h),
    );
  });

  it('gruCell keeps the old state where z = 1, and resets before the product', () => {
    const [w, b, v, d] = [random(5, 4), random<tf.Tensor1D>(4), random(5, 2), random<tf.Tensor1D>(2)];
    const expected = [0, 1].flatMap((n) => {
      const [xn, hn] = [rows(x)[n] as number[], rows(h)[n] as number[]];
      const gates = plain(xn, hn, rows(w), numbers(b)).map(sigmoid);
      const reset = hn.map((old, k) => old * (gates[k] as number));
      return plain(xn, reset, rows(v), numbers(d)).map((a, k) => {
        const z = gates[2 + k] as number;
        return z * (hn[k] as number) + (1 - z) * Math.tanh(a);
      });
    });
    close(numbers(gruCell(w, b, v, d)(x, h)), expected);
    close(numbers(gruCell(w, tf.tensor1d([0, 0, 99, 99]), v, d)(x, h)), numbers(h));
  });

  it('unroll gives the state after each input', () => {
    // h' = tanh(x + h / 2)
    const one = (value: number) => tf.tensor2d([[value]]);
    const states = unroll(rnnCell(one(1), one(0.5), tf.tensor1d([0])), [1, 0, -1].map(one), one(0));
    const first = Math.tanh(1);
    const second = Math.tanh(first / 2);
    close(states.flatMap(numbers), [first, second, Math.tanh(second / 2 - 1)]);
  });

  it('gradients through time agree with central differences', () => {
    const inputs = [x, random(2, 3), random(2, 3)];
    type V1 = tf.Variable<tf.Rank.R1>;
    type V2 = tf.Variable<tf.Rank.R2>;
    checkGradients(
      (w, u, b) => score(tf.concat(unroll(rnnCell(w as V2, u as V2, b as V1), inputs, h))),
      random(3, 2),
      random(2, 2),
      random(2),
    );
    checkGradients(
      (w, b) => score(tf.concat(unroll(lstmCell(w as V2, b as V1), inputs, { h, c }).map((s) => s.h))),
      random(5, 8),
      random(8),
    );
    checkGradients(
      (w, b, v, d) => score(tf.concat(unroll(gruCell(w as V2, b as V1, v as V2, d as V1), inputs, h))),
      random(5, 4),
      random(4),
      random(5, 2),
      random(2),
    );
  });
});

describe('attention', () => {
  it('agrees with a case worked by hand', () => {
    // d = 4, so the scores are 2 ln 3 / 2 = ln 3 and 0: weights 3/4 and 1/4.
    const q = tf.tensor2d([[2 * Math.log(3), 0, 0, 0]]);
    const k = tf.tensor2d([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
    const v = tf.tensor2d([
      [4, 0, 1],
      [0, 8, 1],
    ]);
    const { output, weights } = attention(q, k, v);
    close(numbers(weights), [0.75, 0.25]);
    close(numbers(output), [3, 2, 1]);
  });

  const mask = tf.tensor2d([
    [0, -Infinity, -Infinity],
    [0, 0, -Infinity],
    [0, 0, 0],
  ]);

  it('has rows of weights that sum to 1, and none where the mask forbids', () => {
    const [q, k, v] = [
      random<tf.Tensor3D>(2, 3, 4),
      random<tf.Tensor3D>(2, 3, 4),
      random<tf.Tensor3D>(2, 3, 5),
    ];
    const { output, weights } = attention(q, k, v, mask);
    expect(output.shape).toEqual([2, 3, 5]);
    close(numbers(tf.sum(weights, -1)), [1, 1, 1, 1, 1, 1]);
    for (const [first, second] of weights.arraySync() as number[][][]) {
      expect(first).toEqual([1, 0, 0]);
      expect(second?.[2]).toBe(0);
    }
  });

  it('gradients agree with central differences, with and without a mask', () => {
    for (const given of [undefined, mask]) {
      checkGradients(
        (q, k, v) => score(attention<tf.Tensor>(q, k, v, given).output),
        random(2, 3, 4),
        random(2, 3, 4),
        random(2, 3, 2),
      );
    }
  });
});

describe('convolution and pooling', () => {
  const image = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
  const filter = tf.tensor4d([1, 0, 0, -2], [2, 2, 1, 1]);

  it('conv2d does not flip its filters', () => {
    // Each output is the upper left minus twice the lower right of its window; 'same' pads below and to the right.
    close(numbers(conv2d(image, filter, 'valid')), [-9, -10, -12, -13]);
    close(numbers(conv2d(image, filter, 'same')), [-9, -10, 3, -12, -13, 6, 7, 8, 9]);
    close(numbers(conv2d(image, filter, 'same', 2)), [-9, 3, 7, 9]);
  });

  it('windows, through an affine layer, are the convolution', () => {
    const two = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1], [2, 3, 3, 1]);
    const rows = windows(two.dataSync(), [2, 3, 3], 2);
    const layer = affine(rows, tf.reshape(filter, [4, 1]), tf.zeros([1]));
    close(numbers(layer), numbers(conv2d(two, filter, 'valid')));
  });

  it('pools leave out what does not fill a window', () => {
    close(numbers(maxPool(image, 2)), [5]);
    close(numbers(maxPool(image, 2, 1)), [5, 6, 8, 9]);
    close(numbers(averagePool(image, 2)), [3]);
    close(numbers(averagePool(image, 2, 1)), [3, 4, 6, 7]);
  });

  it('gradients agree with central differences', () => {
    type V4 = tf.Variable<tf.Rank.R4>;
    // A seed without near ties: where the largest of a window changes within ±0.01, maxPool has a kink.
    const untied = createRng('untied-1');
    for (const pool of [maxPool, averagePool]) {
      for (const padding of ['valid', 'same'] as const) {
        checkGradients(
          (x, filters) => score(pool(conv2d(x as V4, filters as V4, padding), 2)),
          normal(untied, [1, 5, 5, 2]),
          normal(untied, [2, 2, 2, 2]),
        );
      }
    }
  });
});

describe('lookup', () => {
  const table = () =>
    tf.tensor2d([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);

  it('takes rows of the table, and zeros for an id that is not in it', () => {
    close(numbers(lookup([2, 0, 2, -1, 3], table())), [5, 6, 1, 2, 5, 6, 0, 0, 0, 0]);
  });

  it('adds up the gradients of an id that comes twice', () => {
    const variable = tf.variable(table());
    const [gradient] = gradients(() => score(lookup([2, 0, 2], variable)), [variable]).gradients;
    close(numbers(gradient as tf.Tensor), [3, 4, 0, 0, 1 + 5, 2 + 6]);
  });
});

describe('clipByNorm', () => {
  const given = [tf.tensor2d([[3, 0]]), tf.tensor1d([0, 4])];

  it('scales all gradients by one factor, down only', () => {
    const before = tf.memory().numTensors;
    const clipped = clipByNorm(given, 1);
    expect(clipped.norm.dataSync()[0]).toBe(5);
    close(clipped.gradients.flatMap(numbers), [0.6, 0, 0, 0.8]);
    expect(clipped.gradients.map((g) => g.shape)).toEqual([[1, 2], [2]]);
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose(clipped);
    expect(tf.memory().numTensors).toBe(before);
    expect(clipByNorm(given, 6).gradients.flatMap(numbers)).toEqual([3, 0, 0, 4]);
    expect(clipByNorm([tf.zeros([2])], 1).gradients.flatMap(numbers)).toEqual([0, 0]);
  });
});

describe('optimizers', () => {
  /** Values of θ after each step along the gradients of f, which may depend on θ and on the step. */
  function path(
    make: (v: tf.Variable[]) => Optimizer,
    start: number,
    f: (theta: number, t: number) => number,
  ) {
    const before = tf.memory().numTensors;
    const theta = tf.tidy(() => tf.variable(tf.scalar(start)));
    const optimizer = make([theta]);
    const at = () => theta.dataSync()[0] as number;
    const values = [0, 1, 2].map((t) => {
      tf.tidy(() => optimizer.apply([tf.scalar(f(at(), t))]));
      return at();
    });
    optimizer.dispose();
    theta.dispose();
    expect(tf.memory().numTensors).toBe(before);
    return values;
  }
  const given = (...values: number[]) => [0, (_: number, t: number) => values[t] as number] as const;

  it('nesterov holds θ + μv of the published form', () => {
    // f = θ²/2, θ = 1, ε = 0.1, μ = 0.5, as published: v ← v/2 − 0.1 (θ + v/2), θ ← θ + v.
    const published = [
      { v: -0.1, theta: 0.9 },
      { v: -0.135, theta: 0.765 }, // −0.05 − 0.1 · 0.85
      { v: -0.13725, theta: 0.62775 }, // −0.0675 − 0.1 · 0.6975
    ];
    close(
      path(
        (variables) => nesterov(variables, 0.1, 0.5),
        1,
        (theta) => theta,
      ),
      published.map(({ v, theta }) => theta + 0.5 * v),
    );
  });

  it('rmsprop agrees with three steps worked by hand', () => {
    // s = 0.1, 0.49, 0.541
    const steps = [-0.1 / Math.sqrt(0.1), -0.2 / 0.7, 0.1 / Math.sqrt(0.541)] as const;
    close(
      path((v) => rmsprop(v, 0.1), ...given(1, 2, -1)),
      [steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2]],
    );
    // √s = 1, so that ε = 1 outside the root halves the step.
    close(path((v) => rmsprop(v, 1, { rho: 0.75, epsilon: 1 }), ...given(2, 0, 0)).slice(0, 1), [-1]);
  });

  it('adagrad agrees with three steps worked by hand', () => {
    // s = 9, 25, 169
    close(
      path((v) => adagrad(v, 0.1), ...given(3, 4, -12)),
      [-0.1, -0.18, -0.18 + 1.2 / 13],
    );
    close(
      path((v) => adagrad(v, 1, { epsilon: 1 }), ...given(3, 0, 0)),
      [-0.75, -0.75, -0.75],
    );
  });

  it('adadelta agrees with three steps worked by hand', () => {
    // ρ = 1/2, ε = 1: E[g²] = 8, 6, 35 and E[Δ²] = 8/9, 62/63 before the second and third steps.
    const steps = [-4 / 3, (-2 * Math.sqrt(17 / 9)) / Math.sqrt(7), (8 * Math.sqrt(125 / 63)) / 6] as const;
    close(
      path((v) => adadelta(v, { rho: 0.5, epsilon: 1 }), ...given(4, 2, -8)),
      [steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2]],
    );
    // The first step with the paper's values is √ε / √(g² / 20 + ε), not the gradient itself.
    close(path((v) => adadelta(v), ...given(1, 0, 0)).slice(0, 1), [-Math.sqrt(1e-6 / (0.05 + 1e-6))], 7);
  });
});

it('leaves no tensor behind inside tf.tidy', () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const table = random(4, 6);
    const x = lookup([1, 2], table);
    lstmCell(random(8, 8), random(8))(x, { h: random(2, 2), c: random(2, 2) });
    gruCell(random(8, 4), random(4), random(8, 2), random(2))(x, random(2, 2));
    attention(x, x, x);
    averagePool(maxPool(conv2d(random(1, 8, 8, 1), random(3, 3, 1, 2), 'same'), 2), 2);
  });
  expect(tf.memory().numTensors).toBe(before);
});
