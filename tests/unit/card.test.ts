import { describe, expect, it } from 'vitest';
import { drawingOf } from '@/lib/build/card';

const image = '<img src="data:image/png;base64,AA" width="8" height="8" class="pixels">';

describe('the drawing of a tile', () => {
  it('keeps a drawing’s box and gives its variables the light colours', () => {
    const svg = drawingOf('<svg viewBox="0 0 352 100"><path stroke="var(--data-1)"/></svg>');
    expect(svg).toContain('viewBox="0 0 352 100"');
    expect(svg).toContain('stroke="#0072b2"');
  });

  it('has dark colours too, with pictures of ink turned over', () => {
    const dark = drawingOf('<svg viewBox="0 0 1 1"><path stroke="var(--data-1)"/></svg>', 'dark');
    expect(dark).toContain('stroke="#5fb0ea"');
    const inked =
      '<ul class="images" style="grid-template-columns: repeat(1, 1fr)"><li><img src="data:x" width="8" height="8" class="pixels pixels-ink"></li></ul>';
    expect(drawingOf(inked, 'dark')).toContain('filter="url(#invert)"');
    expect(drawingOf(inked)).not.toContain('filter=');
  });

  it('mixes colours as the page does', () => {
    const half = 'color-mix(in srgb, var(--data-1) 50%, var(--paper))';
    // Half way from #0072b2 to #fbfaf7.
    expect(drawingOf(`<svg viewBox="0 0 1 1"><rect fill="${half}"/></svg>`)).toContain('rgb(126,182,213)');
  });

  it('puts a field under the drawing, where the page has it', () => {
    const tile = `<div class="plane"><div class="plane-field" style="left: 10%; top: 0%; width: 90%; height: 50%">${image}</div><svg viewBox="0 0 200 100"><g/></svg></div>`;
    expect(drawingOf(tile)).toMatch(/<image href="data[^>]*x="20" y="0" width="180" height="50".*<g>/);
  });

  it('lays out a grid of pictures', () => {
    const tile = `<ul class="images" style="grid-template-columns: repeat(2, minmax(0, 1fr))"><li>${image}</li><li>${image}</li><li>${image}</li></ul>`;
    const svg = drawingOf(tile);
    expect(svg.match(/<image/g)).toHaveLength(3);
    expect(svg).toContain('viewBox="0 0 352 352"');
    expect(svg).toContain('x="179" y="0" width="173" height="173"');
  });

  it('refuses a tile without a picture', () => expect(() => drawingOf('<p>text</p>')).toThrow('neither'));
});
