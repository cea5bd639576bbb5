import { describe, expect, it } from 'vitest';
import { open, site, until } from './page.ts';

describe('ways in', () => {
  it('search as a page: the query comes from the address and stays in it, and is text', async () => {
    const { page, errors } = await open('/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20dropout');
    await until(() => page.locator('.listing li').first().getAttribute('data-slug')).toBe('dropout');
    expect(await page.locator('.listing img').count()).toBe(0);
    await page.getByRole('searchbox').fill('sgd');
    await until(() => page.locator('.listing li').first().getAttribute('data-slug')).toBe(
      'stochastic-gradient-descent',
    );
    expect(page.url()).toContain('?q=sgd');
    expect(errors).toEqual([]);
  });

  it('the lens marks and lists the terms of a text and its unknown acronyms', async () => {
    const { page, errors, requests } = await open('/lens/?text=SGD%20with%20dropout%20in%20a%20ZQX');
    await until(() => page.locator('.listing li').count()).toBe(2);
    const before = requests.length;
    await page.getByRole('textbox').fill('An LSTM, <b>then</b> LSTMs, by Adam');
    await until(() => page.locator('.lens-marked mark').allInnerTexts()).toEqual(['LSTM', 'LSTMs', 'Adam']);
    expect(await page.locator('.lens-marked b').count()).toBe(0);
    expect(requests.slice(before)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('a path keeps what was read on the device, and says when it cannot', async () => {
    const { page } = await open('/paths/optimizers/');
    await page.getByRole('checkbox').first().check();
    await page.reload();
    await until(() => page.getByRole('checkbox').first().isChecked()).toBe(true);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.getByRole('checkbox').nth(1).check();
    await until(() => page.getByRole('status').innerText()).toContain('2 of');
    expect(await page.getByRole('status').innerText()).toContain('as long as the page');
  });

  it('the map is links, by key too', async () => {
    const { page } = await open('/map/');
    await page.locator('[data-node="adam"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/terms/adam/');
  });

  it.each(['hover', 'focus'] as const)('a preview comes by %s, leaves by Escape', async (way) => {
    const { page, errors, requests } = await open('/terms/adam/');
    await page.setViewportSize({ width: 1280, height: 360 }); // the link is out of sight: focus scrolls to it
    const link = page.locator('.prose p a[href*="/terms/"]').first();
    await until(async () => {
      await page.mouse.move(0, 0);
      await page.locator('h1').click();
      if (way === 'hover') await link.hover();
      else {
        await link.focus();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Tab');
      }
      await page.waitForTimeout(600);
      return page.getByRole('tooltip').count();
    }).toBe(1);
    expect(await link.getAttribute('aria-describedby')).toBe('preview');
    const [line, card] = [await link.boundingBox(), await page.getByRole('tooltip').boundingBox()];
    expect(
      (card?.y ?? 0) >= (line?.y ?? 0) + (line?.height ?? 0) ||
        (card?.y ?? 0) + (card?.height ?? 0) <= (line?.y ?? 0),
    ).toBe(true);
    expect(requests.filter((url) => url.includes('search.json'))).toHaveLength(1);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('tooltip').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('a preview covers no line of a link that is broken over two', async () => {
    const { page } = await open('/terms/adam/');
    const links = page.locator('.prose p a[href*="/terms/"]');
    const broken = () =>
      links.evaluateAll((all) => all.findIndex((link) => link.getClientRects().length > 1));
    let width = 700;
    for (; width > 320 && (await broken()) < 0; width -= 10)
      await page.setViewportSize({ width, height: 700 });
    const link = links.nth(await broken());
    await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const lines = await link.evaluate((element) =>
      [...element.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })),
    );
    const [first, second] = lines as [(typeof lines)[0], (typeof lines)[0]];
    await until(async () => {
      await page.mouse.move(0, 0);
      await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2);
      await page.waitForTimeout(600);
      return page.getByRole('tooltip').count();
    }).toBe(1);
    const card = (await page.getByRole('tooltip').boundingBox()) as (typeof lines)[0];
    expect(card.y >= second.y + second.height || card.y + card.height <= first.y).toBe(true);
    expect(card.x).toBeCloseTo(Math.max(8, Math.min(second.x, width + 10 - card.width - 8)), 0);
  });

  it('a long press shows a preview and follows no link, a tap follows it', async () => {
    const { page } = await open('/terms/adam/', {
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    const link = page.locator('.prose p a[href*="/terms/"]').first();
    await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await page.evaluate(() => {
      Object.assign(window, { menus: 0 });
      addEventListener('contextmenu', (event) => {
        setTimeout(() => Object.assign(window, { menus: event.defaultPrevented ? 0 : 1 }));
      });
    });
    const session = await page.context().newCDPSession(page);
    const box = (await link.boundingBox()) as { x: number; y: number; width: number; height: number };
    const touch = (type: 'touchStart' | 'touchEnd') =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchStart'
            ? [{ x: box.x + Math.min(20, box.width / 2), y: box.y + box.height / 2 }]
            : [],
      });
    const address = page.url();
    await until(async () => {
      await touch('touchStart');
      await page.waitForTimeout(700);
      await touch('touchEnd');
      await page.waitForTimeout(300);
      return page.getByRole('tooltip').count();
    }).toBe(1);
    expect(page.url()).toBe(address);
    expect(await page.evaluate(() => (window as never as { menus: number }).menus)).toBe(0);
    await page.touchscreen.tap(195, 5);
    await until(() => page.getByRole('tooltip').count()).toBe(0);
    const href = await link.getAttribute('href');
    await touch('touchStart');
    await touch('touchEnd');
    await page.waitForURL(`**${href}`);
  });

  it('nonsense has no nearest term, and A–Z is offered', async () => {
    const { page } = await open('/search/?q=zzzzqqqq');
    await until(() => page.getByRole('status').innerText()).toContain('no name is near it');
    expect(await page.locator('.listing li').count()).toBe(0);
    await page.getByRole('link', { name: 'All names, A to Z' }).click();
    await page.waitForURL('**/a-z/');
  });

  it('a missing page leads to a search for its words, and search in another’s place leaves the address', async () => {
    const { page } = await open('/terms/gradient-boosting/');
    await page.getByRole('link', { name: 'Search for what its address names' }).click();
    await page.waitForURL('**/search/?q=gradient%20boosting');
    expect(await page.getByRole('searchbox').inputValue()).toBe('gradient boosting');
    await page.goto(`${site()}/not-kept/`);
    await page.getByRole('searchbox').fill('sgd');
    await until(() => page.locator('.listing li').count()).toBeGreaterThan(0);
    expect(page.url()).toMatch(/\/not-kept\/$/);
  });

  it('the keys are told by ?', async () => {
    const { page } = await open('/map/');
    await until(async () => {
      await page.keyboard.press('?');
      return page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count();
    }).toBe(1);
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count()).toBe(0);
  });
});
