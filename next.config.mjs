/** @type {import('next').NextConfig} */
export default {
  output: 'export',
  trailingSlash: true,
  // A project page lives under a path of its own: BASE_PATH=/lexigrad npm run build
  basePath: process.env.BASE_PATH ?? '',
  env: { NEXT_PUBLIC_BASE_PATH: process.env.BASE_PATH ?? '' },
  serverExternalPackages: ['mdx-bundler', 'esbuild'],
  // The kernels of TensorFlow.js take of its core what lib/tf/core lists.
  turbopack: { resolveAlias: { '@tensorflow/tfjs-core': './lib/tf/core/index.ts' } },
  // `npm run check` type-checks everything, tests included; a build does not do it again.
  typescript: { ignoreBuildErrors: true },
  // A page may wait for the posters of others, which one process makes one after the other.
  staticPageGenerationTimeout: 600,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
};
