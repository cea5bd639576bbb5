import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { AnyValues } from '@/lib/sim/params';
import { POSTER_SEED } from '@/lib/sim/seed';
import type { TrialState } from '@/lib/sim/trial';
import { sharedWorker } from '@/lib/worker/client';
import { startHearing } from './redo.ts';
import { createSession, type DemoSpec } from './session.ts';
import { keepInAddress, restoreShared, share } from './share.ts';
import { watchSight } from './watch-sight.ts';

/** Shortest time between two drawings, in milliseconds: a curve costs about 15 on a slow machine. */
const FRAME = 80;
const FRAME_REDUCED_MOTION = 1000;

/** Ties a demo's session to the page: starts from the poster's run or the link's, keeps the address, rests out of sight. */
export function useDemo(
  figure: RefObject<HTMLElement | null>,
  { spec, values, poster }: { spec: DemoSpec; values: AnyValues; poster: TrialState | undefined },
) {
  const home = useMemo(() => ({ values, seed: POSTER_SEED, step: null }), [values]);
  const session = useMemo(() => createSession(spec, home, sharedWorker), [spec, home]);
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const { shown, playing, live, restoring } = state;
  useEffect(() => () => session.dispose(), [session]);

  useEffect(() => {
    if (!poster) return;
    session.showPoster(poster);
    restoreShared(spec, home, session);
  }, [poster, spec, home, session]);

  const drawn = poster !== undefined && shown !== null;
  useEffect(() => {
    // For components/frame/keep-drag.ts.
    if (drawn) figure.current?.dispatchEvent(new Event('live'));
  }, [drawn, figure]);

  // In the layout phase, so that no press is both heard here and kept by components/site/early.tsx.
  useLayoutEffect(() => {
    if (figure.current) startHearing(figure.current);
  }, [figure]);

  // The address always leads back to what is shown.
  const resting = !playing && restoring === null;
  useEffect(() => {
    if (live && resting && shown) keepInAddress(spec, session);
  }, [live, resting, shown, session, spec]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each state drawn is acknowledged once
  useEffect(() => {
    const lessMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setTimeout(session.drawn, lessMotion ? FRAME_REDUCED_MOTION : FRAME);
    return () => clearTimeout(timer);
  }, [shown, session]);

  const resume = useRef(false);
  useEffect(() => {
    if (!figure.current) return;
    return watchSight(figure.current, (seen) => {
      if (!seen && session.getState().playing) {
        resume.current = true;
        session.pause();
      } else if (seen && resume.current) {
        resume.current = false;
        session.play();
      }
    });
  }, [figure, session]);

  return {
    session,
    state,
    /** A handler for what the reader does to the run. */
    act: (action: () => void) => () => {
      resume.current = false;
      action();
    },
    share: () => share(spec, session),
  };
}
