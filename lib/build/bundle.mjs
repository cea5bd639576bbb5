import { join, parse } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes one program for Node from a TypeScript file of ours. TensorFlow.js goes into it, since Node cannot resolve
 * its modules' imports; so do models and views named by template string. Other packages stay outside.
 * @param {string} file Path from the project's root.
 * @returns {Promise<string>} The program's absolute path.
 */
export async function bundleForNode(file) {
  const outfile = join(process.cwd(), '.cache/programs', `${parse(file).name}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.9',
    format: 'esm',
    // TensorFlow.js asks for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
    mainFields: ['module', 'main'],
    // The package of the CPU backend claims that importing it has no effect; registering the backend is one.
    ignoreAnnotations: true,
    sourcemap: 'inline',
    logLevel: 'error',
    plugins: [
      {
        name: 'packages-stay-outside',
        setup({ onResolve }) {
          // As in next.config.mjs.
          onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({
            path: join(process.cwd(), 'lib/tf/core/index.ts'),
          }));
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@tensorflow/') || path.startsWith('@/')
              ? null
              : { external: true },
          );
        },
      },
    ],
  });
  return outfile;
}
