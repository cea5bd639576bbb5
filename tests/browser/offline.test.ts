import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sirv from 'sirv';
import { describe, expect, it } from 'vitest';
import type { SiteList } from '../../lib/offline/saved.ts';
import { demoOf, open, openSearch, site, until } from './page.ts';

const allowed = { serviceWorkers: 'allow' } as const;

/** Waits until the service worker has kept `path`, and all that a page for what is not kept needs. */
const kept = (page: Page, path: string) =>
  until(() =>
    page.evaluate(
      async (url) =>
        navigator.serviceWorker.controller !== null &&
        (await Promise.all([url, '/not-kept/', '/search.json'].map((one) => caches.match(one)))).every(
          Boolean,
        ),
      path,
    ),
  ).toBe(true);

const heading = (page: Page) => page.locator('h1').innerText();

/** Presses the button that saves, and waits until all is there. */
async function saveAll(page: Page) {
  const status = page.locator('.save [role=status]');
  await page.getByRole('button', { name: /Save for offline \(\d+ MB\)/ }).press('Enter');
  await until(() => status.innerText()).toMatch(/^Saved: the version of/);
  expect(await status.evaluate((element) => element === document.activeElement)).toBe(true);
}

describe('without a connection', () => {
  it('shows what was visited, the first page too, and finds terms never visited; says what is not here', async () => {
    const { page, errors } = await open('/terms/dropout/', allowed);
    await kept(page, '/terms/dropout/');
    expect(errors).toEqual([]);
    await page.context().setOffline(true);
    await page.reload();
    expect(await heading(page)).toContain('Dropout');
    await openSearch(page);
    await page.keyboard.type('sgd');
    const first = page.getByRole('option').first();
    await until(() => first.getAttribute('data-slug')).toBe('stochastic-gradient-descent');
    expect(await first.innerText()).toContain('unbiased estimate');

    await page.goto(`${site()}/terms/adam/`);
    expect(await heading(page)).toBe('This page is not on this device');
    await until(() => page.locator('.listing li').first().getAttribute('data-slug')).toBe('adam');
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(251, 250, 247)');
    await page.context().setOffline(false);
    await page.goto(`${site()}/terms/adam/`);
    expect(await heading(page)).toContain('Adam');
  });

  it('runs the demo of a page visited before, as of the first page after the home page', async () => {
    const { page } = await open('/', allowed);
    await kept(page, '/');
    for (const offline of [false, true]) {
      await page.context().setOffline(offline);
      await page.goto(`${site()}/terms/adam/`);
      const { ready, plays } = demoOf(page);
      await ready();
      await plays();
    }
  });

  it('registers nothing for readers who save data', async () => {
    const { page } = await open('/terms/dropout/', {
      ...allowed,
      before: (fresh) =>
        fresh.addInitScript(() => {
          Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
        }),
    });
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(
      await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length)),
    ).toBe(0);
  });

  it('has every entry and its demo once the site is saved, until that is removed', async () => {
    const { page } = await open('/offline/', allowed);
    await saveAll(page);
    await kept(page, '/offline/');
    await page.context().setOffline(true);
    await page.goto(`${site()}/terms/adam/`);
    const { ready, plays } = demoOf(page);
    await ready();
    await plays();
    await page.goto(`${site()}/offline/`);
    const status = page.locator('.save [role=status]');
    await until(() => status.innerText()).toMatch(/^Saved: .*no connection just now/);
    await page.getByRole('button', { name: /^Remove/ }).click();
    await until(() => status.innerText()).toContain('Not saved yet');
    await page.goto(`${site()}/terms/dropout/`);
    expect(await heading(page)).toBe('This page is not on this device');
  });
});

