import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import * as tf from '../tfjs.ts';
import { arithmetic, functionGradients, functionKernels } from './elementwise.ts';
import { products } from './matmul.ts';
import { stockGradients, stockKernels } from './stock.ts';

tf.registerBackend('cpu', () => new MathBackendCPU());
for (const kernel of [...stockKernels, ...arithmetic, ...functionKernels, ...products])
  tf.registerKernel(kernel);
for (const gradient of [...stockGradients, ...functionGradients]) tf.registerGradient(gradient);
