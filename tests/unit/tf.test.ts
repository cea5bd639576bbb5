import * as stock from '@tensorflow/tfjs-core/dist/index';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/sim';
import {
  accuracy,
  adam,
  affine,
  batches,
  glorotNormal,
  gradients,
  logisticLoss,
  sgd,
  softmaxCrossEntropy,
  tf,
} from '@/lib/tf';

const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
function close(actual: number[], expected: number[], digits = 5) {
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, digits);
  });
}

it('runs on the CPU backend', () => expect(tf.getBackend()).toBe('cpu'));

describe('optimizers', () => {
  /** Positions of θ after each of the given gradients, from θ = 0. */
  function path(make: (v: tf.Variable[]) => { apply(g: tf.Tensor[]): void }, given: number[]) {
    const theta = tf.variable(tf.scalar(0));
    const optimizer = make([theta]);
    return given.map((g) => {
      optimizer.apply([tf.scalar(g)]);
      return theta.dataSync()[0] as number;
    });
  }

  it('sgd follows θ − ηg, with heavy-ball momentum u ← μu + g', () => {
    close(
      path((v) => sgd(v, 0.1), [1, 2, -4]),
      [-0.1, -0.3, 0.1],
    );
    // u = 1, 2.5, −2.75
    close(
      path((v) => sgd(v, 0.1, 0.5), [1, 2, -4]),
      [-0.1, -0.35, -0.075],
    );
  });

  it('adam agrees with three steps worked by hand', () => {
    // g = 1, 1, 3: m = .1, .19, .471; v = .001, .001999, .010997001;
    // corrected m: 1, 1, 1.738007; corrected v: 1, 1, 3.669336.
    close(
      path((v) => adam(v, 0.1), [1, 1, 3]),
      [-0.1, -0.2, -0.2 - (0.1 * 1.7380074) / Math.sqrt(3.6693363)],
      5,
    );
  });

  it('adam agrees with the one of TensorFlow.js', () => {
    const given = [0.3, -2, 5, 0.01, 1];
    const theta = stock.variable(stock.scalar(0));
    const reference = stock.train.adam(0.05, 0.9, 0.999, 1e-8);
    const expected = given.map((g) => {
      reference.applyGradients([{ name: theta.name, tensor: stock.scalar(g) }]);
      return theta.dataSync()[0] as number;
    });
    close(
      path((v) => adam(v, 0.05), given),
      expected,
      5,
    );
  });
});

describe('layers and losses', () => {
  const x = tf.tensor2d([
    [1, 2],
    [3, 4],
  ]);
  const w = tf.tensor2d([
    [1, 0, -1],
    [2, 1, 0],
  ]);

  it('affine is xW + b', () => {
    close(numbers(affine(x, w, tf.tensor1d([10, 20, 30]))), [15, 22, 29, 21, 24, 27]);
  });

  it('losses agree with closed forms', () => {
    const half = tf.tensor1d([0, 0]);
    expect(logisticLoss(half, tf.tensor1d([0, 1])).dataSync()[0]).toBeCloseTo(Math.log(2), 6);
    const big = logisticLoss(tf.tensor1d([200]), tf.tensor1d([0])).dataSync()[0];
    expect(big).toBeCloseTo(200, 3);
    const uniform = softmaxCrossEntropy(
      tf.zeros([2, 3]) as tf.Tensor2D,
      tf.tensor2d([
        [1, 0, 0],
        [0, 0, 1],
      ]),
    );
    expect(uniform.dataSync()[0]).toBeCloseTo(Math.log(3), 6);
    expect(
      accuracy(
        tf.tensor2d([
          [1, 2],
          [2, 1],
        ]),
        tf.tensor1d([1, 1], 'int32'),
      ),
    ).toBe(0.5);
  });

  it('gradients agree with central differences', () => {
    const weights = tf.variable(tf.slice(w, [0, 0], [2, 2]));
    const target = tf.tensor2d([
      [1, 0],
      [0, 1],
    ]);
    const loss = () => softmaxCrossEntropy(tf.matMul(x, weights) as tf.Tensor2D, target);
    const [gradient] = gradients(loss, [weights]).gradients;
    const start = numbers(weights);
    const numeric = start.map((_, i) => {
      const at = (delta: number) => {
        weights.assign(
          tf.tensor2d(
            start.map((v, j) => (j === i ? v + delta : v)),
            [2, 2],
          ),
        );
        return loss().dataSync()[0] as number;
      };
      return (at(0.01) - at(-0.01)) / 0.02;
    });
    close(numbers(gradient as tf.Tensor), numeric, 3);
  });
});

describe('chance', () => {
  it('glorotNormal has variance 2 / (fanIn + fanOut)', () => {
    const values = numbers(glorotNormal(createRng(1), 100, 300));
    const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    expect(variance / (2 / 400)).toBeCloseTo(1, 1);
  });

  it('batches cover each epoch once, in a fresh order', () => {
    const stream = batches(createRng(1), 10, 4);
    const epochs = [1, 2].map(() => [1, 2, 3].flatMap(() => stream.next().value));
    for (const epoch of epochs)
      expect([...epoch].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });
});
