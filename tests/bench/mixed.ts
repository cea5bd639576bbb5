/**
 * A reader who stays for hours, at speed: `npm run bench:mixed -- [actions, 1440] [seed, 1]` (after `npm run build`). Two hours
 * at one action every five seconds: buttons, sliders, choices, parts of pictures, search, previews, light and dark, on six entries
 * by turns, in two rounds. Fails where heap, DOM nodes, listeners or tensors of an open entry grow, a second worker
 * is there, or something could never be done.
 */
import type { Locator } from 'playwright-core';
import { serve } from '../../lib/build/serve.mjs';
import { createRng } from '../../lib/sim/index.ts';
import { goLive } from '../browser/live.ts';
import { launch, tensorsOf } from './browser.ts';

const [given = '1440', seed = '1'] = process.argv.slice(3);
const ENTRIES = ['adam', 'word2vec', 'confusion-matrix', 'reinforcement-learning', 'activation', 'lstm'];
const ROUNDS = 2;
/** Actions after which an entry has loaded what it loads on demand. */
const EARLY = 20;
const rng = createRng(Number(seed));
const one = <T>(of: readonly T[]) => of[rng.int(of.length)] as T;

const server = await serve({ folder: 'out', port: 0 });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const errors: string[] = [];
page.on('pageerror', (error) => errors.push(String(error)));
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable');

/** Does something to one of what a selector finds; rejects where there is none. */
async function anyOf(selector: string, act: (target: Locator) => Promise<unknown>) {
  const count = await page.locator(selector).count();
  if (count === 0) throw new Error(`no ${selector}`);
  await act(page.locator(selector).nth(rng.int(count)));
}
const click = { timeout: 2000, noWaitAfter: true };
const actions = {
  button: () => anyOf('.transport button:enabled, .choices button:enabled', (button) => button.click(click)),
  play: () => anyOf('.transport .primary', (button) => button.click(click)),
  slider: () =>
    anyOf('.controls input[type=range]', (slider) => slider.press(one(['ArrowLeft', 'ArrowRight']))),
  choice: () =>
    anyOf('.controls select', async (select) => {
      const options = await select.locator('option').count();
      await select.selectOption({ index: rng.int(options) });
    }),
  picture: () =>
    anyOf('.plot :is([role=button], [role=slider])', (part) => part.press(one(['Enter', 'ArrowRight']))),
  preview: () => anyOf('main p a[href*="/terms/"]', (link) => link.hover(click)),
  async search() {
    await page.keyboard.press('/');
    await page.keyboard.type(one(['sgd', 'why do gradients vanish', 'droput', 'zzqq']));
    await page.keyboard.press('Escape');
  },
  theme: () => page.locator('.theme-switch').click(click),
};
const kinds = Object.keys(actions) as (keyof typeof actions)[];
const done = new Map(kinds.map((kind) => [kind, 0]));

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
  return {
    heap: of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    tensors: await tensorsOf(page),
    workers: page.workers().length,
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;
const visits: { entry: string; from: Measured; to: Measured }[] = [];
const each = Math.max(2 * EARLY, Math.round(Number(given) / ROUNDS / ENTRIES.length));
async function act(times: number) {
  for (let i = 0; i < times; i++) {
    const kind = one(kinds);
    // What is not here, or lies under something, cannot be pressed: a reader looks for something else.
    await actions[kind]().then(
      () => done.set(kind, (done.get(kind) ?? 0) + 1),
      () => {},
    );
  }
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

let failed = errors.length + [...done.values()].filter((times) => times === 0).length;
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
const kindly = [...done].map(([kind, times]) => `${kind} ${times}`).join(', ');
console.log(`${each * visits.length} tried, done: ${kindly}; errors: ${errors.join('; ') || 'none'}`);
if (failed) process.exitCode = 1;
