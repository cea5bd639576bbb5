/**
 * What a first visit costs, here and in other generators' pages of the same entries: `npm run bench:site -- [rounds, 7]`
 * (after `npm run build`). The pages are opened by turns, each in a fresh browser profile, with the CPU four times slower, 1.6 Mbit/s
 * and 150 ms; medians, and the medians of each round's ratio to ours.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { median } from 'd3-array';
import { type Browser, chromium } from 'playwright-core';
import { serve } from '../../lib/build/serve.mjs';
import { BROWSER_SWITCHES, findBrowser } from '../browser/browser.ts';
import { buildPeers } from './peers.ts';

const rounds = Number(process.argv[3] ?? 7);
const ENTRIES = ['terms/adam/', 'terms/embedding/', 'terms/convolutional-network/'];
const HOME = '';
/** Milliseconds without traffic after which a page counts as loaded. */
const SETTLED = 1000;

type Figures = Record<
  'requests' | 'kilobytes' | 'FCP ms' | 'LCP ms' | 'TBT ms' | 'CLS' | 'main thread ms',
  number
>;

/** Runs in the page. */
function observe() {
  const seen = { fcp: 0, lcp: 0, cls: 0, long: [] as [number, number][] };
  Object.assign(globalThis, { seen });
  const watch = (type: string, each: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.fcp = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => {
    seen.lcp = startTime;
  });
  watch('layout-shift', (entry) => {
    seen.cls += (entry as unknown as { value: number }).value;
  });
  watch('longtask', ({ startTime, duration }) => {
    seen.long.push([startTime, duration]);
  });
}

async function visit(browser: Browser, url: string): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const speed = 1.6e6 / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: speed,
    uploadThroughput: speed,
  });
  let [requests, bytes, last] = [0, 0, performance.now()];
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('http')) requests += 1;
    last = performance.now();
  });
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    last = performance.now();
  });
  await page.addInitScript(observe);
  const response = await page.goto(url, { waitUntil: 'load' });
  if (!response?.ok()) throw new Error(`${url} answered ${response?.status()}`);
  while (performance.now() - last < SETTLED) await page.waitForTimeout(100);
  const { metrics } = await cdp.send('Performance.getMetrics');
  const { fcp, lcp, cls, long } = await page.evaluate(
    () =>
      (globalThis as unknown as { seen: { fcp: number; lcp: number; cls: number; long: [number, number][] } })
        .seen,
  );
  await context.close();
  return {
    requests,
    kilobytes: bytes / 1000,
    'FCP ms': fcp,
    'LCP ms': lcp,
    'TBT ms': long
      .filter(([start]) => start >= fcp)
      .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0),
    CLS: cls,
    'main thread ms': 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0),
  };
}

/** Serves a copy whose pages under test, scripts and styles are compressed as a content delivery network would. */
async function serveCompressed(name: string, folder: string) {
  const copy = join('.cache/peers/served', name);
  cpSync(folder, copy, { recursive: true });
  const pages = [HOME, ...ENTRIES].map((page) => `${page}index.html`);
  const assets = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css)$/.test(file),
  );
  for (const file of [...pages, ...assets])
    writeFileSync(join(copy, `${file}.br`), brotliCompressSync(readFileSync(join(copy, file))));
  return { name, ...(await serve({ folder: copy, port: 0 })) };
}

const sites = await Promise.all(
  Object.entries({ lexigrad: 'out', ...buildPeers() }).map(([name, folder]) => serveCompressed(name, folder)),
);
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_SWITCHES });
const digits = (value: number | undefined) =>
  Number.isFinite(value) ? String(Number((value as number).toPrecision(3))) : '–';
for (const [kind, pages] of Object.entries({ entry: ENTRIES, home: [HOME] })) {
  const visits: Record<string, Figures>[] = [];
  for (let round = 0; round < rounds; round++)
    for (const page of pages) {
      const figures: Record<string, Figures> = {};
      for (const { name, url } of sites) figures[name] = await visit(browser, url + page);
      visits.push(figures);
    }
  console.log(
    `\n${kind} (${visits.length} visits each), medians; in brackets ours divided by theirs, paired`,
  );
  console.table(
    Object.fromEntries(
      Object.keys(visits[0]?.lexigrad ?? {}).map((figure) => {
        const of = (name: string) =>
          visits.map((figures) => figures[name]?.[figure as keyof Figures] ?? Number.NaN);
        const ours = of('lexigrad');
        const cells = sites.map(({ name }) => {
          const ratio = median(of(name), (theirs, i) => (ours[i] as number) / theirs);
          return [
            name,
            name === 'lexigrad' ? digits(median(ours)) : `${digits(median(of(name)))} (${digits(ratio)})`,
          ];
        });
        return [figure, Object.fromEntries(cells)];
      }),
    ),
  );
}
await browser.close();
for (const { close } of sites) close();
