import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFirefox } from './browser.ts';
import { goLive } from './live.ts';
import { demoOf, open as openInChromium, site, until } from './page.ts';

const executablePath = findFirefox();
if (!executablePath && process.env.CI) throw new Error('No Firefox could be found or installed.');
if (!executablePath) console.warn('No Firefox here and none could be installed: its tests are left out.');
const test = it.skipIf(!executablePath);

let firefox: Browser;
beforeAll(async () => {
  if (!executablePath) return;
  const args = ['--width=1280', '--height=900'];
  firefox = await puppeteer.launch({ browser: 'firefox', executablePath, args, defaultViewport: null });
}, 120_000);
afterAll(() => firefox?.close());

const RACE = '/demos/optimizer-race/';

async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await firefox.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(site() + path, { waitUntil: 'load' });
  return { page, errors };
}
const text = (page: Page, selector: string) =>
  page.$$eval(selector, (elements) => elements.map((element) => element.textContent).join('|'));

test('an entry comes alive and its run goes to the end, under the service worker, too', async () => {
  const { page, errors } = await open('/terms/adam/');
  const run = async () => {
    await page.$eval('figure[data-demo]', (figure) => figure.scrollIntoView());
    await goLive(page);
    const status = () => text(page, 'figcaption [role=status]');
    const poster = await status();
    await page.locator('.transport .primary').click();
    await until(status).not.toBe(poster);
    await until(status, 40_000).toBe(poster);
  };
  await run();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.goto(`${site()}/terms/dropout/`);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await run();
  expect(errors).toEqual([]);
  await page.close();
});

// Not promised by the language, whose exp, tanh and their like may differ in the last digit from engine to engine.
test('a run has the same figures as in Chromium', async () => {
  const { page: chromium } = await openInChromium(`${RACE}?seed=5&step=60`);
  const demo = demoOf(chromium);
  await until(demo.step).toBe(60);
  const expected = await demo.csv();
  const { page, errors } = await open(`${RACE}?seed=5&step=60`);
  await until(() => text(page, 'figcaption [role=status]')).toMatch(/Step 60/);
  await page.$$eval('.transport button', (buttons) =>
    buttons.find((button) => button.textContent === 'Data')?.click(),
  );
  const link = await page.waitForSelector('a[download]');
  const href = (await link?.evaluate((a) => a.getAttribute('href'))) ?? '';
  expect(decodeURIComponent(href.split(',').slice(1).join(','))).toBe(expected);
  expect(errors).toEqual([]);
  await page.close();
});

test('search, theme, lens and map work', async () => {
  const { page, errors } = await open('/map/');
  expect((await page.$$('.map [data-node]')).length).toBeGreaterThan(50);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.locator('.theme-switch').click();
  expect(await paper()).not.toBe(before);
  await until(async () => {
    if (!(await page.$('dialog'))) await page.keyboard.press('/');
    return page.$$eval('dialog [role=combobox]', ({ length }) => length);
  }).toBe(1);
  await page.keyboard.type('sgd');
  await until(() =>
    page.$$eval('[role=option]', ([first]) => (first as HTMLElement | undefined)?.dataset.slug),
  ).toBe('stochastic-gradient-descent');
  await page.keyboard.press('Enter');
  await until(async () => page.url()).toMatch(/\/terms\/stochastic-gradient-descent\/$/);
  // Firefox reports what a page it leaves has still been waiting for.
  await page.waitForNetworkIdle();
  await page.goto(`${site()}/lens/?text=An%20LSTM%20by%20Adam`);
  await until(() => text(page, '.lens-marked mark')).toBe('LSTM|Adam');
  expect(errors).toEqual([]);
  await page.close();
});
