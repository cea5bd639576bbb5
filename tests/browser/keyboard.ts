import type { Page } from 'playwright-core';
import type { ExpectStatic } from 'vitest';
import { demoOf, untilBy } from './page.ts';

interface Stop {
  /** Its place among all that can be reached, -1 outside the demo. */
  at: number;
  name: string;
  /** Whether it looks otherwise with the focus than without. */
  marked: boolean;
  group: string;
  box: { left: number; top: number; bottom: number };
}

/** Puts into the page what the walk asks at each stop; gives how many stops there are to be. */
const prepare = (page: Page) =>
  page.evaluate(() => {
    const figure = document.querySelector('figure[data-demo]') as HTMLElement;
    (document.activeElement as HTMLElement | null)?.blur();
    const stops = [...figure.querySelectorAll('button, select, input, a[href], [tabindex]')].filter(
      (element): element is HTMLElement =>
        element.getAttribute('tabindex') !== '-1' &&
        !element.matches(':disabled') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    const look = (element: Element) =>
      [element, ...element.querySelectorAll('*')]
        .slice(0, 8)
        .map((part) => {
          const style = getComputedStyle(part);
          const outline = style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`;
          return [outline, style.stroke, style.strokeWidth, style.boxShadow, style.backgroundColor].join();
        })
        .join(';');
    const before = stops.map(look);
    Object.assign(window, {
      stopNow() {
        const element = document.activeElement as HTMLElement;
        const at = stops.indexOf(element);
        const { left, top, bottom } = element.getBoundingClientRect();
        const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
        return {
          at: figure.contains(element) ? at : -1,
          name: element.ariaLabel || labels.join() || element.textContent || '',
          marked: before[at] !== look(element),
          group: element.closest('.controls, .transport')?.className ?? '',
          box: { left, top: top + scrollY, bottom: bottom + scrollY },
        };
      },
    });
    const start = document.createElement('button');
    figure.before(start);
    start.focus();
    return stops.length;
  });

/** Goes through the page's demo by keys alone: each stop once and in order, then each thing that a key should do. */
export async function walkDemo(page: Page, expect: ExpectStatic) {
  const until = untilBy(expect);
  const { figure, button, status } = demoOf(page);
  const count = await prepare(page);
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => (window as never as { stopNow: () => Stop }).stopNow());
    if (stop.at < 0) break;
    stops.push(stop);
    expect(stops.length, 'a trap for the focus').toBeLessThanOrEqual(count);
  }
  expect(stops.map(({ at }) => at)).toEqual([...Array(count).keys()]);
  expect(stops.filter(({ name, marked }) => !name || !marked)).toEqual([]);
  for (const [i, { group, box }] of stops.entries()) {
    const last = stops[i - 1];
    if (group && last?.group === group)
      expect(box.top >= last.box.bottom || box.left > last.box.left, `${last.name}, ${stops[i]?.name}`).toBe(
        true,
      );
  }

  const sliders = figure.getByRole('slider');
  for (let i = 0, all = await sliders.count(); i < all; i++) {
    const slider = sliders.nth(i);
    // A change of settings may take away what depends on them.
    if ((await slider.count()) === 0) break;
    const value = () => slider.getAttribute('aria-valuetext');
    const before = await value();
    const atEnd = await slider.evaluate(
      (element) => element instanceof HTMLInputElement && element.value === element.max,
    );
    await slider.press(atEnd ? 'ArrowLeft' : 'ArrowRight');
    await until(value, 5000).not.toBe(before);
  }
  // A formula has no steps to play.
  if (/Step \d+ of/.test(await status.innerText())) {
    // The last change begins its run after a moment; a run that ends just now makes of Pause a Play.
    await page.waitForTimeout(500);
    await until(async () => {
      if ((await button('Pause').count()) > 0) await button('Pause').press('Enter', { timeout: 1000 });
      return button('Pause').count();
    }).toBe(0);
    await button('Restart').press('Enter');
    await until(() => status.innerText()).toMatch(/Step 0 of/);
    await button('Play').press('Space');
    await until(() => status.innerText()).not.toMatch(/Step 0 of/);
  }
  await button('Data').press('Enter');
  await figure.getByRole('region', { name: 'Data of this run' }).waitFor();
}
