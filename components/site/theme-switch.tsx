'use client';

import { THEME_KEY } from './theme-script.ts';

/** Light or dark against the system's choice; remembered where the browser lets us. */
export function ThemeSwitch() {
  function toggle() {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try {
      localStorage.setItem(THEME_KEY, root.dataset.theme);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  }
  return (
    <button type="button" className="theme-switch" aria-label="Light or dark" onClick={toggle}>
      <span aria-hidden="true">◐</span>
    </button>
  );
}
