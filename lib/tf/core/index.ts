/**
 * What the kernels of kernels/ take of TensorFlow.js's core. They import it under the name of the package, which the
 * builds of the site, the claims and the tests resolve to this list: its index brings twice as much along, from optimizers
 * to model files.
 */
export { DataStorage, KernelBackend } from '@tensorflow/tfjs-core/dist/backends/backend';
export { env } from '@tensorflow/tfjs-core/dist/environment';
export { engine, registerBackend } from '@tensorflow/tfjs-core/dist/globals';
export * from '@tensorflow/tfjs-core/dist/kernel_names';
export { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
export { buffer } from '@tensorflow/tfjs-core/dist/ops/buffer';
export { TensorBuffer } from '@tensorflow/tfjs-core/dist/tensor';
export { upcastType } from '@tensorflow/tfjs-core/dist/types';
export * as backend_util from './backend_util.ts';
export * as broadcast_util from './broadcast_util.ts';
export * as kernel_impls from './kernel_impls.ts';
export * as slice_util from './slice_util.ts';
export * as util from './util.ts';
