import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gestureUntil, goLive } from './live.ts';
import { demoOf, open, openSearch, site, until } from './page.ts';

const ENTRY = '/terms/adam/';
const WORKER = /worker.*\.js/;
/** Rates at which neither runner arrives before the last step. */
const SLOW = 'rateA=0.001&rateB=0.001';
/** A window so low that the demo is not near. */
const FAR = { viewport: { width: 390, height: 120 } };

describe('what can break', () => {
  it.each([
    ['blocked', (route: Route) => route.abort()],
    ['gone', (route: Route) => route.fulfill({ status: 404 })],
  ])('a worker whose script is %s: a message, the picture stays, Retry works', async (_, answer) => {
    const { page } = await open(ENTRY, { before: (fresh) => fresh.route(WORKER, answer) });
    const { figure, button, ready, getsOn } = demoOf(page);
    await ready();
    await button('Play').click();
    const failure = figure.locator('.failure');
    await until(() => failure.innerText()).toContain('The computation stopped');
    expect(await figure.locator('svg').count()).toBeGreaterThan(0);
    expect(await page.locator('.short').isVisible()).toBe(true);
    await page.unroute(WORKER);
    await getsOn(() => failure.getByRole('button', { name: 'Retry' }).click());
    expect(await failure.count()).toBe(0);
  });

  it.each([
    [
      'runs out of memory',
      'for (const all = [];;) all.push(new ArrayBuffer(2 ** 33))',
      'Array buffer allocation failed',
    ],
    ['is caught in an endless step', 'for (;;);', 'does not answer'],
    ['is ended from outside', 'self.close()', 'does not answer'],
  ])('a worker that in mid-run %s', async (_, fault, message) => {
    const { page } = await open(ENTRY, {
      async before(fresh) {
        await fresh.clock.install();
        await fresh.route(WORKER, async (route) => {
          const response = await route.fetch();
          const looks = `let looks = 0; const now = performance.now.bind(performance);
            performance.now = () => { if (++looks > 100) { ${fault} } return now(); };`;
          await route.fulfill({ response, body: looks + (await response.text()) });
        });
      },
    });
    const { figure, ready, plays, getsOn } = demoOf(page);
    await ready();
    await plays();
    await until(async () => {
      await page.clock.fastForward(3000);
      return figure.locator('.failure').allInnerTexts();
    }).toEqual([expect.stringContaining(message)]);
    await page.unroute(WORKER);
    await getsOn(() => figure.getByRole('button', { name: 'Retry' }).click());
    expect(await figure.locator('.failure').count()).toBe(0);
  });

  it('a view whose poster state is missing: the poster stays, Retry brings the demo', async () => {
    const { page } = await open(ENTRY, {
      before: (fresh) => fresh.route(/posters\//, (route) => route.fulfill({ status: 404 })),
    });
    const { figure, ready } = demoOf(page);
    await goLive(page, '.failure');
    expect(await figure.locator('.failure').allInnerTexts()).toEqual([
      expect.stringContaining('could not be loaded'),
    ]);
    expect(await figure.locator('.poster svg').count()).toBeGreaterThan(0);
    await page.unroute(/posters\//);
    await figure.getByRole('button', { name: 'Retry' }).click();
    await ready();
    await until(() => figure.locator('.failure').count()).toBe(0);
  });

  it('storage, clipboard, WebAssembly and WebGL are all refused: it plays, and links are spelt out', async () => {
    const { page, errors } = await open(ENTRY, {
      async before(fresh) {
        await fresh.addInitScript(() => {
          const refuse = () => {
            throw new DOMException('blocked', 'SecurityError');
          };
          for (const store of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, store, { get: refuse });
          Object.defineProperty(navigator.clipboard, 'writeText', {
            value: () => Promise.reject(new DOMException('refused', 'NotAllowedError')),
          });
          Reflect.deleteProperty(window, 'WebAssembly');
          const { getContext } = HTMLCanvasElement.prototype;
          HTMLCanvasElement.prototype.getContext = new Proxy(getContext, {
            apply: (real, canvas, [kind, ...more]) =>
              /gl|gpu/.test(kind) ? null : Reflect.apply(real, canvas, [kind, ...more]),
          });
        });
        await fresh.route(WORKER, async (route) => {
          const response = await route.fetch();
          const without = 'delete self.WebAssembly; delete self.OffscreenCanvas; delete self.indexedDB;';
          await route.fulfill({ response, body: without + (await response.text()) });
        });
      },
    });
    const { figure, button, ready, plays } = demoOf(page);
    await ready();
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await paper()).not.toBe(before);
    await plays();
    await button('Share').click();
    await until(() => figure.getByRole('alert').innerText()).toContain('/terms/adam/');
    expect(errors).toEqual([]);
  });

  it('no JavaScript: the demo says so', async () => {
    const { page } = await open(ENTRY, { javaScriptEnabled: false });
    const said = (transport: Element) => getComputedStyle(transport, '::before').content;
    expect(await page.locator('.transport').evaluate(said)).toContain('Without JavaScript');
  });

  it('no network once the page has come: Retry when it is back; what runs goes on', async () => {
    const { page } = await open(ENTRY, FAR);
    const { figure, button, ready, step, plays } = demoOf(page);
    const failure = figure.locator('.failure');
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await figure.scrollIntoViewIfNeeded();
    await until(() => failure.innerText()).toContain('could not be loaded');
    // Here a reload would lose the page.
    expect(await failure.getByRole('button').allInnerTexts()).toEqual(['Retry']);
    await page.context().setOffline(false);
    await failure.getByRole('button', { name: 'Retry' }).click();
    await ready();
    await plays();
    await button('Pause').click();
    await button('Play').waitFor();
    const rested = await step();
    await page.context().setOffline(true);
    await button('Step').click();
    await until(step).toBe(rested + 1);
    expect(await failure.count()).toBe(0);
  });

  describe('before its code has come, a demo', () => {
    /** A page whose scripts wait until they may arrive. */
    async function openHeld(path: string) {
      let arrive = () => {};
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const opened = await open(path, {
        waitUntil: 'commit',
        before: (fresh) => fresh.route(/\.js$/, (route) => arrived.then(() => route.continue())),
      });
      return { ...opened, ...demoOf(opened.page), arrive };
    }

    it('pressed, plays once it is there', async () => {
      const { page, errors, button, getsOn, arrive } = await openHeld(ENTRY);
      await button('Step').click();
      await button('Play').click();
      expect(await page.locator('[data-tapped]').allInnerTexts()).toEqual([expect.stringContaining('Play')]);
      await getsOn(async () => arrive());
      expect(errors).toEqual([]);
    });

    it('set otherwise, has those settings once it is there, and then plays', async () => {
      const { page, errors, figure, button, arrive } = await openHeld('/demos/optimizer-race/');
      const [slider, choice] = [figure.getByRole('slider').first(), figure.getByRole('combobox').first()];
      const before = await slider.getAttribute('aria-valuetext');
      await slider.press('ArrowLeft');
      const other = await choice.locator('option:not(:checked)').first().getAttribute('value');
      await choice.selectOption(other);
      const place = await slider.inputValue();
      await button('Play').click();
      arrive();
      await until(async () => new URL(page.url()).searchParams.size, 40_000).toBeGreaterThanOrEqual(2);
      expect(await slider.inputValue()).toBe(place);
      expect(await slider.getAttribute('aria-valuetext')).not.toBe(before);
      expect(await choice.inputValue()).toBe(other);
      expect(errors).toEqual([]);
    });

    it('whose point was dragged, has moved it', async () => {
      let arrive = () => {};
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const { page, errors } = await open('/demos/activation-switchboard/', {
        before: (fresh) => fresh.route(/posters\//, (route) => arrived.then(() => route.continue())),
      });
      const box = await page.locator('.poster .handle-target').first().boundingBox();
      const [x, y] = [(box?.x ?? 0) + 24, (box?.y ?? 0) + 24];
      await gestureUntil(page, page.waitForRequest(/posters\//));
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 60, y + 40, { steps: 4 });
      await page.mouse.up();
      arrive();
      await page.locator('[data-live]').waitFor();
      const moved = page.locator('.handle-target').first();
      await until(async () => Math.abs(((await moved.boundingBox())?.x ?? 0) + 24 - (x - 60))).toBeLessThan(
        4,
      );
      expect(Math.abs(((await moved.boundingBox())?.y ?? 0) + 24 - (y + 40))).toBeLessThan(4);
      expect(errors).toEqual([]);
    });

    it('whose question is answered, has the run judge it', async () => {
      const { page, arrive } = await openHeld(ENTRY);
      await page.locator('.predict').getByRole('button').first().click();
      arrive();
      await until(() => page.locator('.verdict').innerText(), 40_000).toMatch(/^You guessed/);
    });
  });

  it('scripts of an older deployment are gone: one press loads the page of the new one', async () => {
    const { page } = await open(ENTRY, FAR);
    const { figure, ready } = demoOf(page);
    await page.waitForLoadState('networkidle');
    await page.route(/\.js$/, (route) => route.fulfill({ status: 404 }));
    await page.keyboard.press('/');
    await page.locator('.wish-failed').getByRole('button', { name: 'Reload the page' }).waitFor();
    await figure.scrollIntoViewIfNeeded();
    await until(() => figure.locator('.failure').innerText()).toContain('could not be loaded');
    await page.unroute(/\.js$/);
    await figure.getByRole('button', { name: 'Reload the page' }).click();
    await ready();
    expect(await figure.locator('.failure').count()).toBe(0);
  });

  it('a tab hidden and shown again: the run rests, then goes on', async () => {
    const { page } = await open(`${ENTRY}?${SLOW}&step=1`);
    const { button, step } = demoOf(page);
    await until(step).toBe(1);
    await button('Play').click();
    const become = (state: string) =>
      page.evaluate((visibility) => {
        Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await become('hidden');
    await button('Play').waitFor();
    const rested = await step();
    await become('visible');
    await button('Pause').waitFor();
    await until(step).toBeGreaterThan(rested);
  });

  it('left and come back to, the page is as it was and the run goes on', async () => {
    const { page, errors } = await open(`${ENTRY}?${SLOW}&step=1`);
    const { button, step } = demoOf(page);
    await until(step).toBe(1);
    await button('Play').click();
    await until(step).toBeGreaterThan(2);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.getByRole('link', { name: 'Lexigrad' }).first().click();
    await page.waitForURL(`${site()}/`);
    await page.evaluate(() => history.back());
    await until(() => page.evaluate(() => (window as { persisted?: boolean }).persisted)).toBe(true);
    const back = await step();
    await until(step).toBeGreaterThan(back);
    expect(errors).toEqual([]);
  });

  it('an index that cannot be fetched is asked for again as the reader types', async () => {
    const { page } = await open('/', {
      before: (fresh) => fresh.route(/search\.json/, (route) => route.abort()),
    });
    const box = await openSearch(page);
    await until(() => page.locator('.palette [role=status]').innerText()).toContain('could not be loaded');
    await page.unroute(/search\.json/);
    await box.fill('sgd');
    await until(() => page.getByRole('option').count()).toBeGreaterThan(0);
  });

  it('search whose code cannot be fetched: a message, and the next press brings it', async () => {
    const { page } = await open('/map/');
    await page.waitForLoadState('networkidle');
    await page.route(/\.js$/, (route) => route.abort());
    await page.keyboard.press('/');
    await until(() => page.locator('.wish-failed').innerText()).toContain('could not be loaded');
    await page.unroute(/\.js$/);
    await openSearch(page);
    expect(await page.locator('.wish-failed').count()).toBe(0);
  });
});
