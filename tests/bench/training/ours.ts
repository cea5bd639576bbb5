import {
  adam,
  affine,
  conv2d,
  lstmCell,
  maxPool,
  meanSquaredError,
  sgd,
  softmaxCrossEntropy,
  tf,
  unroll,
} from '../../../lib/tf/index.ts';
import { MOMENTUM } from './jobs.ts';
import { trainers } from './nets.ts';

export default trainers({
  tf,
  affine,
  conv2d: (x, filters) => conv2d(x, filters, 'valid'),
  maxPool: (x) => maxPool(x, 2),
  lstm(w, b, inputs, units) {
    const zero = tf.zeros([(inputs[0] as tf.Tensor2D).shape[0], units]) as tf.Tensor2D;
    const states = unroll(lstmCell(w, b), inputs, { h: zero, c: zero });
    return (states.at(-1) as (typeof states)[0]).h;
  },
  meanSquaredError,
  softmaxCrossEntropy,
  sgd,
  momentum: (variables, rate) => sgd(variables, rate, MOMENTUM),
  adam,
});
