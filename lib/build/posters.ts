import { type ChildProcess, fork } from 'node:child_process';
import { bundleForNode } from './bundle.mjs';
import { cacheFile, digest } from './cache.ts';
import { contentHash, MODEL_SOURCES } from './content-hash.ts';
import type { Poster, PosterRequest } from './poster-types.ts';

/** What any poster may depend on, besides its own model and view. */
export const POSTER_SOURCES = [
  ...MODEL_SOURCES,
  'lib/build/bundle.mjs',
  'lib/build/dom.ts',
  'lib/build/poster-worker.tsx',
  'components/plots',
  'package-lock.json',
];

/** Names the poster's content: alike exactly when sources and settings are. */
export function posterKey({ demo, preset }: PosterRequest): string {
  const own = contentHash([`lib/models/${demo}.ts`, `components/demos/${demo}.tsx`]);
  return `${demo}-${digest([preset, contentHash(POSTER_SOURCES), own])}`;
}

/** A process of its own: posters need a DOM and the views as React runs them in a browser. */
function askWorker(worker: ChildProcess, request: PosterRequest): Promise<Poster> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`the poster process ended with code ${code}`));
    worker.once('exit', failed);
    worker.once('message', (answer: { poster: Poster } | { error: string }) => {
      worker.off('exit', failed);
      if ('poster' in answer) resolve(answer.poster);
      else reject(new Error(answer.error));
    });
    worker.send(request);
  });
}

let worker: { process: ChildProcess; sources: string } | null = null;
let queue: Promise<unknown> = Promise.resolve();

async function make(request: PosterRequest): Promise<Poster> {
  // Node keeps modules once loaded: sources that have changed since need a fresh process.
  const sources = contentHash([...POSTER_SOURCES, 'lib/models', 'components/demos']);
  if (worker && (worker.sources !== sources || worker.process.exitCode !== null)) {
    worker.process.kill();
    worker = null;
  }
  if (!worker) {
    const child = fork(await bundleForNode('lib/build/poster-worker.tsx'), {
      execArgv: ['--enable-source-maps'],
      // React's `act`, which waits until all is drawn, is not in its production build.
      env: { ...process.env, NODE_ENV: 'development' },
    });
    child.unref();
    child.channel?.unref();
    worker = { process: child, sources };
  }
  const { process: child } = worker;
  child.ref();
  child.channel?.ref();
  try {
    return await askWorker(child, request);
  } finally {
    child.unref();
    child.channel?.unref();
  }
}

/** The poster from the cache, or a fresh one. Throws with the model's or view's own error. */
export async function loadPoster(request: PosterRequest): Promise<Poster> {
  const file = cacheFile('posters', `${posterKey(request)}.json`);
  const cached = (): Poster | null => JSON.parse(file.read()?.toString() ?? 'null');
  const found = cached();
  if (found) return found;
  const made = queue.then(async () => cached() ?? make(request));
  queue = made.catch(() => {});
  const poster = await made;
  file.write(JSON.stringify(poster));
  return poster;
}
