'use client';

import { type ReactNode, useRef, useState } from 'react';
import type { AnySimulation, Shown, ViewProps } from '@/lib/sim';
import type { AnyValues } from '@/lib/sim/params';
import type { TrialState } from '@/lib/sim/trial';
import { Controls } from './controls.tsx';
import { DemoContext } from './demo-context.ts';
import { Failure, Trouble } from './messages.tsx';
import type { DemoSpec } from './session.ts';
import { Transport } from './transport.tsx';
import { useCalm } from './use-calm.ts';
import { useDemo } from './use-demo.ts';
import { isInstant, progressInWords } from './words.ts';

/** The state of a demo before it is live, as far as the page spells it out. */
export interface PosterText {
  state: Pick<TrialState, 'step' | 'status' | 'metrics' | 'diagnosis'>;
  summary: string;
  /** Where the whole state lies. */
  url: string;
}

/** Hosts one demo: poster or live view, controls, transport, and what they have come to in words. */
export function DemoFrame({
  spec,
  values,
  poster,
  posterText,
  children,
}: {
  spec: DemoSpec;
  /** This page's own settings. */
  values: AnyValues;
  poster: ReactNode;
  posterText: PosterText;
  children?: ReactNode;
}) {
  const figure = useRef<HTMLElement>(null);
  const demo = useDemo(figure, { spec, values, posterUrl: posterText.url });
  const { session, state, kit, act, loadFailure } = demo;
  const { shown, shownValues, pinned, failure, restoring } = state;
  const [showsData, setShowsData] = useState(false);

  const { maxSteps } = spec.schedule;
  const now = shown ?? { ...posterText.state, snapshot: null, history: { steps: [], values: {} } };
  const drawn = kit && shown && ({ ...shown, params: shownValues } as unknown as Shown<AnySimulation>);
  const summary = kit && drawn ? kit.summarize(kit.view, drawn) : posterText.summary;
  const spoken = useCalm(`${progressInWords(spec, now)} ${summary}`, state.playing ? 1000 : 0);

  return (
    <figure
      className="demo"
      data-demo={spec.id}
      ref={figure}
      onPointerEnter={demo.touch}
      onFocus={demo.touch}
    >
      <DemoContext value={{ session, spec, now, current: state.live && shownValues === state.values }}>
        {children}
        <div className="demo-view" data-live={drawn ? '' : undefined}>
          {kit && drawn ? (
            <kit.ErrorBoundary
              fallback={(error, draw) => (
                <Failure
                  what="This picture could not be drawn"
                  why={error.message}
                  onRetry={() => {
                    session.retry();
                    draw();
                  }}
                />
              )}
            >
              <kit.view.default
                {...(drawn as ViewProps<AnySimulation>)}
                pinned={pinned as unknown as Shown<AnySimulation> | null}
                setParam={(name, value) => session.setParam(String(name), value)}
              />
            </kit.ErrorBoundary>
          ) : (
            poster
          )}
        </div>
        <div className="failures">
          {failure !== null && (
            <Failure
              what={`The computation ${state.live ? 'does not answer' : 'stopped'}`}
              why={failure}
              onRetry={act(session.retry)}
            />
          )}
          {loadFailure !== null && (
            <Failure what="The demo could not be loaded" why={loadFailure} onRetry={demo.reload} />
          )}
        </div>
        <Transport
          session={session}
          state={state}
          steps={maxSteps > 0}
          showsData={showsData}
          act={act}
          onShare={demo.share}
          onData={() => setShowsData(!showsData)}
        />
        {maxSteps > 0 && !isInstant(now) && (
          <progress
            max={now.status === 'running' ? maxSteps : now.step}
            value={restoring ?? now.step}
            aria-label="Steps of this run"
          />
        )}
        <Controls
          specs={spec.params}
          values={state.values}
          onChange={(name, value) => act(() => session.setParam(name, value))()}
        />
        {kit && showsData && shown && <kit.DataTable spec={spec} state={shown} seed={state.seed} />}
        <figcaption>
          <p role="status">
            {restoring === null
              ? spoken
              : `Computing up to the step of the link: ${restoring} of ${maxSteps}.`}
          </p>
          {kit && pinned && shown && (
            <kit.Difference spec={spec} pinned={pinned} values={shownValues} now={shown} />
          )}
          {now.diagnosis && restoring === null && (
            <Trouble
              spec={spec}
              diagnosis={now.diagnosis}
              onReset={(reset) => act(() => session.apply(reset))()}
            />
          )}
          {state.notes.length > 0 && (
            <div className="notes" role="alert">
              {state.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </div>
          )}
        </figcaption>
      </DemoContext>
    </figure>
  );
}
