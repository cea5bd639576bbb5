import './kernels/register.ts';
import * as tf from './tfjs.ts';

// Other backends round differently; "reproducible to the last digit" holds on this one.
tf.backend();
if (tf.getBackend() !== 'cpu') throw new Error(`TensorFlow.js runs on “${tf.getBackend()}”, not on “cpu”`);

export { attention } from './attention.ts';
export { batches, permutation } from './batches.ts';
export { type Cell, gruCell, type LstmState, lstmCell, rnnCell, unroll } from './cells.ts';
export { clipByNorm } from './clipping.ts';
export { averagePool, conv2d, maxPool, type Padding, windows } from './convolution.ts';
export { lookup } from './embedding.ts';
export { glorotNormal, heNormal, normal } from './initializers.ts';
export {
  accuracy,
  affine,
  column,
  logisticLoss,
  matrix,
  meanSquaredError,
  signAccuracy,
  softmaxCrossEntropy,
} from './layers.ts';
export { adadelta, adagrad, adam, follow, nesterov, type Optimizer, rmsprop, sgd } from './optimizers.ts';
export { inputs, labels, targets } from './pictures.ts';
export {
  bernoulli,
  binaryStates,
  contrast,
  energy,
  freeEnergy,
  gibbs,
  hiddenGivenVisible,
  modelProbabilities,
  type Rbm,
  statistics,
  visibleGivenHidden,
} from './rbm.ts';
export { evaluate, gradients, type Layer, owner } from './variables.ts';
export { tf };
