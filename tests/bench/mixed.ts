/**
 * A reader who stays for hours, at speed: `npm run bench:mixed -- [actions, 1440] [seed, 1]` (after `npm run build`). Two hours
 * at one action every five seconds: buttons, sliders, choices, cells, search, previews, light and dark, on six entries
 * by turns, in two rounds. Fails where heap, DOM nodes, listeners or tensors of an open entry grow, or a second worker
 * is there.
 */
import { chromium, type Page } from 'playwright-core';
import { serve } from '../../lib/build/serve.mjs';
import { createRng } from '../../lib/sim/index.ts';
import { BROWSER_SWITCHES, findBrowser } from '../browser/browser.ts';
import { goLive } from '../browser/live.ts';

const [given = '1440', seed = '1'] = process.argv.slice(3);
const ENTRIES = ['adam', 'word2vec', 'confusion-matrix', 'reinforcement-learning', 'activation', 'lstm'];
const ROUNDS = 2;
/** Actions after which an entry has loaded what it loads on demand. */
const EARLY = 20;
const rng = createRng(Number(seed));
const one = <T>(of: readonly T[]) => of[rng.int(of.length)] as T;

const server = await serve({ folder: 'out', port: 0 });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...BROWSER_SWITCHES, '--js-flags=--expose-gc'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const errors: string[] = [];
page.on('pageerror', (error) => errors.push(String(error)));
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable');

/** Does to the nth of what a selector finds, by chance, whatever a reader does to it; to nothing where there is none. */
async function anyOf(selector: string, act: (target: ReturnType<Page['locator']>) => Promise<unknown>) {
  const count = await page.locator(selector).count();
  if (count > 0) await act(page.locator(selector).nth(rng.int(count)));
}
const click = { timeout: 2000, noWaitAfter: true };
const actions: readonly (() => Promise<unknown>)[] = [
  () => anyOf('.transport button:enabled, .choices button:enabled', (button) => button.click(click)),
  () => anyOf('.transport .primary', (button) => button.click(click)),
  () => anyOf('.controls input[type=range]', (slider) => slider.press(one(['ArrowLeft', 'ArrowRight']))),
  () =>
    anyOf('.controls select', async (select) => {
      const options = await select.locator('option').count();
      await select.selectOption({ index: rng.int(options) });
    }),
  () =>
    anyOf('figure [role=gridcell], figure [role=slider]:not(input)', (cell) =>
      cell.press(one(['Enter', 'ArrowRight'])),
    ),
  () => anyOf('main p a[href*="/terms/"]', (link) => link.hover(click)),
  async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(one(['sgd', 'why do gradients vanish', 'droput', 'zzqq']));
    await page.keyboard.press('Escape');
  },
  () => page.locator('.theme-switch').click(click),
];

/** The page at rest: nothing played, pinned or unfolded. */
async function measure() {
  const demo = page.locator('figure[data-demo]');
  for (const pressed of ['[aria-expanded=true]', '[aria-pressed=true]'])
    for (const button of await demo.locator(`.transport button${pressed}`).all()) await button.click(click);
  await demo.getByRole('button', { name: 'Restart' }).click(click);
  await page.waitForTimeout(500);
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const tensors = await page
    .workers()[0]
    ?.evaluate(
      () => (globalThis as { _tfengine?: { state: { numTensors: number } } })._tfengine?.state.numTensors,
    );
  return {
    heap: of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    tensors: tensors ?? 0,
    workers: page.workers().length,
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;
const visits: { entry: string; from: Measured; to: Measured }[] = [];
const each = Math.max(2 * EARLY, Math.round(Number(given) / ROUNDS / ENTRIES.length));
let refused = 0;
async function act(times: number) {
  for (let i = 0; i < times; i++)
    // What has just gone, or lies under something, cannot be pressed: a reader looks for something else.
    await one(actions)().catch(() => {
      refused += 1;
    });
  await page.keyboard.press('Escape');
  return measure();
}
for (let round = 0; round < ROUNDS; round++)
  for (const entry of ENTRIES) {
    await page.goto(`${server.url}terms/${entry}/`);
    await goLive(page);
    visits.push({ entry, from: await act(EARLY), to: await act(each - EARLY) });
  }
await browser.close();
server.close();

let failed = errors.length;
for (const { entry, from, to } of visits) {
  const flat =
    to.workers <= 1 &&
    to.heap < from.heap + 8 &&
    to.nodes < from.nodes * 1.5 &&
    to.listeners < from.listeners * 1.5 &&
    to.tensors <= from.tensors * 1.5 + 10;
  if (!flat) failed += 1;
  console.log(
    `${flat ? 'flat' : 'GROWS'} ${entry}: heap ${from.heap.toFixed(1)} → ${to.heap.toFixed(1)} MB, nodes ${from.nodes} → ${to.nodes}, listeners ${from.listeners} → ${to.listeners}, tensors ${from.tensors} → ${to.tensors}, workers ${to.workers}`,
  );
}
console.log(`${each * visits.length} actions, ${refused} refused; errors: ${errors.join('; ') || 'none'}`);
if (failed) process.exitCode = 1;
