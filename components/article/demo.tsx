import type { ReactNode } from 'react';
import { SleepingDemo } from '@/components/browser';
import { loadPoster, posterKey } from '@/lib/build/posters';
import { withBase } from '@/lib/paths';
import { type AnyValues, withDefaults } from '@/lib/sim/params';
import { Static } from './static.tsx';

/** A demo with this page's settings: its poster at once, the live model when the reader comes near. */
export async function Demo({
  id,
  preset = {},
  children,
}: {
  id: string;
  preset?: Partial<AnyValues>;
  children?: ReactNode;
}) {
  const request = { demo: id, preset };
  const { markup, summary, state, params, metrics, schedule } = await loadPoster(request);
  const { step, status, diagnosis } = state;
  return (
    <SleepingDemo
      spec={{ id, params, metrics, schedule }}
      values={withDefaults(params, preset) as AnyValues}
      posterText={{
        state: { step, status, metrics: state.metrics, diagnosis },
        summary,
      }}
      posterUrl={withBase(`/posters/${posterKey(request)}.json`)}
      poster={<Static className="poster" html={markup} />}
    >
      {children}
    </SleepingDemo>
  );
}
