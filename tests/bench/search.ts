/**
 * Search at 100, 1,000 and 2,000 entries: `npm run bench:search` (after `npm run build`). The real entries, then made-up ones
 * with as many words in each field, drawn as often as the real ones use them. Brotli kilobytes of the index, CPU of making
 * it and of a query in Node, and in Chromium the time from a keystroke in the palette to drawn results. Fails over budget.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { max, mean, quantile, range } from 'd3-array';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';
import { serve } from '../../lib/build/serve.mjs';
import { createSearch, type SearchDocument } from '../../lib/search/search.ts';
import { createRng } from '../../lib/sim/rng.ts';
import { BROWSER_SWITCHES, findBrowser } from '../browser/browser.ts';

const SIZES = [100, 1000, 2000];
/** Milliseconds: CPU a query, and a keystroke to drawn results at each size. */
const limits = { query: 10, keystroke: [16, 50, 50] };

const real: SearchDocument[] = JSON.parse(readFileSync('out/search.json', 'utf8'));
const queries: string[] = parse(readFileSync('tests/contract/queries.yaml', 'utf8')).map(
  ({ query }: { query: string }) => query,
);
const rng = createRng(1);
const oneOf = <T>(list: readonly T[]): T => list[rng.int(list.length)] as T;

/** Draws a text as long as one of these, of their words. */
function imitate(texts: readonly string[]): () => string {
  const words = texts.flatMap((text) => text.split(' '));
  return () =>
    oneOf(texts)
      .split(' ')
      .map(() => oneOf(words))
      .join(' ');
}
const made = {
  term: imitate(real.map(({ term }) => term)),
  short: imitate(real.map(({ short }) => short)),
  introduced: imitate(real.map(({ introduced }) => introduced)),
  ...Object.fromEntries(
    (['aliases', 'keywords', 'asks'] as const).map((field) => {
      const text = imitate(real.flatMap((document) => document[field]));
      return [field, () => oneOf(real)[field].map(text)];
    }),
  ),
} as { [Field in Exclude<keyof SearchDocument, 'slug'>]: () => SearchDocument[Field] };
const imitation = (i: number): SearchDocument => ({
  slug: `entry-${i}`,
  term: `${made.term()} ${i}`,
  aliases: made.aliases(),
  keywords: made.keywords(),
  asks: made.asks(),
  short: made.short(),
  introduced: made.introduced(),
});

function cpu(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const server = await serve({ folder: 'out', port: 0 });
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_SWITCHES });

/** Milliseconds from each keystroke of a query to the frame that shows its results. */
async function keystrokes(documents: readonly SearchDocument[]): Promise<number[]> {
  const page = await browser.newPage();
  await page.route('**/search.json', (route) => route.fulfill({ json: documents }));
  await page.goto(server.url, { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  const box = page.getByRole('combobox');
  await box.fill('warm up');
  await page.getByRole('option').first().waitFor();
  await box.fill('');
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    addEventListener(
      'input',
      () => {
        const typed = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - typed)));
      },
      { capture: true },
    );
  });
  await box.pressSequentially('why do gradients vanish in a recurent net', { delay: 150 });
  const times = await page.evaluate(() => (window as never as { times: number[] }).times);
  await page.close();
  return times;
}

let over = false;
for (const [i, size] of SIZES.entries()) {
  const documents = [...real, ...range(real.length, size).map(imitation)];
  const index = brotliCompressSync(JSON.stringify(documents)).length / 1000;
  let search = createSearch(documents);
  const making = cpu(() => {
    search = createSearch(documents);
  });
  const asked = queries.map((query) => cpu(() => search(query)));
  const drawn = await keystrokes(documents);
  over ||=
    (mean(asked) as number) > limits.query ||
    (quantile(drawn, 0.5) as number) > (limits.keystroke[i] as number);
  const ms = (value: number | undefined) => `${value?.toFixed(1)} ms`;
  console.log(
    `${size} entries: index ${index.toFixed(1)} kB, made in ${ms(making)}; a query ${ms(mean(asked))} of CPU on average, ${ms(max(asked))} at most; keystroke to picture ${ms(quantile(drawn, 0.5))} at the median, ${ms(max(drawn))} at most`,
  );
}
await browser.close();
server.close();
if (over) process.exitCode = 1;
