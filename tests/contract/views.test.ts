import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { loadPoster } from '@/lib/build/posters';
import { loadEntries } from '@/lib/content/entries';
import { viewIds } from './folders.ts';

/** Narrowest column a plot is drawn in, and the units across it (components/plots/plot.tsx). */
const NARROWEST = 288;
const UNITS = 352;

const uses = [
  ...viewIds.map((demo) => ({ name: `${demo} at its defaults`, request: { demo, preset: {} } })),
  ...loadEntries().map(({ slug, demo }) => ({
    name: `${demo.id} on ${slug}`,
    request: { demo: demo.id, preset: demo.preset },
  })),
];

describe.each(uses)('the poster of $name', async ({ request }) => {
  const { markup, tile, summary, state } = await loadPoster(request);
  const { document } = new JSDOM(markup).window;

  it('is a picture without script, with a summary and a tile', () => {
    expect(document.querySelectorAll('svg').length).toBeGreaterThan(0);
    expect(document.querySelectorAll('canvas, script').length).toBe(0);
    expect(tile).toMatch(/<svg|<img/);
    expect(summary).toMatch(/^\p{L}.*\.$/u);
    expect(`${markup}${summary}`.replace(/data:[^"]*/g, '')).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(state.step).toBeGreaterThanOrEqual(0);
  });

  it('has no text smaller than 11 px in the narrowest column', () => {
    for (const text of document.querySelectorAll('svg text')) {
      const sized = text.closest('[font-size]');
      const size = Number.parseFloat(sized?.getAttribute('font-size') ?? '13.5');
      expect((size * NARROWEST) / UNITS, text.textContent ?? '').toBeGreaterThanOrEqual(11);
    }
  });

  it('names every plot', () => {
    for (const plot of document.querySelectorAll('.plot')) {
      expect(plot.querySelector('.plot-title')?.textContent?.trim()).toBeTruthy();
    }
  });

  it('stays light', () => {
    expect(markup.length).toBeLessThan(60_000);
    expect(tile.length).toBeLessThan(16_000);
  });
});
