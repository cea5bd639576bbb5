import { describe, expect, it } from 'vitest';
import { open, until } from './page.ts';

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

  it('the keys are told by ?', async () => {
    const { page } = await open('/map/');
    await until(async () => {
      await page.keyboard.press('?');
      return page.getByRole('dialog', { name: 'Keys' }).count();
    }).toBe(1);
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('dialog').count()).toBe(0);
  });
});
