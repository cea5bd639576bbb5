export { collectGatherOpShapeInfo } from '@tensorflow/tfjs-core/dist/ops/segment_util';
