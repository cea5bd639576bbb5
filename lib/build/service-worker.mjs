import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BASE_PATH = process.env.BASE_PATH ?? '';

/**
 * What no page asks for: the payloads of Next's own links, sources, fonts for old browsers, cards for other sites, pages
 * for hosts and crawlers. Of the other names of a term only the way to its entry would be kept; search knows them.
 */
const LEFT_OUT =
  /\.(txt|ts|map|ttf|woff|xml)$|^cards\/|^_not-found\/|^404|^_next\/(?!static\/)|Manifest\.js$|^not-kept\//;

const isRedirect = (content) => content.includes('http-equiv="refresh"');
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 8);

/** Hashed files that a page of the export asks for, or may ask for later; `noModule` scripts are for old browsers. */
function assetsOf(page) {
  const found = new Set();
  function follow(text) {
    for (const [name] of text.matchAll(/static\/chunks\/[\w.~-]+\.(?:js|css)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(readFileSync(join('out/_next', name), 'utf8'));
    }
  }
  follow(readFileSync(join('out', page), 'utf8').replace(/<script[^>]* noModule[^>]*>/gi, ''));
  return [...found].map((name) => `${BASE_PATH}/_next/${name}`);
}

/**
 * Writes out/sw.js (lib/offline/worker.ts), which knows what to keep from the start, and out/offline.json, the list of
 * the whole site. Runs last: the revisions are hashes of the finished files.
 */
export async function writeServiceWorker() {
  let compressed = 0;
  const files = readdirSync('out', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !LEFT_OUT.test(file) && statSync(join('out', file)).isFile())
    .sort()
    .flatMap((file) => {
      const content = readFileSync(join('out', file));
      if (file.endsWith('.html') && isRedirect(content)) return [];
      compressed += gzipSync(content).length;
      return [[`/${file.replace(/(^|\/)index\.html$/, '$1')}`, hash(content), content.length]];
    });
  const version = hash(JSON.stringify(files));
  const bytes = files.reduce((sum, [, , size]) => sum + size, 0);
  const built = statSync('out/index.html').mtime.toISOString().slice(0, 10);
  writeFileSync('out/offline.json', JSON.stringify({ version, built, bytes, compressed, files }));

  await build({
    entryPoints: ['lib/offline/worker.ts'],
    outfile: 'out/sw.js',
    bundle: true,
    minify: true,
    target: 'es2022',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.NEXT_PUBLIC_BASE_PATH': JSON.stringify(BASE_PATH),
      BUILD: JSON.stringify({ version, assets: assetsOf('not-kept/index.html') }),
    },
  });
}
