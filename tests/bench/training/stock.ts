import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { MOMENTUM } from './jobs.ts';
import { type Kit, trainers } from './nets.ts';

const affine: Kit['affine'] = (x, w, b) => tf.add(tf.matMul(x, w), b);
const minimiser = (optimizer: tf.Optimizer, variables: tf.Variable[]) => ({
  minimise: (loss: () => tf.Scalar) =>
    tf.tidy(() => (optimizer.minimize(loss, true, variables) as tf.Scalar).dataSync()[0] as number),
});

/** TensorFlow.js as it comes, with its own layers' arithmetic, losses and optimizers. */
export default trainers({
  tf,
  affine,
  conv2d: (x, filters) => tf.conv2d(x, filters, 1, 'valid'),
  maxPool: (x) => tf.maxPool(x, 2, 2, 'valid'),
  lstm(w, b, inputs, units) {
    let h = tf.zeros([(inputs[0] as tf.Tensor2D).shape[0], units]) as tf.Tensor2D;
    let c = h;
    for (const x of inputs) {
      const [i, f, o, g] = tf.split(affine(tf.concat([x, h], 1), w, b), 4, 1) as tf.Tensor2D[];
      c = tf.add(
        tf.mul(tf.sigmoid(f as tf.Tensor), c),
        tf.mul(tf.sigmoid(i as tf.Tensor), tf.tanh(g as tf.Tensor)),
      );
      h = tf.mul(tf.sigmoid(o as tf.Tensor), tf.tanh(c));
    }
    return h;
  },
  meanSquaredError: (output, target) => tf.losses.meanSquaredError(target, output),
  softmaxCrossEntropy: (logits, target) => tf.losses.softmaxCrossEntropy(target, logits),
  sgd: (variables, rate) => minimiser(tf.train.sgd(rate), variables),
  momentum: (variables, rate) => minimiser(tf.train.momentum(rate, MOMENTUM), variables),
  adam: (variables, rate) => minimiser(tf.train.adam(rate, 0.9, 0.999, 1e-8), variables),
});
