/**
 * What TensorFlow.js sets up when it loads (dist/base_side_effects), without the places where its platforms keep and
 * find trained models.
 */
import { env } from '@tensorflow/tfjs-core/dist/environment';
import '@tensorflow/tfjs-core/dist/flags';
import { buffer } from '@tensorflow/tfjs-core/dist/ops/buffer';
import { cast } from '@tensorflow/tfjs-core/dist/ops/cast';
import { clone } from '@tensorflow/tfjs-core/dist/ops/clone';
import { print } from '@tensorflow/tfjs-core/dist/ops/print';
import { isTypedArrayBrowser } from '@tensorflow/tfjs-core/dist/platforms/is_typed_array_browser';
import { setOpHandler } from '@tensorflow/tfjs-core/dist/tensor';

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
