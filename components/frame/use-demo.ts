import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AnyValues } from '@/lib/sim/params';
import { POSTER_SEED } from '@/lib/sim/seed';
import type { TrialState } from '@/lib/sim/trial';
import { sharedWorker } from '@/lib/worker/client';
import type { ViewModule } from './live.ts';
import { createSession, type DemoSpec } from './session.ts';
import { useNear } from './use-near.ts';

/** Shortest time between two drawings, in milliseconds: a curve costs about 15 on a slow machine. */
const FRAME = 80;
const FRAME_REDUCED_MOTION = 1000;

type Kit = typeof import('./live.ts') & { view: ViewModule };

/** The view and all that only a live demo needs, with the run its poster shows. */
async function load(id: string, posterUrl: string): Promise<{ kit: Kit; poster: TrialState }> {
  const live = await import('./live.ts');
  const [view, answer] = await Promise.all([live.loadView(id), fetch(posterUrl)]);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return { kit: { ...live, view }, poster: await answer.json() };
}

/** Ties a demo's session to the page: loads the live view when it is wanted, keeps the address, rests out of sight. */
export function useDemo(
  figure: RefObject<HTMLElement | null>,
  { spec, values, posterUrl }: { spec: DemoSpec; values: AnyValues; posterUrl: string },
) {
  const home = useMemo(() => ({ values, seed: POSTER_SEED, step: null }), [values]);
  const session = useMemo(() => createSession(spec, home, sharedWorker), [spec, home]);
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const { shown, playing, live, restoring } = state;
  useEffect(() => () => session.dispose(), [session]);

  const near = useNear(figure, '300px');
  const [touched, setTouched] = useState(false);
  const wanted = near || touched;
  const [kit, setKit] = useState<Kit | null>(null);
  const [loadFailure, setLoadFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    // Perhaps of a shared state.
    if (location.search) setTouched(true);
  }, []);

  // In the layout phase, so that no press is both heard here and kept by components/site/early.tsx.
  useLayoutEffect(() => {
    const { current } = figure;
    const tapped = current?.querySelector<HTMLElement>('[data-tapped]');
    tapped?.removeAttribute('data-tapped');
    current?.setAttribute('data-heard', '');
    if (tapped) setTimeout(() => tapped.click());
  }, [figure]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    setLoadFailure(null);
    load(spec.id, posterUrl).then(
      ({ kit: loaded, poster }) => {
        if (left) return;
        session.showPoster(poster);
        setKit(loaded);
        if (!session.getState().live) loaded.restoreShared(spec, home, session);
      },
      (error: Error) => {
        if (!left) setLoadFailure(error.message);
      },
    );
    return () => {
      left = true;
    };
  }, [wanted, attempt, spec, home, posterUrl, session]);

  // The address always leads back to what is shown.
  const resting = !playing && restoring === null;
  useEffect(() => {
    if (live && resting && shown) kit?.keepInAddress(spec, session);
  }, [kit, live, resting, shown, session, spec]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each state drawn is acknowledged once
  useEffect(() => {
    const lessMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setTimeout(session.drawn, lessMotion ? FRAME_REDUCED_MOTION : FRAME);
    return () => clearTimeout(timer);
  }, [shown, session]);

  const resume = useRef(false);
  useEffect(() => {
    if (!kit || !figure.current) return;
    return kit.watchSight(figure.current, (seen) => {
      if (!seen && session.getState().playing) {
        resume.current = true;
        session.pause();
      } else if (seen && resume.current) {
        resume.current = false;
        session.play();
      }
    });
  }, [kit, figure, session]);

  return {
    session,
    state,
    kit,
    loadFailure,
    reload: () => setAttempt(attempt + 1),
    /** The reader's hand is on the demo: what a run needs is fetched before the button is down. */
    touch() {
      setTouched(true);
      sharedWorker().prepare(spec.id);
    },
    /** A handler for what the reader does to the run. */
    act: (action: () => void) => () => {
      setTouched(true);
      resume.current = false;
      action();
    },
    share: () =>
      import('./live.ts').then(
        ({ share }) => share(spec, session),
        (error: Error) => setLoadFailure(error.message),
      ),
  };
}
