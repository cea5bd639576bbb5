import { describe, expect, it } from 'vitest';
import { open, openSearch, until } from './page.ts';

describe('search', () => {
  it.each(['/', 'Control+k', 'the visible box'])(
    'opens by %s, ranks, and is driven by the keyboard',
    async (way) => {
      const { page, errors, requests } = await open('/terms/dropout/');
      expect(requests.filter((url) => url.includes('search.json'))).toEqual([]);
      const button = page.getByRole('button', { name: /Search \d+ terms/ });
      if (way === 'the visible box') await button.focus();
      const box = await openSearch(page, way === 'the visible box' ? 'Enter' : way);
      await page.keyboard.type('sgd');
      const options = page.getByRole('option');
      await until(() => options.first().getAttribute('data-slug')).toBe('stochastic-gradient-descent');
      expect(await options.first().innerText()).toContain('unbiased estimate');
      expect(await options.first().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowDown');
      await until(() => options.nth(1).getAttribute('aria-selected')).toBe('true');
      expect(await box.getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'));
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/terms/stochastic-gradient-descent/');
      expect(errors).toEqual([]);
    },
  );

  it('closes by Escape and gives the focus back', async () => {
    const { page } = await open('/');
    const button = page.getByRole('button', { name: /Search \d+ terms/ });
    await button.focus();
    await openSearch(page, 'Enter');
    await page.keyboard.type('sgd');
    await page.keyboard.press('Escape');
    await until(() => page.getByRole('combobox').count()).toBe(0);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('says when there is nothing, and treats a query as text', async () => {
    const { page } = await open('/');
    await (await openSearch(page)).fill('<img src=x onerror=alert(1)> zzzzqqq');
    await until(() => page.locator('.palette [role=status]').innerText()).toMatch(/Nothing found|entr/);
    expect(await page.locator('.palette img').count()).toBe(0);
  });

  it('leaves the slash to fields one types in', async () => {
    const { page } = await open('/');
    const box = await openSearch(page);
    await page.keyboard.type('a/b');
    expect(await box.inputValue()).toBe('a/b');
  });
});
