import { withBase } from '@/lib/paths';

async function register() {
  const { serviceWorker } = navigator;
  const seen = serviceWorker.controller !== null;
  await serviceWorker.register(withBase('/sw.js'));
  const { active } = await serviceWorker.ready;
  const loaded = [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)];
  active?.postMessage(seen ? [] : loaded);
}

/**
 * Registers the service worker once the page is loaded and idle, and tells it what this page has loaded without it. Not
 * for readers who save data, unless they ask for it (components/site/save.tsx), nor inside somebody else's page.
 */
export function keepOffline() {
  const { serviceWorker, connection } = navigator as Navigator & { connection?: { saveData: boolean } };
  if (parent !== window || !serviceWorker || connection?.saveData) return;
  // Where it cannot be registered, the site works as without it.
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(() => register().catch(() => {}));
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true });
}
