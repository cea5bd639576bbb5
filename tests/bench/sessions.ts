/**
 * The built site in a real browser: `npm run bench:demos -- [new seeds, 200] [demo …]` (after `npm run build`). For each
 * demo, with the page's CPU four times slower: from the tap on Play to the first change, and to the end of the default run.
 * Then Play and New seed by turns: tensors, heap and workers must stay flat.
 */
import { readdirSync } from 'node:fs';
import { serve } from '../../lib/build/serve.mjs';
import { goLive } from '../browser/live.ts';
import { launch, tensorsOf } from './browser.ts';

const SLOWER = 4;
const [given = '200', ...only] = process.argv.slice(3);
const rounds = Number(given);
const ids = readdirSync('components/demos').map((file) => file.replace(/\.tsx$/, ''));

const server = await serve({ folder: 'out', port: 0 });
const browser = await launch();
let failed = 0;
for (const id of ids.filter((name) => only.length === 0 || only.includes(name))) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(`${server.url}demos/${id}/`);
  const figure = page.locator('figure[data-demo]');
  await goLive(page);
  const status = () => figure.getByRole('status').first().innerText();
  const button = (name: string) => figure.getByRole('button', { name, exact: true });
  // A finger rests on the page a moment before it taps.
  await button('Play').hover();
  await page.waitForTimeout(300);
  const before = await status();
  const tapped = performance.now();
  await button('Play').click();
  await page.waitForFunction(
    (text) => document.querySelector('figure [role=status]')?.textContent !== text,
    before,
    { polling: 'raf' },
  );
  const changed = performance.now() - tapped;
  await button('Play').waitFor({ timeout: 120_000 });
  const ended = performance.now() - tapped;
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  const heap = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  };
  const newSeed = figure.getByRole('button', { name: /^New seed/ });
  let [heapBefore, tensorsBefore] = [0, 0];
  for (let i = 0; i < rounds; i++) {
    const old = await newSeed.innerText();
    await newSeed.click();
    await figure.getByRole('button', { name: old, exact: true }).waitFor({ state: 'detached' });
    // A moment of the run, so that there is something to leave behind.
    await page.waitForTimeout(60);
    // At once: a locator would wait for the run to end where it plays already.
    await figure.evaluate((root) =>
      [...root.querySelectorAll('button')].find((one) => one.textContent?.includes('Play'))?.click(),
    );
    if (i === Math.floor(rounds / 10)) {
      heapBefore = await heap();
      tensorsBefore = await tensorsOf(page);
    }
  }
  await button('Restart').click();
  await page.waitForTimeout(500);
  const [heapAfter, tensorsAfter, workers] = [await heap(), await tensorsOf(page), page.workers().length];
  const flat = workers <= 1 && tensorsAfter <= tensorsBefore * 1.5 + 10 && heapAfter < heapBefore + 8;
  if (rounds > 0 && !flat) failed += 1;
  console.log(
    `${rounds === 0 || flat ? 'ok' : 'GROWS'} ${id}: first change ${changed.toFixed(0)} ms, end ${(ended / 1000).toFixed(1)} s; after ${rounds} seeds tensors ${tensorsBefore} → ${tensorsAfter}, page heap ${heapBefore.toFixed(1)} → ${heapAfter.toFixed(1)} MB, workers ${workers}`,
  );
  await page.close();
}
await browser.close();
server.close();
if (failed) process.exitCode = 1;
