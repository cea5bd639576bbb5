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
  });
  // What is done to a demo is done again when it can hear it (components/frame/redo.ts). Captured: React stops events on
  // their way to what it has not yet brought to life.
  const deaf = '[data-demo]:not([data-heard])';
  addEventListener(
    'click',
    ({ target }) => {
      const tapped = target instanceof Element && target.closest<HTMLElement>(`${deaf} button`);
      if (!tapped) return;
      // Of several buttons, the last.
      document.querySelector('button[data-tapped]')?.removeAttribute('data-tapped');
      tapped.dataset.tapped = '';
    },
    true,
  );
  addEventListener(
    'input',
    ({ target }) => {
      if (!(target instanceof HTMLElement && target.matches(`${deaf} :is(input, select)`))) return;
      const { type, value, checked } = target as HTMLInputElement;
      target.dataset.tapped = type === 'checkbox' ? String(checked) : value;
    },
    true,
  );
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

/** The theme chosen earlier without a flash; the switch, the search box and the keys, whatever has loaded. */
export const EarlyScript = () => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: functions of ours, needed before the first paint
  <script dangerouslySetInnerHTML={{ __html: `(${early})()` }} />
);

/** Light or dark against the system's choice; remembered where the browser lets us. */
export const ThemeSwitch = () => (
  <button type="button" className="theme-switch" aria-label="Light or dark">
    <span aria-hidden="true">◐</span>
  </button>
);
