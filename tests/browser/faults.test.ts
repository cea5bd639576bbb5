import { describe, expect, it } from 'vitest';
import { demoOf, open, openSearch, until } from './page.ts';

const ENTRY = '/terms/adam/';

describe('what can break', () => {
  it('a worker that cannot be loaded: a message, the picture stays, Retry works', async () => {
    const { page } = await open(ENTRY, {
      before: (fresh) => fresh.route(/worker.*\.js/, (route) => route.abort()),
    });
    const { figure, button, ready, step } = demoOf(page);
    await ready();
    await button('Play').click();
    const failure = figure.locator('.failure');
    await until(() => failure.innerText()).toContain('The computation stopped');
    expect(await figure.locator('svg').count()).toBeGreaterThan(0);
    expect(await page.locator('.short').isVisible()).toBe(true);
    await page.unroute(/worker.*\.js/);
    await failure.getByRole('button', { name: 'Retry' }).click();
    await until(() => failure.count()).toBe(0);
    await until(step).toBeGreaterThan(0);
  });

  it('a worker that throws in mid-run', async () => {
    const { page } = await open(ENTRY, {
      before: (fresh) =>
        fresh.addInitScript(() => {
          const Real = Worker;
          Object.assign(window, {
            Worker: class extends Real {
              constructor(url: URL, options: WorkerOptions) {
                super(url, options);
                Object.assign(window, { lastWorker: this });
              }
            },
          });
        }),
    });
    const { figure, button, ready, step } = demoOf(page);
    await ready();
    await button('Play').click();
    await until(step).toBeGreaterThan(2);
    await page.evaluate(() =>
      (window as never as { lastWorker: Worker }).lastWorker.dispatchEvent(
        new ErrorEvent('error', { message: 'out of memory' }),
      ),
    );
    await until(() => figure.locator('.failure').innerText()).toContain('out of memory');
    await figure.getByRole('button', { name: 'Retry' }).click();
    await until(() => figure.locator('.failure').count()).toBe(0);
    await until(step).toBeGreaterThan(0);
  });

  it('a view whose poster state is missing: the poster stays, Retry brings the demo', async () => {
    const { page } = await open(ENTRY, {
      before: (fresh) => fresh.route(/posters\//, (route) => route.fulfill({ status: 404 })),
    });
    const { figure, ready } = demoOf(page);
    await until(() => figure.locator('.failure').innerText()).toContain('could not be loaded');
    expect(await figure.locator('.poster svg').count()).toBeGreaterThan(0);
    await page.unroute(/posters\//);
    await figure.getByRole('button', { name: 'Retry' }).click();
    await ready();
    await until(() => figure.locator('.failure').count()).toBe(0);
  });

  it('blocked storage and clipboard', async () => {
    const { page, errors } = await open(ENTRY, {
      before: (fresh) =>
        fresh.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
        }),
    });
    const { figure, button, ready } = demoOf(page);
    await ready();
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    await page.getByRole('button', { name: 'Light or dark' }).click();
    expect(await paper()).not.toBe(before);
    await button('Share').click();
    await until(() => figure.getByRole('alert').innerText()).toContain('/terms/adam/');
    expect(errors).toEqual([]);
  });

  it('an index that cannot be fetched', async () => {
    const { page } = await open('/', {
      before: (fresh) => fresh.route(/search\.json/, (route) => route.abort()),
    });
    await openSearch(page);
    await until(() => page.locator('.palette [role=status]').innerText()).toContain('could not be loaded');
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
