import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
  'msedge.exe',
];
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function inPlaces(names: readonly string[], more: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...more].find(existsSync);
}
const installed = () =>
  inPlaces([], [process.env.CHROME_PATH ?? '']) ??
  inPlaces(NAMES, [...FIXED_PLACES, chromium.executablePath()]);
const installedFirefox = () =>
  inPlaces(
    ['firefox-esr', 'firefox', 'firefox.exe'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  );

function installByApt(name: string) {
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync('apt-get', ['update'], options);
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], options);
}

/** Ways to get a browser, tried in turn; each throws where it cannot work. */
const ways = [
  function playwrightsOwn() {
    const cli = join(
      dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
      'cli.js',
    );
    execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
  },
  () => installByApt('chromium'),
];

/** The path of a Chromium or Chrome, installed first if there is none. */
export function findBrowser(): string {
  for (const way of [null, ...ways]) {
    try {
      way?.();
    } catch {
      continue;
    }
    const found = installed();
    if (found) return found;
  }
  throw new Error(
    'The browser tests need Chrome or Chromium and none could be installed: install one, or set CHROME_PATH to its program.',
  );
}

/** The path of a Firefox, installed first where Debian's packages are to be had, or none. */
export function findFirefox(): string | undefined {
  const found = installedFirefox();
  if (found) return found;
  try {
    installByApt('firefox-esr');
  } catch {
    return undefined;
  }
  return installedFirefox();
}

/** Switches for tests: no traffic of the browser's own, and no sandbox where root runs it. */
export const BROWSER_SWITCHES = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
