import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { open, site, until } from './page.ts';

const MARKUP = `"'><img src=x onerror="hit=1"><script>hit=1</script><svg onload=hit=1><a href="javascript:hit=1">`;
const junk = encodeURIComponent(MARKUP);

/** The most a page's main thread computed at a stretch while something was done to it, in ms: other programs do not count. */
async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser() as Browser;
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as {
    traceEvents: { name: string; tid: number; tdur?: number; args: { name?: string } }[];
  };
  const mains = traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(({ tid }) => tid);
  const tasks = traceEvents.filter(({ name, tid }) => name.endsWith('RunTask') && mains.includes(tid));
  expect(tasks.length).toBeGreaterThan(0);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

describe('hostile input is text', () => {
  it.each([
    [`/search/?q=${junk}`, 'Search', '.palette-message'],
    [`/lens/?text=Adam%20${junk}`, 'Paper lens', '.lens-marked'],
    [`/terms/adam/#${junk}`, 'Adam', '.short'],
    [`/terms/adam/?unitScale=${junk}&seed=${junk}#:~:text=${junk}`, 'Adam', 'figure [role=alert]'],
    [`/demos/optimizer-race/?problem=${junk}&step=-1&__proto__=1`, 'Optimizer race', 'figure [role=alert]'],
    [`/?q=${junk}&text=${junk}`, 'Lexigrad', 'h1'],
    [`/map/?${junk}#${junk}`, 'Map', 'h1'],
  ])('%s', async (path, title, shown) => {
    const { page, errors, requests } = await open(path);
    await page.locator(shown).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await page.locator('img[src=x], svg[onload], a[href^="javascript:hit"]').count()).toBe(0);
    expect(await page.title()).toContain(title);
    expect(await page.title()).not.toContain('<');
    for (const url of requests.filter((asked) => !asked.startsWith('data:'))) expect(url).toContain(site());
    expect(errors).toEqual([]);
  });

  it('pasted markup, too', async () => {
    // Copied elsewhere: what is put on the clipboard is parsed by the page that does it, under that page's policy.
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page: elsewhere } = await open('/glossary.json', { permissions });
    await elsewhere.evaluate((html) => {
      const as = (type: string) => new Blob([`${html} Adam`], { type });
      const data = { 'text/html': as('text/html'), 'text/plain': as('text/plain') };
      return navigator.clipboard.write([new ClipboardItem(data)]);
    }, MARKUP);
    const { page, errors } = await open('/lens/');
    await page.getByRole('textbox').focus();
    await page.keyboard.press('ControlOrMeta+V');
    await until(() => page.locator('.lens-marked').innerText()).toBe(`${MARKUP} Adam`);
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(errors).toEqual([]);
  });
});

describe('much input leaves the page free', () => {
  it('a query of 10,000 characters', async () => {
    const { page } = await open('/search/');
    const field = page.getByRole('searchbox');
    await field.fill('adam');
    await until(() => page.locator('.listing li').first().getAttribute('data-slug')).toBe('adam');
    const busy = await longestTask(page, async () => {
      await field.fill('gradent descnt of vanising '.repeat(400).slice(0, 10_000));
      await until(() => page.locator('.listing li').count()).toBeGreaterThan(3);
    });
    console.log('query', busy);
    expect(busy).toBeLessThan(100);
  });

  it('a text of 200 kB', async () => {
    const { page } = await open('/lens/?text=Adam');
    await until(() => page.locator('.lens-marked mark').count()).toBe(1);
    const text = 'Dropout and Adam in a deep recurrent neural network, says ZQX. '
      .repeat(3200)
      .slice(0, 200_000);
    const start = performance.now();
    const busy = await longestTask(page, async () => {
      await page.getByRole('textbox').fill(text);
      await until(() => page.locator('.lens-marked mark').count()).toBeGreaterThan(5000);
    });
    console.log('lens', busy, performance.now() - start, await page.locator('.lens-marked mark').count());
    expect(busy).toBeLessThan(100);
  });

  it('an address of a megabyte', async () => {
    const { page, errors } = await open('/terms/adam/');
    const busy = await longestTask(page, () =>
      page.evaluate(() => {
        location.hash = 'x'.repeat(1_000_000);
      }),
    );
    console.log('hash', busy);
    expect(busy).toBeLessThan(100);
    expect(errors).toEqual([]);
  });
});
