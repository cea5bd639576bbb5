/** What lib/tf/core lists, and what the kernels take of it that the tests compare ours with. */
import {
  computeConv2DInfo,
  computePool2DInfo,
  convertConv2DDataFormat,
  eitherStridesOrDilationsAreOne,
} from '@tensorflow/tfjs-core/dist/ops/conv_util';
import * as listed from '../lib/tf/core/backend_util.ts';

export * from '../lib/tf/core/index.ts';
export const backend_util = {
  ...listed,
  computeConv2DInfo,
  computePool2DInfo,
  convertConv2DDataFormat,
  eitherStridesOrDilationsAreOne,
};
