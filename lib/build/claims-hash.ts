import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const tfjs = 'node_modules/@tensorflow/tfjs-core/package.json';

/** Names all that a demo's claims depend on: the program they make, comments and types apart, and TensorFlow.js. */
export async function claimsHash(demo: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`lib/claims/${demo}.ts`],
    bundle: true,
    write: false,
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'esm',
    logLevel: 'error',
    // Unused imports go, and with them every trace of a module the claims do not use.
    plugins: [
      {
        name: 'packages-stay-outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ kind }) =>
            kind === 'entry-point' ? null : { external: true, sideEffects: false },
          ),
      },
    ],
  });
  return createHash('sha256')
    .update(outputFiles[0]?.text ?? '')
    .update(JSON.parse(readFileSync(tfjs, 'utf8')).version)
    .digest('hex')
    .slice(0, 16);
}
