export {
  assertParamsValid,
  computeFlatOffset,
  isSliceContinous,
  parseSliceParams,
} from '@tensorflow/tfjs-core/dist/ops/slice_util';
