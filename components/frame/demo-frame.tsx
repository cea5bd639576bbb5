'use client';

import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AnySimulation, Shown, ViewProps } from '@/lib/sim';
import type { AnyValues } from '@/lib/sim/params';
import { POSTER_SEED } from '@/lib/sim/seed';
import type { TrialState } from '@/lib/sim/trial';
import { termPath, withBase } from '@/lib/site';
import { sharedWorker } from '@/lib/worker/client';
import { Controls } from './controls.tsx';
import { DemoContext } from './demo-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import type { ViewModule } from './live.ts';
import { createSession, type DemoSpec } from './session.ts';
import { useCalm } from './use-calm.ts';
import { useNear, useSight } from './use-sight.ts';
import { isInstant, progressInWords } from './words.ts';

/** Shortest time between two drawings: a curve costs about 15 ms on a slow machine. */
const FRAME = 80;
const FRAME_REDUCED_MOTION = 1000;

/** The state of a demo before it is live, as far as the page spells it out. */
export interface PosterText {
  state: Pick<TrialState, 'step' | 'status' | 'metrics' | 'diagnosis'>;
  summary: string;
  /** Where the whole state lies. */
  url: string;
}

type Live = typeof import('./live.ts');
type Kit = Live & { view: ViewModule };

async function loadKit(id: string): Promise<Kit> {
  const live = await import('./live.ts');
  return { ...live, view: await live.loadView(id) };
}

const readerWantsLessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Hosts one demo: poster or live view, controls, transport, and what they have come to in words. */
export function DemoFrame(props: {
  spec: DemoSpec;
  /** This page's own settings. */
  values: AnyValues;
  poster: ReactNode;
  posterText: PosterText;
  children?: ReactNode;
}) {
  const { spec, posterText } = props;
  const home = useMemo(() => ({ values: props.values, seed: POSTER_SEED, step: null }), [props.values]);
  const session = useMemo(() => createSession(spec, home, sharedWorker), [spec, home]);
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const { values, shown, playing, live, pinned, failure, restoring } = state;

  const figure = useRef<HTMLElement>(null);
  const near = useNear(figure, '300px');
  const [touched, setTouched] = useState(false);
  const wanted = near || touched;
  const [kit, setKit] = useState<Kit | null>(null);
  const [viewFailure, setViewFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [showData, setShowData] = useState(false);

  useEffect(() => () => session.dispose(), [session]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    setViewFailure(null);
    const poster: Promise<TrialState> = fetch(posterText.url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
      return answer.json();
    });
    Promise.all([loadKit(spec.id), poster])
      .then(([loaded, run]) => {
        if (left) return;
        session.showPoster(run);
        setKit(loaded);
      })
      .catch((error: Error) => {
        if (!left) setViewFailure(error.message);
      });
    return () => {
      left = true;
    };
  }, [wanted, attempt, spec.id, posterText.url, session]);

  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    if (!['seed', 'step', ...Object.keys(spec.params)].some((name) => query.has(name))) return;
    setTouched(true);
    import('./live.ts').then(({ decodeState }) => {
      const { state: asked, notes } = decodeState(query, spec.params, spec.schedule, home);
      session.restore(asked, notes);
    });
  }, [session, spec, home]);

  // The address always leads back to what is shown, without filling the history.
  const resting = !playing && restoring === null;
  useEffect(() => {
    if (!live || !resting || !shown) return;
    const url = new URL(window.location.href);
    for (const name of ['seed', 'step', ...Object.keys(spec.params)]) url.searchParams.delete(name);
    for (const [name, value] of session.query()) url.searchParams.set(name, value);
    window.history.replaceState(window.history.state, '', url);
  }, [live, resting, shown, session, spec]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each state drawn is acknowledged once
  useEffect(() => {
    const timer = setTimeout(session.drawn, readerWantsLessMotion() ? FRAME_REDUCED_MOTION : FRAME);
    return () => clearTimeout(timer);
  }, [shown, session]);

  const resume = useRef(false);
  const onSight = useCallback(
    (seen: boolean) => {
      const { playing: moving } = session.getState();
      if (!seen && moving) {
        resume.current = true;
        session.pause();
      } else if (seen && resume.current) {
        resume.current = false;
        session.play();
      }
    },
    [session],
  );
  useSight(figure, onSight);

  const act = (action: () => void) => () => {
    setTouched(true);
    resume.current = false;
    action();
  };

  async function share() {
    const url = new URL(window.location.href);
    for (const [name, value] of session.query()) url.searchParams.set(name, value);
    window.history.replaceState(window.history.state, '', url);
    try {
      await navigator.clipboard.writeText(url.href);
      session.note('The link to exactly this state is copied.');
    } catch {
      session.note(`This link leads to exactly this state: ${url.href}`);
    }
  }

  const now = shown ?? { ...posterText.state, snapshot: null, history: { steps: [], values: {} } };
  const drawn =
    kit && shown ? ({ ...shown, params: state.shownValues } as unknown as Shown<AnySimulation>) : null;
  const summary = kit && drawn ? kit.view.summary(drawn) : posterText.summary;
  const { maxSteps } = spec.schedule;
  const spoken = useCalm(`${progressInWords(spec, now)} ${summary}`, playing ? 1000 : 0);
  const diagnosis = now.diagnosis;

  return (
    <figure className="demo" data-demo={spec.id} ref={figure} onPointerEnter={() => setTouched(true)}>
      <DemoContext value={{ session, spec, now, live }}>
        {props.children}
        <div className="demo-body">
          <div className="demo-view" data-live={drawn ? '' : undefined}>
            {kit && drawn ? (
              <ErrorBoundary
                fallback={(error, retry) => (
                  <Failure
                    what="This picture could not be drawn"
                    why={error.message}
                    onRetry={() => {
                      session.retry();
                      retry();
                    }}
                  />
                )}
              >
                <kit.view.default
                  {...(drawn as ViewProps<AnySimulation>)}
                  pinned={pinned as unknown as Shown<AnySimulation> | null}
                  setParam={(name, value) => session.setParam(String(name), value)}
                />
              </ErrorBoundary>
            ) : (
              props.poster
            )}
          </div>
          <Controls
            specs={spec.params}
            values={values}
            onChange={(name, value) => act(() => session.setParam(name, value))()}
          />
        </div>

        {(failure ?? viewFailure) !== null && (
          <Failure
            what={failure !== null ? 'The computation stopped' : 'The demo could not be loaded'}
            why={failure ?? viewFailure ?? ''}
            onRetry={() => {
              if (viewFailure !== null) setAttempt((n) => n + 1);
              if (failure !== null) session.retry();
            }}
          />
        )}

        <div className="transport">
          {maxSteps > 0 && (
            <>
              <button type="button" className="primary" onClick={act(playing ? session.pause : session.play)}>
                <span aria-hidden="true">{playing ? '❚❚ ' : '▶ '}</span>
                {playing ? 'Pause' : 'Play'}
              </button>
              <button type="button" onClick={act(session.step)}>
                Step
              </button>
              <button type="button" onClick={act(session.restart)}>
                Restart
              </button>
            </>
          )}
          <button type="button" onClick={act(session.newSeed)}>
            New seed<span aria-hidden="true"> · {state.seed}</span>
          </button>
          <span className="transport-gap" />
          <button
            type="button"
            aria-pressed={pinned !== null}
            onClick={act(session.togglePin)}
            disabled={!shown}
          >
            Pin
          </button>
          <button type="button" onClick={share}>
            Share
          </button>
          <button type="button" aria-expanded={showData} onClick={act(() => setShowData(!showData))}>
            Data
          </button>
        </div>
        {maxSteps > 0 && !isInstant(now) && (
          <progress
            max={now.status === 'running' ? maxSteps : now.step}
            value={restoring ?? now.step}
            aria-label="Steps of this run"
          />
        )}
        <figcaption>
          <p role="status">
            {restoring === null
              ? spoken
              : `Computing up to the step of the link: ${restoring} of ${maxSteps}.`}
          </p>
          {kit && pinned && shown && (
            <kit.Difference spec={spec} pinned={pinned} values={state.shownValues} now={shown} />
          )}
          {diagnosis && restoring === null && (
            <p className="diagnosis">
              {diagnosis.message}{' '}
              {diagnosis.term && <a href={withBase(termPath(diagnosis.term))}>Why this happens</a>}{' '}
              {diagnosis.param !== undefined && diagnosis.reset !== undefined && (
                <button
                  type="button"
                  onClick={act(() =>
                    session.apply({ [diagnosis.param as string]: diagnosis.reset as number }),
                  )}
                >
                  Set {spec.params[diagnosis.param]?.label.toLowerCase()} to {String(diagnosis.reset)}
                </button>
              )}
            </p>
          )}
          {state.notes.length > 0 && (
            <div className="notes" role="alert">
              {state.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </div>
          )}
        </figcaption>
        {kit && showData && shown && <kit.DataTable spec={spec} state={shown} seed={state.seed} />}
      </DemoContext>
    </figure>
  );
}

function Failure({ what, why, onRetry }: { what: string; why: string; onRetry: () => void }) {
  return (
    <div className="failure" role="alert">
      <p>
        {what} ({why}). The picture and the text stay as they were.
      </p>
      <button type="button" onClick={onRetry}>
        Retry
      </button>
    </div>
  );
}
