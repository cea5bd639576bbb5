/**
 * The part of TensorFlow.js that the site uses: its package as a whole is twice as much to load. An operation goes on
 * this list when a model first needs it, and its kernel and gradient on those of kernels/stock.ts.
 */
import './core/setup.ts';

export {
  backend,
  dispose,
  engine,
  getBackend,
  memory,
  registerBackend,
  tidy,
} from '@tensorflow/tfjs-core/dist/globals';
export { grad, grads, valueAndGrads, variableGrads } from '@tensorflow/tfjs-core/dist/gradients';
export type { GradConfig, KernelConfig, NamedAttrMap } from '@tensorflow/tfjs-core/dist/kernel_registry';
export {
  getGradient,
  getKernel,
  registerGradient,
  registerKernel,
} from '@tensorflow/tfjs-core/dist/kernel_registry';
export { abs } from '@tensorflow/tfjs-core/dist/ops/abs';
export { add } from '@tensorflow/tfjs-core/dist/ops/add';
export { addN } from '@tensorflow/tfjs-core/dist/ops/add_n';
export { any } from '@tensorflow/tfjs-core/dist/ops/any';
export { argMax } from '@tensorflow/tfjs-core/dist/ops/arg_max';
export { cast } from '@tensorflow/tfjs-core/dist/ops/cast';
export { clipByValue } from '@tensorflow/tfjs-core/dist/ops/clip_by_value';
export { clone } from '@tensorflow/tfjs-core/dist/ops/clone';
export { concat } from '@tensorflow/tfjs-core/dist/ops/concat';
export { div } from '@tensorflow/tfjs-core/dist/ops/div';
export { dot } from '@tensorflow/tfjs-core/dist/ops/dot';
export { elu } from '@tensorflow/tfjs-core/dist/ops/elu';
export { equal } from '@tensorflow/tfjs-core/dist/ops/equal';
export { erf } from '@tensorflow/tfjs-core/dist/ops/erf';
export { exp } from '@tensorflow/tfjs-core/dist/ops/exp';
export { expandDims } from '@tensorflow/tfjs-core/dist/ops/expand_dims';
export { eye } from '@tensorflow/tfjs-core/dist/ops/eye';
export { fill } from '@tensorflow/tfjs-core/dist/ops/fill';
export { gather } from '@tensorflow/tfjs-core/dist/ops/gather';
export { greater } from '@tensorflow/tfjs-core/dist/ops/greater';
export { leakyRelu } from '@tensorflow/tfjs-core/dist/ops/leaky_relu';
export { log } from '@tensorflow/tfjs-core/dist/ops/log';
export { logSoftmax } from '@tensorflow/tfjs-core/dist/ops/log_softmax';
export { logSumExp } from '@tensorflow/tfjs-core/dist/ops/log_sum_exp';
export { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
export { max } from '@tensorflow/tfjs-core/dist/ops/max';
export { maximum } from '@tensorflow/tfjs-core/dist/ops/maximum';
export { mean } from '@tensorflow/tfjs-core/dist/ops/mean';
export { min } from '@tensorflow/tfjs-core/dist/ops/min';
export { minimum } from '@tensorflow/tfjs-core/dist/ops/minimum';
export { moments } from '@tensorflow/tfjs-core/dist/ops/moments';
export { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
export { neg } from '@tensorflow/tfjs-core/dist/ops/neg';
export { norm } from '@tensorflow/tfjs-core/dist/ops/norm';
export { oneHot } from '@tensorflow/tfjs-core/dist/ops/one_hot';
export { ones } from '@tensorflow/tfjs-core/dist/ops/ones';
export { onesLike } from '@tensorflow/tfjs-core/dist/ops/ones_like';
export { prod } from '@tensorflow/tfjs-core/dist/ops/prod';
export { range } from '@tensorflow/tfjs-core/dist/ops/range';
export { relu } from '@tensorflow/tfjs-core/dist/ops/relu';
export { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape';
export { reverse } from '@tensorflow/tfjs-core/dist/ops/reverse';
export { round } from '@tensorflow/tfjs-core/dist/ops/round';
export { rsqrt } from '@tensorflow/tfjs-core/dist/ops/rsqrt';
export { scalar } from '@tensorflow/tfjs-core/dist/ops/scalar';
export { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid';
export { sign } from '@tensorflow/tfjs-core/dist/ops/sign';
export { slice } from '@tensorflow/tfjs-core/dist/ops/slice';
export { softmax } from '@tensorflow/tfjs-core/dist/ops/softmax';
export { softplus } from '@tensorflow/tfjs-core/dist/ops/softplus';
export { split } from '@tensorflow/tfjs-core/dist/ops/split';
export { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
export { square } from '@tensorflow/tfjs-core/dist/ops/square';
export { squaredDifference } from '@tensorflow/tfjs-core/dist/ops/squared_difference';
export { squeeze } from '@tensorflow/tfjs-core/dist/ops/squeeze';
export { stack } from '@tensorflow/tfjs-core/dist/ops/stack';
export { step } from '@tensorflow/tfjs-core/dist/ops/step';
export { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
export { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
export { tanh } from '@tensorflow/tfjs-core/dist/ops/tanh';
export { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
export { tensor1d } from '@tensorflow/tfjs-core/dist/ops/tensor1d';
export { tensor2d } from '@tensorflow/tfjs-core/dist/ops/tensor2d';
export { tensor3d } from '@tensorflow/tfjs-core/dist/ops/tensor3d';
export { tensor4d } from '@tensorflow/tfjs-core/dist/ops/tensor4d';
export { tile } from '@tensorflow/tfjs-core/dist/ops/tile';
export { transpose } from '@tensorflow/tfjs-core/dist/ops/transpose';
export { unstack } from '@tensorflow/tfjs-core/dist/ops/unstack';
export { variable } from '@tensorflow/tfjs-core/dist/ops/variable';
export { zeros } from '@tensorflow/tfjs-core/dist/ops/zeros';
export { zerosLike } from '@tensorflow/tfjs-core/dist/ops/zeros_like';
export type {
  Scalar,
  Tensor1D,
  Tensor2D,
  Tensor3D,
  Tensor4D,
  Variable,
} from '@tensorflow/tfjs-core/dist/tensor';
export { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
export type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
export type { NamedTensorMap } from '@tensorflow/tfjs-core/dist/tensor_types';
export { getTensorsInContainer } from '@tensorflow/tfjs-core/dist/tensor_util';
export type { Rank } from '@tensorflow/tfjs-core/dist/types';
