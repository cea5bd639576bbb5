import fc from 'fast-check';
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { installDom } from '@/lib/build/dom';
import type { AnySimulation, AnyValues, ParamSpecs, Shown, ViewProps } from '@/lib/sim';
import { createTrial } from '@/lib/sim/trial';
import { cases, seeds, valuesOf } from '../arbitrary.ts';
import { modelIds, slugs } from './folders.ts';

// Both React and TensorFlow.js look for a window when they load.
const document = installDom();
const { tf } = await import('@/lib/tf');
const { createRoot } = await import('react-dom/client');

interface ViewModule {
  default: (props: ViewProps<AnySimulation>) => React.ReactNode;
  summary: (shown: Shown<AnySimulation>) => string;
}

/** Demos about numbers that do not exist, and what they call them. */
const MEANT: Record<string, RegExp> = {
  'angle-or-length': /undefined/g,
  'leave-one-out-pipeline': /NaN/g,
  'move-the-bar': /undefined/g,
  'softmax-thermostat': /Infinity/g,
  'the-cliff': /NaN/g,
  'which-pair': /undefined/g,
};
const BROKEN = /NaN|undefined|Infinity|\[object/;
const DRAWN = 'd points transform style x y x1 x2 y1 y2 cx cy r width height'.split(' ');

/** All that a view draws with, and all it says. */
async function drawn(element: React.ReactNode): Promise<{ geometry: string; words: string }> {
  const host = document.createElement('div');
  const root = createRoot(host);
  await act(async () => root.render(element));
  const geometry = [...host.querySelectorAll('*')].flatMap((part) =>
    DRAWN.map((name) => part.getAttribute(name) ?? ''),
  );
  const labels = [...host.querySelectorAll('[aria-label]')].map((part) => part.getAttribute('aria-label'));
  const words = `${host.textContent} ${labels.join(' ')}`;
  await act(async () => root.unmount());
  return { geometry: geometry.join(' '), words };
}

describe.each(modelIds)('%s at random settings', async (id) => {
  const model: AnySimulation = (await import(`../../lib/models/${id}.ts`)).default;
  const { default: View, summary }: ViewModule = await import(`../../components/demos/${id}.tsx`);
  const specs: ParamSpecs = model.params;
  const live = Object.keys(specs).filter((name) => specs[name]?.live);
  const { maxSteps } = model.schedule;
  const said = (text: string) => text.replace(MEANT[id] ?? '', '');

  it('neither throws nor shows NaN, and says why where it stops', async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(specs), valuesOf(specs), seeds, async (values, others, seed) => {
        const before = tf.memory().numTensors;
        const later = {
          ...values,
          ...Object.fromEntries(live.map((name) => [name, others[name]])),
        } as AnyValues;
        const trial = createTrial(model, values, seed);
        const stateAfter = (steps: number, params: AnyValues) => {
          for (let i = 0; i < steps && trial.advance(); i++);
          const state = trial.state();
          expect(JSON.parse(JSON.stringify(state))).toEqual(state);
          if (state.status === 'diverged') expect(state.diagnosis).not.toBeNull();
          if (state.diagnosis) {
            const { message, param, reset, term, step } = state.diagnosis;
            expect(message).toMatch(/^\P{Ll}.*\.$/u);
            expect(said(message)).not.toMatch(BROKEN);
            expect(step).toBeLessThanOrEqual(state.step);
            if (param) expect(Object.keys(specs)).toContain(param);
            if (reset !== undefined) expect(typeof reset).toBe(typeof specs[param ?? '']?.default);
            if (term) expect(slugs).toContain(term);
          }
          return { ...state, params } as unknown as Shown<AnySimulation>;
        };
        const pinned = stateAfter(Math.min(30, Math.ceil(maxSteps / 10)), values);
        if (live.length > 0) trial.set(later);
        const shown = stateAfter(1, later);
        trial.dispose();
        expect(tf.memory().numTensors).toBe(before);
        const { geometry, words } = await drawn(<View {...shown} pinned={pinned} setParam={() => {}} />);
        expect(geometry).not.toMatch(BROKEN);
        expect(said(`${words} ${summary(shown)}`)).not.toMatch(BROKEN);
        expect(summary(shown)).toMatch(/^\S.*\.$/);
      }),
      cases(1),
    );
  });
});
