/** Makes posters, one at a time, for the process that forked this one. */
import { act } from 'react';
import type { AnySimulation, Shown, ViewProps } from '../sim/index.ts';
import { withDefaults } from '../sim/params.ts';
import { POSTER_SEED } from '../sim/seed.ts';
import { runTrial } from '../sim/trial.ts';
import { frozen, installDom } from './dom.ts';
import type { Poster, PosterRequest } from './poster-types.ts';

const document = installDom();
const { createRoot } = await import('react-dom/client');

interface ViewModule {
  default: (props: ViewProps<AnySimulation>) => React.ReactNode;
  summary: (shown: Shown<AnySimulation>) => string;
}

/** What makes sense only while the page is live. */
function prune(root: Element) {
  for (const element of root.querySelectorAll('.recharts-tooltip-wrapper, [class*="recharts"] > title'))
    element.remove();
  for (const element of root.querySelectorAll('[role="slider"], [role="button"]')) {
    for (const { name } of [...element.attributes])
      if (/^(role|tabindex|aria-.*|data-cell)$/.test(name)) element.removeAttribute(name);
  }
  for (const element of root.querySelectorAll('[tabindex="-1"]')) element.removeAttribute('tabindex');
}

/** Coordinates to a hundredth of a pixel: recharts writes sixteen digits. */
function round(root: Element) {
  for (const element of root.querySelectorAll('svg *'))
    for (const { name, value } of [...element.attributes])
      if (/^(d|points|transform|c?[xy][12]?|r|width|height)$/.test(name))
        element.setAttribute(name, value.replace(/(\.\d\d)\d+/g, '$1'));
}

function tileOf(root: Element): string {
  const tile = root.querySelector('[data-tile]')?.cloneNode(true) as Element | undefined;
  if (!tile) throw new Error('the view marks no plot as `tile`');
  for (const element of tile.querySelectorAll(
    '.plot-title, .axis-name, .legend, .images span, text:not(.glyphs), .handle, .add-point, .edge-target',
  ))
    element.remove();
  for (const element of tile.querySelectorAll('[clip-path]')) element.removeAttribute('clip-path');
  for (const element of tile.querySelectorAll('[role], [aria-label]')) {
    element.removeAttribute('role');
    element.removeAttribute('aria-label');
  }
  return tile.innerHTML;
}

async function makePoster({ demo, preset }: PosterRequest): Promise<Poster> {
  const model: AnySimulation = (await import(`../models/${demo}.ts`)).default;
  const { default: View, summary }: ViewModule = await import(`../../components/demos/${demo}.tsx`);
  const state = runTrial(model, preset, POSTER_SEED, model.schedule.posterSteps);
  const shown = { ...state, params: withDefaults(model.params, preset) } as unknown as Shown<AnySimulation>;
  const host = document.createElement('div');
  const root = createRoot(host);
  await act(async () => root.render(<View {...shown} pinned={null} setParam={() => {}} />));
  const picture = await frozen(host);
  prune(picture);
  round(picture);
  const { params, metrics, schedule } = model;
  const poster = {
    markup: picture.innerHTML,
    tile: tileOf(picture),
    summary: summary(shown),
    state,
    params,
    metrics,
    schedule,
  };
  await act(async () => root.unmount());
  return poster;
}

process.on('message', async (request: PosterRequest) => {
  try {
    process.send?.({ poster: await makePoster(request) });
  } catch (error) {
    process.send?.({ error: `poster of ${request.demo}: ${error instanceof Error ? error.stack : error}` });
  }
});
