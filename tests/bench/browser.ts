import { chromium, type Page } from 'playwright-core';
import { BROWSER_SWITCHES, findBrowser } from '../browser/browser.ts';

export const launch = () =>
  chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_SWITCHES, '--js-flags=--expose-gc'] });

/** Tensors in the page's worker: TensorFlow.js keeps its engine on the global object of its thread. */
export async function tensorsOf(page: Page): Promise<number> {
  const held = await page
    .workers()[0]
    ?.evaluate(
      () => (globalThis as { _tfengine?: { state: { numTensors: number } } })._tfengine?.state.numTensors,
    );
  return held ?? 0;
}
