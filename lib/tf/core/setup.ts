/**
 * What TensorFlow.js sets up when it loads (dist/base_side_effects), without looking for Node or a browser, and without
 * the places where trained models are kept.
 */
import { env } from '@tensorflow/tfjs-core/dist/environment';
import { buffer } from '@tensorflow/tfjs-core/dist/ops/buffer';
import { cast } from '@tensorflow/tfjs-core/dist/ops/cast';
import { clone } from '@tensorflow/tfjs-core/dist/ops/clone';
import { print } from '@tensorflow/tfjs-core/dist/ops/print';
import { isTypedArrayBrowser } from '@tensorflow/tfjs-core/dist/platforms/is_typed_array_browser';
import { setOpHandler } from '@tensorflow/tfjs-core/dist/tensor';

const flags = [
  'CHECK_COMPUTATION_FOR_ERRORS',
  'DEBUG',
  'DEPRECATION_WARNINGS_ENABLED',
  'IS_NODE',
  'IS_TEST',
  'PROD',
  'TENSORLIKE_CHECK_SHAPE_CONSISTENCY',
];
for (const flag of flags) env().registerFlag(flag, () => false);
// Tests load the whole of TensorFlow.js beside this.
if (!env().platform)
  env().setPlatform('any', {
    fetch,
    now: () => performance.now(),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
    isTypedArray: isTypedArrayBrowser,
  });
setOpHandler({ buffer, cast, clone, print });
