import { BASE_PATH, withBase } from '../paths.ts';

/** The whole site as the last step of a build lists it (lib/build/service-worker.mjs). */
export interface SiteList {
  version: string;
  /** ISO date. */
  built: string;
  /** What it takes on the device, and on the way where the host compresses. */
  bytes: number;
  compressed: number;
  files: readonly [path: string, revision: string, bytes: number][];
}

/** All sites of a host share its caches: the names of each deployment are its own. */
export const cacheName = (kind: 'pages' | 'assets' | 'pictures' | 'saved') => `lexigrad${BASE_PATH}-${kind}`;
const SAVED = cacheName('saved');
const LIST = withBase('/offline.json');
const REVISION = 'x-revision';
/** Marks the requests of a saving page, which the service worker is not to keep a second time. */
export const SAVING = 'x-saving';
const AT_ONCE = 6;

async function download(url: string, signal?: AbortSignal) {
  const answer = await fetch(url, {
    // A hashed file cannot be stale; any other is asked for again, which costs little where it has not changed.
    cache: url.includes('/_next/static/') ? 'default' : 'no-cache',
    headers: { [SAVING]: '1' },
    signal: signal ?? null,
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** What the host has now. */
export const loadList = async (signal?: AbortSignal): Promise<SiteList> =>
  (await download(LIST, signal)).json();

/** What this device has whole. */
export const loadSaved = async (): Promise<SiteList | null> =>
  (await caches.match(LIST, { cacheName: SAVED }))?.json() ?? null;

/** Whether this device has some of it, whole or not. */
export const hasSome = () => caches.has(SAVED);

export const remove = () => caches.delete(SAVED);

/**
 * Brings the site on this device to `list`; what is there already is not fetched again, so that a broken save resumes.
 * Rejects with what went wrong: a DOMException (AbortError, QuotaExceededError) or the error of a request.
 */
export async function save(list: SiteList, onBytes?: (bytes: number) => void, signal?: AbortSignal) {
  const cache = await caches.open(SAVED);
  let bytes = 0;
  async function bring(files: SiteList['files']) {
    const left = [...files];
    async function next(): Promise<void> {
      const file = left.shift();
      if (!file) return;
      signal?.throwIfAborted();
      const [path, revision, size] = file;
      const url = withBase(path);
      if ((await cache.match(url))?.headers.get(REVISION) !== revision) {
        const answer = await download(url, signal);
        const type = answer.headers.get('content-type') ?? '';
        // Whole: a cache never settles over a stream that is broken off.
        const body = await answer.blob();
        await cache.put(url, new Response(body, { headers: { 'content-type': type, [REVISION]: revision } }));
      }
      bytes += size;
      onBytes?.(bytes);
      return next();
    }
    await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        next().catch((error) => {
          left.length = 0;
          throw error;
        }),
      ),
    );
  }
  // One at a time, be it in two tabs or in the service worker.
  await navigator.locks.request(SAVED, { ...(signal && { signal }) }, async () => {
    // Scripts and styles go first and nothing is taken away: wherever this breaks off, each page has all it asks for.
    const hashed = (file: SiteList['files'][number]) => file[0].startsWith('/_next/static/');
    await bring(list.files.filter(hashed));
    await bring(list.files.filter((file) => !hashed(file)));
    if ((await loadList(signal)).version !== list.version) throw new Error('The site has changed meanwhile.');
    await cache.put(LIST, Response.json(list));
    // Pages kept when they were visited are older than these.
    const visited = await caches.open(cacheName('pages'));
    await Promise.all(list.files.map(([path]) => visited.delete(withBase(path))));
  });
}

/** Takes away what the saved version no longer has. An open page of an older version might still ask for it. */
export async function prune() {
  const saved = await loadSaved();
  if (!saved) return;
  const wanted = new Set([LIST, ...saved.files.map(([path]) => withBase(path))]);
  const cache = await caches.open(SAVED);
  for (const request of await cache.keys())
    if (!wanted.has(decodeURI(new URL(request.url).pathname))) await cache.delete(request);
}
