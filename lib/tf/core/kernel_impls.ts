export { whereImpl } from '@tensorflow/tfjs-core/dist/backends/where_impl';
