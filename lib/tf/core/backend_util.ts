/** Without what only tensors of strings need. */
export { mergeRealAndImagArrays } from '@tensorflow/tfjs-core/dist/backends/complex_util';
export { warn } from '@tensorflow/tfjs-core/dist/log';
export {
  assertAxesAreInnerMostDims,
  computeOutAndReduceShapes,
  expandShapeToKeepDim,
  getAxesPermutation,
  getInnerMostAxes,
} from '@tensorflow/tfjs-core/dist/ops/axis_util';
export { assertAndGetBroadcastShape, getBroadcastDims } from '@tensorflow/tfjs-core/dist/ops/broadcast_util';
export { assertParamsConsistent, computeOutShape } from '@tensorflow/tfjs-core/dist/ops/concat_util';
export { ERF_A1, ERF_A2, ERF_A3, ERF_A4, ERF_A5, ERF_P } from '@tensorflow/tfjs-core/dist/ops/erf_util';
export { prepareSplitSize } from '@tensorflow/tfjs-core/dist/ops/split_util';
export { upcastType } from '@tensorflow/tfjs-core/dist/types';
export * as segment_util from './segment_util.ts';
