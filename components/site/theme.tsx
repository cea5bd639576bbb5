/** Runs in the page's head, before the first paint: it must stand alone. */
function keepTheme() {
  const root = document.documentElement;
  try {
    root.dataset.theme = localStorage.getItem('theme') ?? '';
  } catch {
    // Storage is blocked: the system's choice holds.
  }
  addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('.theme-switch')) return;
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // The choice lasts as long as the page.
    }
  });
}

/** Sets the theme chosen earlier without a flash, and makes the switch work before anything else has loaded. */
export const ThemeScript = () => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, needed before the first paint
  <script dangerouslySetInnerHTML={{ __html: `(${keepTheme})()` }} />
);

/** Light or dark against the system's choice; remembered where the browser lets us. */
export const ThemeSwitch = () => (
  <button type="button" className="theme-switch" aria-label="Light or dark">
    <span aria-hidden="true">◐</span>
  </button>
);
