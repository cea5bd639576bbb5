import type { Optimizer, tf as Tf } from '../../../lib/tf/index.ts';
import { type Engine, type JobName, jobs, LSTM, type Train } from './jobs.ts';

type Rows = Tf.Tensor2D;
type Bias = Tf.Tensor1D;
type Minimise = Pick<Optimizer, 'minimise'>;

/** The parts that the two engines on TensorFlow.js make in their own ways. */
export interface Kit {
  tf: Pick<typeof Tf, 'tensor' | 'variable' | 'zeros' | 'tanh' | 'relu' | 'reshape' | 'add'>;
  affine(x: Rows, w: Rows, b: Bias): Rows;
  conv2d(x: Tf.Tensor4D, filters: Tf.Tensor4D): Tf.Tensor4D;
  maxPool(x: Tf.Tensor4D): Tf.Tensor4D;
  lstm(w: Rows, b: Bias, inputs: Rows[], units: number): Rows;
  meanSquaredError(output: Rows, target: Rows): Tf.Scalar;
  softmaxCrossEntropy(logits: Rows, target: Rows): Tf.Scalar;
  sgd(variables: Tf.Variable[], rate: number): Minimise;
  momentum(variables: Tf.Variable[], rate: number): Minimise;
  adam(variables: Tf.Variable[], rate: number): Minimise;
}

/** The five nets out of the parts of a kit. */
export function trainers(kit: Kit): Engine {
  const { tf, affine } = kit;
  const flat = (rows: Float32Array[]) => Float32Array.from(rows.flatMap((row) => [...row]));

  function train<X>(
    name: JobName,
    optimizer: (variables: Tf.Variable[], rate: number) => Minimise,
    input: (x: Float32Array[]) => X,
    loss: (x: X, y: Rows, w: Tf.Variable[], b: Tf.Variable[]) => Tf.Scalar,
  ): Train {
    return () => {
      const { batches, weights, rate } = jobs[name];
      const given = batches.map(({ x, y }) => ({
        x: input(x),
        y: tf.tensor(flat(y), [y.length, (y[0] as Float32Array).length]) as Rows,
      }));
      const w = weights.map(({ shape, values }) => tf.variable(tf.tensor(values, shape)));
      const b = weights.map(({ shape }) => tf.variable(tf.zeros([shape.at(-1) as number])));
      const { minimise } = optimizer([...w, ...b], rate);
      let i = 0;
      return {
        step() {
          const { x, y } = given[i++ % given.length] as (typeof given)[0];
          return minimise(() => loss(x, y, w, b));
        },
      };
    };
  }
  const rows = (x: Float32Array[]) => tf.tensor(flat(x), [x.length, (x[0] as Float32Array).length]) as Rows;

  /** Hyperbolic tangents, and a linear output. */
  const mlp = (x: Rows, w: Tf.Variable[], b: Tf.Variable[]) =>
    w.reduce((h, wi, i) => affine(i ? tf.tanh(h) : h, wi as Rows, b[i] as Bias), x);

  return {
    J1: train('J1', kit.sgd, rows, (x, y, w, b) => kit.meanSquaredError(mlp(x, w, b), y)),
    J2: train('J2', kit.adam, rows, (x, y, w, b) => kit.meanSquaredError(mlp(x, w, b), y)),
    J3: train('J3', kit.momentum, rows, (x, y, [w1, w2], [b1, b2]) =>
      kit.softmaxCrossEntropy(affine(tf.relu(affine(x, w1 as Rows, b1 as Bias)), w2 as Rows, b2 as Bias), y),
    ),
    J4: train(
      'J4',
      kit.adam,
      (x) => tf.reshape(rows(x), [x.length, 12, 12, 1]) as Tf.Tensor4D,
      (x, y, [f1, f2, w], [b1, b2, b]) => {
        const first = tf.relu(tf.add<Tf.Tensor4D>(kit.conv2d(x, f1 as Tf.Tensor4D), b1 as Bias));
        const second = tf.relu(
          tf.add<Tf.Tensor4D>(kit.conv2d(kit.maxPool(first), f2 as Tf.Tensor4D), b2 as Bias),
        );
        return kit.softmaxCrossEntropy(affine(tf.reshape(second, [x.shape[0], -1]), w as Rows, b as Bias), y);
      },
    ),
    J5: train(
      'J5',
      kit.adam,
      (x) =>
        Array.from({ length: LSTM.steps }, (_, t) =>
          rows(x.map((one) => one.slice(t * LSTM.inputs, (t + 1) * LSTM.inputs))),
        ),
      (x, y, [w, v], [b, d]) =>
        kit.meanSquaredError(affine(kit.lstm(w as Rows, b as Bias, x, LSTM.units), v as Rows, d as Bias), y),
    ),
  };
}
