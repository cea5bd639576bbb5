import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { open, site, until } from './page.ts';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

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
    await page.getByRole('link', { name: 'Stochastic Gradient Descent', exact: true }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/terms/stochastic-gradient-descent/');
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
    const { page } = await open('/terms/softmax/', { viewport: { width: 700, height: 700 } });
    const link = page
      .getByRole('main')
      .getByRole('link', { name: 'noise-contrastive estimation', exact: true });
    await link.evaluate((element) => {
      while (element.getClientRects().length === 1) element.before('more ');
    });
    await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const lines = await link.evaluate((element) =>
      [...element.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })),
    );
    const [first, second] = lines as [Box, Box];
    await until(async () => {
      await page.mouse.move(0, 0);
      await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2);
      await page.waitForTimeout(600);
      return page.getByRole('tooltip').count();
    }).toBe(1);
    const card = (await page.getByRole('tooltip').boundingBox()) as Box;
    expect(card.y >= second.y + second.height || card.y + card.height <= first.y).toBe(true);
    expect(card.x).toBeCloseTo(Math.max(8, Math.min(second.x, 692 - card.width)), 0);
  });

  it('a long press shows a preview and follows no link, a tap follows it', async () => {
    const { page } = await open('/terms/adam/', {
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    const link = page.locator('.prose p a[href*="/terms/"]').first();
    const tooltips = () => page.getByRole('tooltip').count();
    // What shows previews, and keeps the browser's own menu away, is loaded by the first touch of any link.
    await until(async () => {
      await link.dispatchEvent('touchstart');
      return link.evaluate((element) =>
        element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
      );
    }).toBe(false);
    await until(tooltips).toBe(1);
    await page.keyboard.press('Escape');
    await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const session = await page.context().newCDPSession(page);
    const box = (await link.boundingBox()) as Box;
    const touch = (type: 'touchStart' | 'touchEnd') =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchStart'
            ? [{ x: box.x + Math.min(20, box.width / 2), y: box.y + box.height / 2 }]
            : [],
      });
    const address = page.url();
    await touch('touchStart');
    await page.waitForTimeout(700);
    await touch('touchEnd');
    await until(tooltips).toBe(1);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(address);
    await page.touchscreen.tap(4, 400);
    await until(tooltips).toBe(0);
    const href = await link.getAttribute('href');
    await touch('touchStart');
    await touch('touchEnd');
    await page.waitForURL(`**${href}`);
  });

  it('text follows the font size that the reader has set, and nothing is lost', async () => {
    const { page } = await open('/terms/adam/', { viewport: { width: 390, height: 800 } });
    const size = () => page.locator('.short').evaluate((text) => getComputedStyle(text).fontSize);
    expect(await size()).toBe('21px');
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await until(size).toBe('42px');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  it('the map is sized by + − 0, and its middle stays', async () => {
    const { page } = await open('/map/', { viewport: { width: 390, height: 800 } });
    await page.locator('.map-keys').waitFor();
    const width = () => page.locator('.map-window svg').evaluate((svg) => svg.getBoundingClientRect().width);
    const middle = () =>
      page
        .locator('.map-window')
        .evaluate((frame) => (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth);
    const own = await width();
    await page.locator('.map-window').evaluate((frame) => frame.scrollTo(300, 100));
    const before = await middle();
    await page.keyboard.press('+');
    expect(await width()).toBeCloseTo(1.5 * own, 0);
    expect(await middle()).toBeCloseTo(before, 2);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    expect(await width()).toBeCloseTo(0.5 * own, 0);
    await page.keyboard.press('0');
    expect(await width()).toBeLessThan(360);
    expect(await page.getByRole('radio', { name: 'All' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'All' }).focus();
    await page.keyboard.press('+');
    await page.getByRole('radio', { name: '50 %' }).and(page.locator(':focus')).waitFor();
  });

  it('the map opens full: terms in most of what is seen, on a phone and on a desk', async () => {
    for (const [width, height, least] of [
      [390, 800, 14],
      [1280, 900, 60],
    ] as const) {
      const { page } = await open('/map/', { viewport: { width, height } });
      const frame = (await page.locator('.map-window').boundingBox()) as Box;
      const seen = await page.locator('.map [data-node]').evaluateAll(
        (nodes, { right, bottom }) =>
          nodes.filter((node) => {
            const box = node.getBoundingClientRect();
            return box.right <= right && box.bottom <= bottom;
          }).length,
        { right: frame.x + frame.width, bottom: frame.y + frame.height },
      );
      expect(seen, `at ${width} px`).toBeGreaterThanOrEqual(least);
    }
  });

  it('A–Z jumps to letters, and its links are 44 px high under a finger', async () => {
    const { page } = await open('/a-z/', {
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    const low = await page
      .locator('.alphabet a, nav[aria-label=Letters] a')
      .evaluateAll((links) => links.filter((link) => link.getBoundingClientRect().height < 44).length);
    expect(low).toBe(0);
    await page
      .getByRole('navigation', { name: 'Letters' })
      .getByRole('link', { name: 'M', exact: true })
      .click();
    await until(
      async () => (await page.getByRole('heading', { name: 'M', exact: true }).boundingBox())?.y,
    ).toBeLessThan(100);
  });

  it('the navigation says which page this is', async () => {
    const { page } = await open('/lens/');
    const current = page.getByRole('navigation', { name: 'Site' }).locator('[aria-current=page]');
    expect(await current.allInnerTexts()).toEqual(['Lens']);
    await page.goto(`${site()}/terms/adam/`);
    expect(await current.count()).toBe(0);
  });

  it('a short text in the lens leaves no blank space below it, also out of sight', async () => {
    const { page } = await open('/lens/?text=SGD', { viewport: { width: 1280, height: 200 } });
    const piece = page.locator('.lens-marked p');
    await until(() => piece.count()).toBe(1);
    expect((await piece.boundingBox())?.height).toBeLessThan(60);
  });

  it.each(['light', 'dark'] as const)(
    'the button that saves can be read in forced colours, %s',
    async (colorScheme) => {
      const { page } = await open('/offline/', {
        forcedColors: 'active',
        colorScheme,
        serviceWorkers: 'allow',
      });
      const picture = await page.getByRole('button', { name: /^Save for offline/ }).screenshot();
      // Away from the rounded border.
      const { width, height } = await sharp(picture).metadata();
      const inside = { left: 6, top: 6, width: width - 12, height: height - 12 };
      const greys = await sharp(picture).extract(inside).greyscale().raw().toBuffer();
      const share = (from: number, to: number) =>
        greys.filter((grey) => grey >= from && grey <= to).length / greys.length;
      expect(Math.min(share(0, 60), share(195, 255))).toBeGreaterThan(0.05);
    },
  );

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
