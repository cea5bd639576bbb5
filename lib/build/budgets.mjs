// `npm run budgets`: what a reader's first visit to each page of the export weighs, against the limits we set ourselves.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const OUT = 'out';
/** Brotli kilobytes; requests count the document, and leave fonts to the pages with formulas. */
const limits = {
  index: { scripts: 122, styles: 8, html: 40, requests: 7 },
  entry: { scripts: 122, styles: 8, html: 25, requests: 14 },
};
/** Gzip kilobytes that the first touch of a demo fetches. */
const demoLimits = { worker: 60, view: 150 };

const kilobytes = (content) => brotliCompressSync(content).length / 1000;
const local = (url) =>
  readFileSync(join(OUT, decodeURIComponent(url.replace(process.env.BASE_PATH ?? '', ''))));
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

function weigh(page) {
  const html = readFileSync(join(OUT, page), 'utf8');
  // `noModule` scripts are for browsers that predate modules; no other fetches them.
  const scripts = new Set(
    [...html.matchAll(/<script(?![^>]*noModule)[^>]*\ssrc="([^"]+)"/gi)].map(([, url]) => url),
  );
  const style = [];
  const rest = html.replace(/<style[^>]*>([^<]*)<\/style>/g, (_, sheet) => {
    style.push(sheet);
    return '';
  });
  return {
    scripts: sum([...scripts].map((url) => kilobytes(local(url)))),
    styles: kilobytes(style.join('')),
    html: kilobytes(rest),
    requests: 1 + scripts.size,
  };
}

/** What the middle one of all demos fetches for its worker, model and data included, and for its view. */
function weighDemo() {
  const files = readdirSync(join(OUT, '_next/static/chunks')).filter((file) => file.endsWith('.js'));
  const texts = files.map((file) => readFileSync(join(OUT, '_next/static/chunks', file), 'utf8'));
  const gzipped = (chunks) =>
    sum([...chunks].map((path) => gzipSync(readFileSync(join(OUT, '_next', path))).length / 1000));
  /** The chunks named in each list of them. */
  const lists = (text, before = '') =>
    [...text.matchAll(new RegExp(`${before}\\[("static/chunks/[^\\]]+)\\]`, 'g'))].map((match) =>
      JSON.parse(`[${match[1]}]`),
    );
  const middle = (folder, base) => {
    const loader = texts.find((text) => text.includes(`"../${folder}/`));
    if (!loader) throw new Error(`no chunk of the export loads ../${folder}/`);
    const weights = lists(loader).map((chunks) => gzipped(new Set([...base, ...chunks])));
    return weights.sort((a, b) => a - b)[weights.length >> 1];
  };
  const started = texts.flatMap((text) => lists(text, '"static/chunks/turbopack-worker[^"]*",'))[0];
  if (!started) throw new Error('no chunk of the export starts the worker');
  return { worker: middle('models', started), view: middle('demos', []) };
}

let over = 0;
function state(figures, limit) {
  const words = Object.entries(figures).map(([name, value]) => {
    const ok = value <= limit[name];
    if (!ok) over += 1;
    return `${name} ${Number(value.toFixed(1))}${ok ? '' : ` (over ${limit[name]})`}`;
  });
  return words.join(', ');
}
const entries = readdirSync(join(OUT, 'terms'))
  .map((slug) => `terms/${slug}/index.html`)
  .filter((page) => !readFileSync(join(OUT, page), 'utf8').includes('http-equiv="refresh"'));
for (const page of ['index.html', ...entries]) {
  const limit = limits[page === 'index.html' ? 'index' : 'entry'];
  console.log(`${page}: ${state(weigh(page), limit)}`);
}
console.log(`a demo (gzip): ${state(weighDemo(), demoLimits)}`);
if (entries.length === 0) throw new Error('no entry page in the export');
if (over > 0) {
  console.error(`${over} figures are over budget (kB).`);
  process.exitCode = 1;
}
