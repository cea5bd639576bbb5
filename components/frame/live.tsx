/** What a demo needs once the reader comes near: one script, fetched then. */
import type { ComponentType } from 'react';
import type { AnySimulation, Shown, ViewProps } from '@/lib/sim';
import type { TrialState } from '@/lib/sim/trial';
import { sharedWorker } from '@/lib/worker/client';
import DemoFrame, { type DemoProps } from './demo-frame.tsx';

interface ViewModule {
  default: ComponentType<ViewProps<AnySimulation>>;
  summary(shown: Shown<AnySimulation>): string;
}

/** What has been loaded for one demo. */
export interface Kit {
  View: ViewModule['default'];
  summarize: ViewModule['summary'];
  /** The run its poster shows. */
  poster: TrialState;
}

/** Once the reader's hand is on the demo, has the worker load its model: before the button is down. */
function prepareWhenTouched(figure: Element, id: string) {
  const prepare = () => sharedWorker().prepare(id);
  if (figure.matches(':hover, :focus-within')) prepare();
  else for (const type of ['pointerenter', 'focusin']) figure.addEventListener(type, prepare, { once: true });
}

/** A demo's frame with the view from the folder of views; `poster`: the answer that holds the run it starts from. */
export async function loadDemo(figure: Element, id: string, poster: Response) {
  prepareWhenTouched(figure, id);
  const [view, state] = await Promise.all([
    import(`../demos/${id}.tsx`) as Promise<ViewModule>,
    poster.json() as Promise<TrialState>,
  ]);
  const kit: Kit = {
    View: view.default,
    // A summary that fails must not take the page with it: the view beside it reports the fault.
    summarize(shown) {
      try {
        return view.summary(shown);
      } catch {
        return '';
      }
    },
    poster: state,
  };
  return (props: DemoProps) => <DemoFrame {...props} kit={kit} />;
}
