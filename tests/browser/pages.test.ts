import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadEntries } from '@/lib/content/entries';
import { demoIds } from '@/lib/content/published';
import { findings } from './axe.ts';
import { walkDemo } from './keyboard.ts';
import { demoOf, open, site, until } from './page.ts';

const entries = loadEntries();
const termPages = entries.map(({ slug }) => `/terms/${slug}/`);
const ways = [
  '/search/?q=loss',
  '/a-z/',
  '/families/',
  '/status/',
  '/map/',
  '/paths/',
  '/paths/optimizers/',
  '/lens/?text=SGD',
];
const paths = ['/', '/nowhere/', ...ways, ...termPages, ...demoIds().map((id) => `/demos/${id}/`)];

/** Buttons and names of controls that are cut off, or lie over each other, at this size of the window. */
const cramped = (page: Page) =>
  page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll('.site-header a, .site-header button, .demo button, .control > *'),
    ]
      .filter((element) => !element.matches('.skip'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const cut = controls.filter(
      ({ element: { scrollWidth, clientWidth } }) => clientWidth > 0 && scrollWidth > clientWidth + 1,
    );
    const over = controls.filter(({ element, box: a }, i) =>
      controls
        .slice(i + 1)
        .some(
          ({ element: other, box: b }) =>
            !element.contains(other) &&
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        ),
    );
    return [...cut, ...over].map(({ element }) => element.outerHTML.slice(0, 160));
  });

describe.concurrent.each(paths)('%s', (path) => {
  it('has no finding of axe in any colours, loses nothing at 320 to 1280 px, and is walked by keys', async ({
    expect,
    onTestFinished,
  }) => {
    const { page } = await open(path, { colorScheme: 'light', onTestFinished });
    if (path.includes('demos') || path.includes('terms')) await demoOf(page).ready();
    await page.locator('.listing li, .demo, .wall, .layers, .alphabet, .not-found').first().waitFor();
    expect(await findings(page)).toEqual([]);
    // 640 px are a window of 1280 at 200 %.
    for (const width of [1280, 640, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `at ${width} px`).toBeLessThanOrEqual(0);
      expect(await cramped(page), `at ${width} px`).toEqual([]);
    }
    if (!path.includes('demos')) return;
    await page.setViewportSize({ width: 1280, height: 900 });
    await walkDemo(page, expect);
  });
});

describe.concurrent.each(entries.map((entry) => [entry.slug, entry] as const))(
  'the page of %s',
  (slug, entry) => {
    const path = `/terms/${slug}/`;

    it('is readable without JavaScript, and describes itself to machines', async ({ onTestFinished }) => {
      const { page, requests } = await open(path, { javaScriptEnabled: false, onTestFinished });
      const text = await page.locator('main').innerText();
      expect(text).toContain(entry.short);
      for (const heading of ['How it works', 'Tested claims', 'References']) expect(text).toContain(heading);
      expect(await page.locator('figure[data-demo] svg').count()).toBeGreaterThan(0);
      expect(await page.locator('[role=status]').innerText()).toMatch(/\w/);
      expect(requests.length).toBeLessThan(25);
      const content = (selector: string, name: string) => page.locator(selector).first().getAttribute(name);
      expect(await content('meta[name=description]', 'content')).toBe(entry.short);
      expect(await content('link[rel=canonical]', 'href')).toMatch(
        new RegExp(`^https?://.*/terms/${slug}/$`),
      );
      expect(await content('meta[property="og:title"]', 'content')).toBe(entry.term);
      const card = new URL((await content('meta[property="og:image"]', 'content')) ?? '').pathname;
      const png = await (await page.request.get(site() + card)).body();
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').first().innerText());
      expect(data).toMatchObject({ '@type': 'DefinedTerm', name: entry.term, description: entry.short });
    });

    it('asks for neither TensorFlow.js nor recharts before the reader comes near, and does not jump when live', async ({
      onTestFinished,
    }) => {
      // A window so low that the demo is more than the 300 px of "near" away.
      const { page, requests, errors } = await open(path, {
        viewport: { width: 390, height: 120 },
        onTestFinished,
      });
      const heavy = async () => {
        const sizes = await Promise.all(
          requests
            .filter((url) => url.endsWith('.js'))
            .map(async (url) => [url, await (await page.request.get(url)).text()] as const),
        );
        return sizes.filter(([, text]) => /recharts|MathBackendCPU|tfjs/.test(text)).map(([url]) => url);
      };
      await page.waitForTimeout(500);
      expect(await heavy()).toEqual([]);
      expect(await page.locator('[data-live]').count()).toBe(0);

      await page.evaluate(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            shifts.push(entry.value);
        }).observe({ type: 'layout-shift', buffered: false });
      });
      const boxes = () =>
        page.locator('figure[data-demo] .plot').evaluateAll((plots) =>
          plots.map((plot) => {
            const { x, y, width, height } = plot.getBoundingClientRect();
            return [x, y + scrollY, width, height].map(Math.round);
          }),
        );
      const before = await boxes();
      await page.locator('figure[data-demo]').evaluate((figure) => figure.scrollIntoView());
      await demoOf(page).ready();
      await page.waitForTimeout(300);
      expect(await boxes()).toEqual(before);
      expect((await heavy()).length).toBeGreaterThan(0);
      expect(errors).toEqual([]);
    });
  },
);

describe('for other programs', () => {
  it('glossary.json lists every entry', async () => {
    const { page } = await open('/');
    const list = await (await page.request.get(`${site()}/glossary.json`)).json();
    expect(list.map(({ slug }: { slug: string }) => slug).sort()).toEqual(
      entries.map(({ slug }) => slug).sort(),
    );
    for (const item of list) {
      expect(Object.keys(item)).toEqual([
        'slug',
        'term',
        'aliases',
        'family',
        'status',
        'short',
        'url',
        'demos',
        'prerequisites',
        'related',
      ]);
      expect((await page.request.get(site() + item.url)).status()).toBe(200);
    }
    expect(await (await page.request.get(`${site()}/sitemap.xml`)).text()).toContain('/terms/adam/');
  });

  it('an alias leads to its entry', async () => {
    const { page } = await open('/terms/sgd/');
    await page.waitForURL('**/terms/stochastic-gradient-descent/');
  });
});

describe('light and dark', () => {
  it('follow the system, can be switched, and stay switched', async () => {
    const { page } = await open('/', { colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.getByRole('button', { name: 'Light or dark' }).click();
    const light = await paper();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await paper()).toBe(light);
  });
});

it('stops out of sight and goes on when seen again', async () => {
  const { page } = await open('/terms/dropout/');
  const { button, ready } = demoOf(page);
  await ready();
  await button('Play').click();
  await until(() => button('Pause').count()).toBe(1);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await until(() => button('Play').count()).toBe(1);
  await page.evaluate(() => scrollTo(0, 0));
  await until(
    async () => (await button('Pause').count()) + (await page.locator('text=/Step (\\d+) of \\1/').count()),
  ).toBeGreaterThan(0);
});
