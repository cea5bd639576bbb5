import {
  CacheFirst,
  ExpirationPlugin,
  enableNavigationPreload,
  NetworkFirst,
  type SerwistPlugin,
  StaleWhileRevalidate,
  type Strategy,
} from 'serwist';
import { withBase } from '../paths.ts';
import { cacheName, loadList, loadSaved, prune, SAVING, save } from './saved.ts';

/** What we use of a service worker's types: the library of them all cannot stand beside that of pages. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Events {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  message: ExtendableEvent & { data: string[] };
  fetch: ExtendableEvent & { request: Request; respondWith(response: Promise<Response>): void };
}
declare const self: {
  skipWaiting(): void;
  clients: { claim(): Promise<void>; matchAll(): Promise<unknown[]> };
  addEventListener<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): void;
};

/** Put in by lib/build/service-worker.mjs; `assets` are the hashed files that the page for what is not kept may ask for. */
declare const BUILD: { version: string; assets: string[] };

const NOT_KEPT = withBase('/not-kept/');
const INDEX = withBase('/search.json');
/** Seconds after which a kept page is shown in place of one that does not come. */
const PATIENCE = 3;
/** About three deployments of scripts and styles, and the pictures of all entries twice. */
const [MOST_ASSETS, MOST_PICTURES] = [600, 400];

/** Where a strategy finds nothing kept, the site saved as a whole may have it. */
const orSaved: SerwistPlugin = {
  cachedResponseWillBeUsed: async ({ cachedResponse, request }) =>
    cachedResponse ?? (await caches.match(request, { cacheName: cacheName('saved') })),
};
/** One file answers a page's address with whatever query, with and without its last slash. */
const asFile: SerwistPlugin = {
  cacheKeyWillBeUsed: async ({ request }) => {
    const { origin, pathname } = new URL(request.url);
    return origin + pathname.replace(/\/[^/.]+$/, '$&/');
  },
};
const orNotKept: SerwistPlugin = {
  handlerDidError: async ({ request }) =>
    request.mode === 'navigate' ? caches.match(NOT_KEPT, { cacheName: cacheName('pages') }) : undefined,
};
const whole: SerwistPlugin = {
  cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null),
};
/**
 * The demos' worker reads what it is made of in the fragment of its address. A response has lost that by the time it comes
 * from here, and a new one, which has no address, takes the one that was asked for.
 */
const asAsked: SerwistPlugin = {
  handlerWillRespond: async ({ request, response }) =>
    request.destination === 'worker' ? new Response(response.body, response) : response,
};
const recent = (maxEntries: number) =>
  new ExpirationPlugin({ maxEntries, maxAgeFrom: 'last-used', purgeOnQuotaError: true });

const assets = new CacheFirst({
  cacheName: cacheName('assets'),
  plugins: [whole, recent(MOST_ASSETS), orSaved, asAsked],
});
const pages = new NetworkFirst({
  cacheName: cacheName('pages'),
  networkTimeoutSeconds: PATIENCE,
  plugins: [whole, asFile, orSaved, orNotKept],
});
const index = new StaleWhileRevalidate({ cacheName: cacheName('pages'), plugins: [whole, orSaved] });
const pictures = new StaleWhileRevalidate({
  cacheName: cacheName('pictures'),
  plugins: [whole, recent(MOST_PICTURES), orSaved],
});

function strategyFor({ url, mode, method, headers }: Request): Strategy | null {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || method !== 'GET' || headers.has(SAVING)) return null;
  if (pathname.startsWith(withBase('/_next/static/'))) return assets;
  if (pathname === INDEX) return index;
  // The state a demo starts from belongs to its page: it must not be older.
  if (mode === 'navigate' || pathname.endsWith('/') || pathname.startsWith(withBase('/posters/')))
    return pages;
  return /\.(png|svg)$/.test(pathname) ? pictures : null;
}

/** Has a file kept before anything asks for it. Rejects when it cannot be had. */
async function keep(event: ExtendableEvent, url: string) {
  const request = new Request(url);
  const strategy = strategyFor(request);
  if (!strategy) return;
  const [response, done] = strategy.handleAll({ event, request });
  if (!(await response).ok) throw new Error(url);
  await done;
}

/*
 * A new version takes over at once, under open pages, which is safe because nothing it does can break one:
 * - scripts and styles are known by hashes in their names, never replaced, and go only when several hundred others have
 *   been used more recently, so an open page of an older version keeps all it has loaded;
 * - pages come from the network first, so nobody is held on an old version, and nothing has to be reloaded to get to
 *   the new one: we never reload a page;
 * - what was saved as a whole is brought up to date by adding; what is no longer in it goes when one page is open,
 *   the one that has just been loaded.
 * To wait until every page is closed would keep a reader who always has one open on the old index for good.
 */
self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(Promise.all([NOT_KEPT, INDEX, ...BUILD.assets].map((url) => keep(event, url))));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// A page is on its way while this worker starts.
enableNavigationPreload();

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const strategy = strategyFor(request);
  if (strategy) event.respondWith(strategy.handle({ event, request }));
});

async function refresh() {
  const saved = await loadSaved();
  if (!saved) return;
  if (saved.version !== BUILD.version) await save(await loadList());
  if ((await self.clients.matchAll()).length === 1) await prune();
}
let refreshing: Promise<void> | null = null;

/** A page that is idle tells what it has loaded unseen by this worker (components/site/keep-offline.ts). What fails waits for the next one. */
self.addEventListener('message', (event) => {
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  event.waitUntil(Promise.allSettled([refreshing, ...event.data.map((url) => keep(event, url))]));
});
