import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, type ExpectStatic, expect, inject, type TestContext } from 'vitest';
import { goLive } from './live.ts';

let browser: Browser;
const opened: Page[] = [];
/** Breaches of the content security policy in any page of the running test, which fail it. */
const breaches: string[] = [];
beforeAll(async () => {
  browser = await chromium.connect(inject('browser'));
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
  expect(breaches.splice(0)).toEqual([]);
});
afterAll(() => browser.close());

export const site = () => inject('site');

export interface Opened {
  page: Page;
  /** Errors the page has printed or thrown. */
  errors: string[];
  /** URLs requested so far. */
  requests: string[];
}

/**
 * A page in a context of its own, with what it prints and asks for on record. Without the service worker, unless it is
 * asked for: what a worker fetches passes by `page.route`.
 */
export async function open(
  path: string,
  options: BrowserContextOptions & {
    before?: (page: Page) => Promise<unknown>;
    waitUntil?: 'load' | 'commit';
    at?: string;
    /** Of a test that runs beside others: the page closes with it. */
    onTestFinished?: TestContext['onTestFinished'];
  } = {},
): Promise<Opened> {
  const { before, waitUntil = 'load', at = site(), onTestFinished, ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    ...contextOptions,
  });
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) breaches.push(message.text());
  });
  await context.addInitScript(() => {
    // A breach that its script catches, or eval, is not printed by the browser itself.
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`Content Security Policy: ${violatedDirective} against ${blockedURI} of ${sourceFile}`),
    );
  });
  const page = await context.newPage();
  if (onTestFinished) onTestFinished(() => context.close());
  else opened.push(page);
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  await before?.(page);
  await page.goto(at + path, { waitUntil });
  return { page, errors, requests };
}

/** The parts of a page's demo. */
export function demoOf(page: Page) {
  const figure = page.locator('figure[data-demo]');
  const button = (name: string) => figure.getByRole('button', { name, exact: true });
  const step = async () =>
    Number(/Step (\d+)/.exec(await figure.getByRole('status').first().innerText())?.[1]);
  /** Waits until the run is at another step than before `act`, and not at its start: the poster's step is the last. */
  async function getsOn(act: () => Promise<unknown>) {
    const before = await step();
    await act();
    await until(async () => ![0, before].includes(await step())).toBe(true);
  }
  return {
    figure,
    button,
    step,
    getsOn,
    plays: () => getsOn(() => button('Play').click()),
    status: figure.getByRole('status').first(),
    /** Has the live view replace the poster. */
    ready: () => goLive(page),
    /** The data of the run so far, at full precision. */
    async csv() {
      if ((await button('Data').getAttribute('aria-expanded')) === 'false') await button('Data').click();
      const href = await figure.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
      return decodeURIComponent((href ?? '').split(',').slice(1).join(','));
    },
  };
}

/** A test that runs beside others brings its own `expect`: the one of all does not know whose poll it is. */
export const untilBy =
  ({ poll }: Pick<ExpectStatic, 'poll'>) =>
  (check: () => Promise<unknown>, timeout = 20_000) =>
    poll(check, { timeout, interval: 50 });
export const until = untilBy(expect);

/** Opens search by a key, as soon as the page listens. */
export async function openSearch(page: Page, key = '/') {
  const box = page.getByRole('combobox', { name: 'Search the glossary' });
  await until(async () => {
    if ((await page.locator('dialog').count()) === 0) await page.keyboard.press(key);
    return box.count();
  }).toBe(1);
  return box;
}

/** For a test that wants a breach: waits for it and strikes it off the record. */
export async function expectBreach(page: Page, of: string) {
  await until(async () => breaches.join()).toContain(of);
  await page.context().close();
  breaches.length = 0;
}
