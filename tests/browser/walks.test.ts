import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findings } from './axe.ts';
import { open, openSearch, until } from './page.ts';

const focused = (page: Page) => page.locator(':focus');
/** What assistive technology is told of a part of the page. */
const told = (page: Page, selector: string) => page.locator(selector).ariaSnapshot();

describe('by keys alone, and as a screen reader has it', () => {
  it('search: the chosen result is in sight, named and counted', async () => {
    const { page } = await open('/a-z/', { viewport: { width: 390, height: 500 } });
    const box = await openSearch(page);
    await box.pressSequentially('loss');
    await until(() => told(page, 'dialog')).toMatch(/status: \d+ entries/);
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
    const chosen = page.locator('[role=option][aria-selected=true]');
    const [frame, result] = [await page.locator('dialog').boundingBox(), await chosen.boundingBox()];
    const input = await box.boundingBox();
    expect(result?.y).toBeGreaterThanOrEqual((input?.y ?? 0) + (input?.height ?? 0));
    expect((result?.y ?? 0) + (result?.height ?? 0)).toBeLessThanOrEqual(
      (frame?.y ?? 0) + (frame?.height ?? 0),
    );
    const tree = await told(page, 'dialog');
    expect(tree).toMatch(/dialog "Search"/);
    expect(tree).toMatch(/combobox "Search the glossary" \[expanded\]/);
    expect(tree.match(/option ".*\[selected\]/g)).toHaveLength(1);
    expect(await findings(page)).toEqual([]);
    const slug = await chosen.getAttribute('data-slug');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/terms/${slug}/`);
  });

  it('the map: a size by arrow, then term by term from left to right', async () => {
    const { page } = await open('/map/');
    const width = () => page.locator('.map-window svg').evaluate((svg) => svg.getBoundingClientRect().width);
    await page.getByRole('radio', { name: '100 %' }).focus();
    const before = await width();
    await page.keyboard.press('ArrowRight');
    expect(await width()).toBeCloseTo(1.5 * before, -1);
    await page.keyboard.press('Tab');
    expect(await focused(page).getAttribute('aria-label')).toBe('Map of prerequisites');
    const lefts: number[] = [];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      lefts.push(
        await focused(page).evaluate((node: Element) => {
          const { x, width } = (node as SVGGraphicsElement).getBBox();
          return x + width / 2;
        }),
      );
    }
    expect(lefts.map(Math.round)).toEqual([...lefts.map(Math.round)].sort((a, b) => a - b));
    const href = await focused(page).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${href}`);
  });

  it('the map opens on terms, also on a phone', async () => {
    const { page } = await open('/map/', { viewport: { width: 390, height: 800 } });
    const first = await page.locator('.map [data-node]').first().boundingBox();
    const frame = await page.locator('.map-window').boundingBox();
    expect(first && frame && first.x + first.width <= frame.x + frame.width && first.y < 800).toBe(true);
  });

  it('the lens: from the text to its list, and to its marks', async () => {
    const { page } = await open('/lens/');
    const text = page.getByRole('textbox', { name: 'Text to read' });
    await text.pressSequentially('Adam beats SGD on ZQX');
    await until(() => told(page, '[role=status]')).toContain(
      '2 terms of the glossary, 1 unknown acronym. Nothing',
    );
    const tree = await told(page, 'main');
    expect(tree.match(/heading ".*" \[level=\d\]/g)).toEqual([
      'heading "Paper lens" [level=1]',
      'heading "In order of appearance" [level=2]',
      'heading "Acronyms that have no entry" [level=2]',
      'heading "The text" [level=2]',
    ]);
    expect(tree).toMatch(/mark:\s+- link "Adam"/);
    const reached = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      reached.push(await focused(page).innerText());
    }
    expect(reached).toEqual(['Adam', 'Stochastic Gradient Descent', 'Adam', 'SGD']);
  });

  it('a path: a step is ticked by Space, and stays so', async () => {
    const { page } = await open('/paths/optimizers/');
    const first = page.getByRole('checkbox').first();
    await first.focus();
    await page.keyboard.press('Space');
    const ticked = /checkbox "I have read .*" \[checked\]/;
    await until(() => told(page, 'main')).toMatch(ticked);
    expect(await told(page, '[role=status]')).toMatch(/1 of \d+ read/);
    await page.reload();
    await until(() => told(page, 'main')).toMatch(ticked);
  });
});
