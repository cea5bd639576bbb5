// `npm run budgets`: what a reader's first visit to each page of the export weighs, against the limits we set ourselves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const OUT = 'out';
/** Brotli kilobytes; requests count the document, and leave fonts to the pages with formulas. */
const limits = {
  index: { scripts: 122, styles: 8, html: 40, requests: 14 },
  entry: { scripts: 122, styles: 8, html: 25, requests: 14 },
};

const kilobytes = (content) => brotliCompressSync(content).length / 1000;
const local = (url) =>
  readFileSync(join(OUT, decodeURIComponent(url.replace(process.env.BASE_PATH ?? '', ''))));
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

function weigh(page) {
  const html = readFileSync(join(OUT, page));
  const text = html.toString();
  const urls = (pattern) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]))];
  // `noModule` scripts are for browsers that predate modules; no other fetches them.
  const scripts = urls(/<script(?![^>]*noModule)[^>]*\ssrc="([^"]+)"/gi);
  const styles = urls(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g);
  return {
    scripts: sum(scripts.map((url) => kilobytes(local(url)))),
    styles: sum(styles.map((url) => kilobytes(local(url)))),
    html: kilobytes(html),
    requests: 1 + scripts.length + styles.length,
  };
}

let over = 0;
const entries = readdirSync(join(OUT, 'terms'))
  .map((slug) => `terms/${slug}/index.html`)
  .filter((page) => !readFileSync(join(OUT, page), 'utf8').includes('http-equiv="refresh"'));
for (const page of ['index.html', ...entries]) {
  const limit = limits[page === 'index.html' ? 'index' : 'entry'];
  const figures = weigh(page);
  const words = Object.entries(figures).map(([name, value]) => {
    const ok = value <= limit[name];
    if (!ok) over += 1;
    return `${name} ${Number(value.toFixed(1))}${ok ? '' : ` (over ${limit[name]})`}`;
  });
  console.log(`${page}: ${words.join(', ')}`);
}
if (entries.length === 0) throw new Error('no entry page in the export');
if (over > 0) {
  console.error(`${over} figures are over budget (brotli kB).`);
  process.exitCode = 1;
}
