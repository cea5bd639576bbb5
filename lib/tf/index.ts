import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';

// Other backends round differently; "reproducible to the last digit" holds on this one.
tf.backend();
if (tf.getBackend() !== 'cpu') throw new Error(`TensorFlow.js runs on “${tf.getBackend()}”, not on “cpu”`);

export { batches } from './batches.ts';
export { glorotNormal, normal } from './initializers.ts';
export { accuracy, affine, logisticLoss, softmaxCrossEntropy } from './layers.ts';
export { adam, type Optimizer, sgd } from './optimizers.ts';
export { gradients, owner } from './variables.ts';
export { tf };
