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
    minify: true,
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return createHash('sha256')
    .update(outputFiles[0]?.text ?? '')
    .update(JSON.parse(readFileSync(tfjs, 'utf8')).version)
    .digest('hex')
    .slice(0, 16);
}