describe('saving', () => {
  it('can be cancelled, survives a lost connection, and goes on where it stopped', async () => {
    const list: SiteList = JSON.parse(readFileSync('out/offline.json', 'utf8'));
    const files = list.files.filter(([path]) => /media|adam/.test(path));
    const { page } = await open('/offline/', {
      before: async (fresh) => {
        await fresh.route('**/offline.json', (route) => route.fulfill({ json: { ...list, files } }));
        await fresh.route(/\/tiles\/adam\.dark/, (route) => route.abort());
      },
    });
    const status = page.locator('.save [role=status]');
    await page.route(/\/_next\/static\/media/, () => {});
    await page.getByRole('button', { name: /^Save for offline/ }).click();
    await page.getByRole('progressbar', { name: 'Saved so far' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await until(() => status.innerText()).toContain('Stopped. What has come so far is kept.');
    await page.unroute(/\/_next\/static\/media/);
    await page.getByRole('button', { name: 'Go on saving' }).click();
    await until(() => status.innerText()).toContain('The connection broke');
    await page.unroute(/\/tiles\/adam\.dark/);
    const again: string[] = [];
    page.on('request', (request) => again.push(request.url()));
    await page.getByRole('button', { name: 'Go on saving' }).click();
    await until(() => status.innerText()).toMatch(/^Saved: the version of/);
    expect(again.filter((url) => url.includes('/_next/static/'))).toEqual([]);
  });

  it('can be cancelled while files are under way, and whatever else does not answer', async () => {
    const list: SiteList = JSON.parse(readFileSync('out/offline.json', 'utf8'));
    const files = list.files.filter(([path]) => /media|adam/.test(path));
    const host = sirv('out');
    let stalling = true;
    let begun = 0;
    const server = createServer((request, response) => {
      const { url = '' } = request;
      if (url === '/offline.json' && begun === 0) response.end(JSON.stringify({ ...list, files }));
      else if (stalling && url.includes('/_next/static/media')) {
        response.write('a beginning');
        begun += 1;
      } else if (stalling && begun > 0) request.socket.setTimeout(0);
      else host(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { page } = await open('/offline/', {
      at: `http://localhost:${(server.address() as AddressInfo).port}`,
    });
    try {
      await page.getByRole('button', { name: /^Save for offline/ }).click();
      await until(async () => begun).toBeGreaterThanOrEqual(6);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await until(() => page.locator('.save [role=status]').innerText()).toContain('Stopped.');
      [stalling, begun] = [false, 0];
      await page.getByRole('button', { name: 'Go on saving' }).click();
      await until(() => page.locator('.save [role=status]').innerText()).toMatch(/^Saved: the version of/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('says when there is no room, and when the browser keeps nothing', async () => {
    const { page } = await open('/offline/', {
      before: (fresh) =>
        fresh.addInitScript(() => {
          Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
        }),
    });
    await page.getByRole('button', { name: /^Save for offline/ }).click();
    await until(() => page.locator('.save [role=status]').innerText()).toContain('not enough room');
    const { page: blocked } = await open('/offline/', {
      before: (fresh) =>
        fresh.addInitScript(() => {
          CacheStorage.prototype.match = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
        }),
    });
    await until(() => blocked.locator('main [role=status]').innerText()).toContain('cannot keep the site');
  });
});

describe('a new version', () => {
  it('takes over under an open page, which keeps its scripts, and brings what is saved up to date', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lexigrad-'));
    cpSync('out', folder, { recursive: true, filter: (file) => !/\.txt$|\/cards$/.test(file) });
    // `dev` looks at the files anew at each request.
    const server = createServer(sirv(folder, { dev: true }));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const at = `http://localhost:${(server.address() as AddressInfo).port}`;
    const [OLD, NEW] = ['/_next/static/chunks/old.js', '/_next/static/chunks/new.js'];
    /** A deployment: one page with a text of its own, one hashed script, and a list of a few files of the whole site. */
    function deploy(version: string, script: string) {
      const page = join(folder, 'terms/adam/index.html');
      writeFileSync(
        page,
        readFileSync(join('out', 'terms/adam/index.html'), 'utf8').replace('<h1', `<i>${version}</i><h1`),
      );
      rmSync(join(folder, OLD), { force: true });
      writeFileSync(join(folder, script), version);
      const list: SiteList = JSON.parse(readFileSync('out/offline.json', 'utf8'));
      const changed = ['/terms/adam/', script].map((path) => [path, version, 1] as const);
      const files = [...list.files.filter(([path]) => /\.css$|search/.test(path)), ...changed];
      writeFileSync(join(folder, 'offline.json'), JSON.stringify({ ...list, version, files }));
      const worker = readFileSync('out/sw.js', 'utf8').replaceAll(list.version, version);
      expect(worker).toContain(version);
      writeFileSync(join(folder, 'sw.js'), worker);
    }
    try {
      deploy('00000001', OLD);
      const { page: old } = await open('/offline/', { ...allowed, at });
      await saveAll(old);
      await kept(old, '/offline/');
      let loads = 0;
      old.on('load', () => {
        loads += 1;
      });

      deploy('00000002', NEW);
      const fresh = await old.context().newPage();
      /** A browser looks for a new worker about a second after a page has loaded, and not before it is left alone. */
      async function visit(page: Page, path: string) {
        await page.goto(at + path);
        await page.waitForTimeout(2000);
      }
      const saved = (url: string) =>
        fresh.evaluate((path) => caches.match(path).then((hit) => hit?.text()), url);
      await until(async () => {
        await visit(fresh, '/search/');
        return saved('/offline.json');
      }).toContain('00000002');
      expect(loads).toBe(0);
      expect(await old.evaluate((url) => fetch(url).then((answer) => answer.text()), OLD)).toBe('00000001');
      await old.close();
      await until(async () => {
        await visit(fresh, '/search/');
        return saved(OLD);
      }).toBe(undefined);
      await fresh.context().setOffline(true);
      expect(await (await fresh.goto(`${at}/terms/adam/`))?.text()).toContain('<i>00000002</i>');
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
