import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { JSDOM } from 'jsdom';
import { cached } from './cache.ts';
import { contentHash } from './content-hash.ts';

// As in dom.ts: its ES module asks for import attributes.
const sharp: typeof import('sharp').default = createRequire(import.meta.url)('sharp');

const STYLES = ['app/styles/base.css', 'app/styles/demo.css'];
/** The size that networks ask for, and the box of the picture in it, in pixels. */
const [WIDTH, HEIGHT] = [1200, 630];
const PICTURE = { left: 640, top: 75, width: 500, height: 480 };
const TEXT = { left: 60, width: 520 };
/** The box of an entry's small picture on the home page, at twice the pixels it is shown in. */
const TILE = { width: 264, height: 192 };
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];
/** The size of the tile's drawing, in its own units, as components/plots/plot.tsx has it. */
const UNITS = 352;
/** Fonts that are on every machine the site is built on: KaTeX's. */
const fontFile = (name: string) => resolve(`node_modules/katex/dist/fonts/${name}.ttf`);

/** A theme's colours by name, and CSS with them put in: what draws the card knows neither variables nor mixing. */
function plainColours(css: string, theme: Theme): (text: string) => string {
  const tokens = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name, light, dark]) => [name, theme === 'light' ? light : dark] as const,
    ),
  );
  const channels = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  const mix = (one: string, share: number, other: string) =>
    `rgb(${channels(one)
      .map((c, i) => Math.round(share * c + (1 - share) * (channels(other)[i] as number)))
      .join()})`;
  return (text) =>
    text
      .replace(/var\(--([\w-]+)\)/g, (whole, name) => tokens.get(name) ?? whole)
      .replace(/color-mix\(in srgb, (#\w{6}) ([\d.]+)%, (#\w{6})\)/g, (_, one, percent, other) =>
        mix(one, Number(percent) / 100, other),
      );
}

/** What the page does by CSS to pictures of ink in the dark. */
const INVERT =
  '<filter id="invert"><feColorMatrix values="-1 0 0 0 1  0 -1 0 0 1  0 0 -1 0 1  0 0 0 1 0"/></filter>';

/** A tile as one SVG document, whatever it is made of: a drawing, one over a field, or a grid of small pictures. */
export function drawingOf(tile: string, theme: Theme = 'light'): string {
  const css = STYLES.map((file) => readFileSync(file, 'utf8')).join('\n');
  const colours = plainColours(css, theme);
  const { document } = new JSDOM(tile).window;
  const picture = (image: Element, x: number, y: number, width: number, height: number) =>
    `<image href="${image.getAttribute('src')}" x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" image-rendering="${image.matches('.pixels-smooth') ? 'auto' : 'optimizeSpeed'}"${theme === 'dark' && image.matches('.pixels-ink') ? ' filter="url(#invert)"' : ''}/>`;
  const svg = document.querySelector('svg');
  const grid = document.querySelector<HTMLElement>('.images');
  let size: [number, number];
  let content: string;
  if (svg) {
    const box = svg.getAttribute('viewBox')?.split(/\s+/).map(Number) ?? [0, 0, UNITS, UNITS];
    size = [box[2] as number, box[3] as number];
    const field = document.querySelector<HTMLElement>('.plane-field');
    const part = (value: string | undefined, whole: number) =>
      (Number.parseFloat(value ?? '0') / 100) * whole;
    const image = field?.querySelector('img');
    const under =
      field && image
        ? picture(
            image,
            part(field.style.left, size[0]),
            part(field.style.top, size[1]),
            part(field.style.width, size[0]),
            part(field.style.height, size[1]),
          )
        : '';
    content = `${under}<g class="${svg.getAttribute('class') ?? ''}">${svg.innerHTML}</g>`;
  } else if (grid) {
    const across = Number(/repeat\((\d+)/.exec(grid.getAttribute('style') ?? '')?.[1] ?? 1);
    const gap = 6;
    const cell = (UNITS - gap * (across - 1)) / across;
    const images = [...grid.querySelectorAll('img')];
    const ratio = Number(images[0]?.getAttribute('height')) / Number(images[0]?.getAttribute('width'));
    const step = { x: cell + gap, y: cell * ratio + gap };
    size = [UNITS, Math.ceil(images.length / across) * step.y - gap];
    content = images
      .map((image, i) =>
        picture(image, (i % across) * step.x, Math.floor(i / across) * step.y, cell, cell * ratio),
      )
      .join('');
  } else throw new Error('the tile holds neither a drawing nor pictures');
  // What the page says in media queries is about screens.
  const style = colours(css.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, ''));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size[0]} ${size[1]}" width="${size[0]}" height="${size[1]}"><style>${style.replaceAll('<', '&lt;')}</style>${theme === 'dark' ? INVERT : ''}${colours(content)}</svg>`;
}

