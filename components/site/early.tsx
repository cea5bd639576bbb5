import { withBase } from '@/lib/paths';

/** Runs in the page's head, before the first paint and before any other script: it must stand alone. */
function early() {
  const root = document.documentElement;
  try {
    // Forced colours are the system's: pictures have to follow them, whatever was chosen here before.
    if (!matchMedia('(forced-colors: active)').matches)
      root.dataset.theme = localStorage.getItem('theme') ?? '';
  } catch {
    // Storage is blocked: the system's choice holds.
  }
  function switchTheme() {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // The choice lasts as long as the page.
    }
  }
  /** Keeps a wish until the page can fulfil it (components/site/wishes.ts), which may be at once. */
  function wish(what: string) {
    root.dataset.wish = what;
    dispatchEvent(new Event('wish'));
  }
  addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('.theme-switch')) switchTheme();
    if (target.closest('.search-box')) wish('search');
    const tapped = target.closest<HTMLElement>('[data-demo]:not([data-heard]) button');
    if (!tapped) return;
    // The last one is pressed again when the demo can hear it (components/frame/use-demo.ts).
    document.querySelector('[data-tapped]')?.removeAttribute('data-tapped');
    tapped.dataset.tapped = '';
  });
  addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const command = ctrlKey || metaKey;
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const free = !command && !altKey && !typing;
    if ((free && key === '/') || (command && key.toLowerCase() === 'k')) wish('search');
    else if (free && key === '?') wish('help');
    else return;
    event.preventDefault();
  });
}

/**
 * Registers the service worker once the page is loaded and idle, and tells it what this page has loaded without it. Not
 * for readers who save data, unless they ask for it (components/site/save.tsx), nor inside somebody else's page.
 */
function keepOffline(script: string) {
  if (parent !== window || !navigator.serviceWorker) return;
  const { serviceWorker, connection } = navigator as Navigator & { connection?: { saveData: boolean } };
  if (connection?.saveData) return;
  async function register() {
    const seen = serviceWorker.controller !== null;
    await serviceWorker.register(script);
    const { active } = await serviceWorker.ready;
    const loaded = [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)];
    active?.postMessage(seen ? [] : loaded);
  }
  // Where it cannot be registered, the site works as without it.
  const quietly = () => register().catch(() => {});
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(quietly));
}

const registration =
  process.env.NODE_ENV === 'production' ? `;(${keepOffline})("${withBase('/sw.js')}")` : '';

/** The theme chosen earlier without a flash; the switch, the search box and the keys, whatever has loaded; offline use. */
export const EarlyScript = () => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: functions of ours, needed before the first paint
  <script dangerouslySetInnerHTML={{ __html: `(${early})()${registration}` }} />
);

/** Light or dark against the system's choice; remembered where the browser lets us. */
export const ThemeSwitch = () => (
  <button type="button" className="theme-switch" aria-label="Light or dark">
    <span aria-hidden="true">◐</span>
  </button>
);