/** The picture of `key` from the cache, drawn first if it is not there. */
const kept = (key: unknown, draw: () => Promise<Buffer>) =>
  cached('cards', [key, contentHash([...STYLES, 'lib/build/card.ts', 'package-lock.json'])], draw);

/** A tile alone, on nothing, as a PNG that fits 264 × 192 pixels. */
export const loadTile = (tile: string, theme: Theme): Promise<Buffer> =>
  kept([tile, theme], () =>
    sharp(Buffer.from(drawingOf(tile, theme)), { density: 150 })
      .resize(TILE.width, TILE.height, { fit: 'contain', background: '#0000' })
      .png({ palette: true, compressionLevel: 9 })
      .toBuffer(),
  );

/** Tiles one under the other, each in a box of 264 × 192 pixels. */
export const loadSheet = (tiles: readonly string[], theme: Theme): Promise<Buffer> =>
  kept(['sheet', tiles, theme], async () => {
    const pictures = await Promise.all(tiles.map((tile) => loadTile(tile, theme)));
    return sharp({
      create: { width: TILE.width, height: TILE.height * tiles.length, channels: 4, background: '#0000' },
    })
      .composite(pictures.map((input, i) => ({ input, left: 0, top: TILE.height * i })))
      .png({ palette: true, compressionLevel: 9 })
      .toBuffer();
  });

/** The 1200 × 630 PNG that stands for an entry where its link is shared: its name, its definition, its tile. */
export const loadCard = (card: CardContent): Promise<Buffer> => kept(card, () => drawCard(card));

interface CardContent {
  term: string;
  short: string;
  tile: string;
  site: string;
}
async function drawCard(card: CardContent): Promise<Buffer> {
  const text = async (words: string, font: 'Bold' | 'Regular', size: number, colour: string) => {
    const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const { data, info } = await sharp({
      text: {
        text: `<span foreground="${colour}">${escaped}</span>`,
        fontfile: fontFile(`KaTeX_Main-${font}`),
        font: `KaTeX_Main ${font === 'Bold' ? 'Bold ' : ''}${size}`,
        width: TEXT.width,
        dpi: 72,
        spacing: Math.round(size / 5),
        rgba: true,
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { input: data, height: info.height };
  };
  const { width, height } = PICTURE;
  const svg = Buffer.from(drawingOf(card.tile));
  const picture = await sharp(svg, { density: 200 })
    .resize(width, height, { fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true });
  const [title, short, site] = await Promise.all([
    text(card.term, 'Bold', card.term.length > 26 ? 46 : 58, '#1d1c1a'),
    text(card.short, 'Regular', 31, '#1d1c1a'),
    text(card.site, 'Regular', 23, '#67635b'),
  ]);
  const top = Math.max(60, (HEIGHT - 60 - title.height - 36 - short.height) / 2);
  const at = (layer: { input: Buffer }, y: number) => ({
    input: layer.input,
    left: TEXT.left,
    top: Math.round(y),
  });
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#fbfaf7' } })
    .composite([
      at(title, top),
      at(short, top + title.height + 36),
      at(site, HEIGHT - 40 - site.height),
      {
        input: picture.data,
        left: Math.round(PICTURE.left + (width - picture.info.width) / 2),
        top: Math.round(PICTURE.top + (height - picture.info.height) / 2),
      },
    ])
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}
