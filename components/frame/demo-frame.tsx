import { type ReactNode, type RefObject, useState } from 'react';
import type { AnySimulation, Shown, ViewProps } from '@/lib/sim';
import type { AnyValues } from '@/lib/sim/params';
import type { TrialState } from '@/lib/sim/trial';
import { Controls } from './controls.tsx';
import { DataTable } from './data-table.tsx';
import { DemoContext } from './demo-context.ts';
import { Difference } from './difference.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Failure } from './failure.tsx';
import type { Kit } from './live.tsx';
import { Prediction } from './prediction.tsx';
import type { DemoSpec } from './session.ts';
import { Transport } from './transport.tsx';
import { Trouble } from './trouble.tsx';
import { useCalm } from './use-calm.ts';
import { useDemo } from './use-demo.ts';
import { isInstant, progressInWords } from './words.ts';

export interface DemoProps {
  spec: DemoSpec;
  /** This page's own settings. */
  values: AnyValues;
  poster: ReactNode;
  /** The state of a demo before it is live, as far as the page spells it out. */
  posterText: {
    state: Pick<TrialState, 'step' | 'status' | 'metrics' | 'diagnosis'>;
    summary: string;
  };
  children?: ReactNode;
  /** Its parent element. */
  figure: RefObject<HTMLElement | null>;
}

/**
 * Hosts one demo: poster or live view, controls, transport, and what they have come to in words. Without `kit` it is
 * what stands in the page's HTML.
 */
export default function DemoFrame({
  spec,
  values,
  poster,
  posterText,
  children,
  figure,
  kit,
}: DemoProps & { kit?: Kit }) {
  const demo = useDemo(figure, { spec, values, poster: kit?.poster });
  const { session, state, act } = demo;
  const { shown, shownValues, pinned, failure, restoring } = state;
  const [showsData, setShowsData] = useState(false);

  const { maxSteps } = spec.schedule;
  const now = shown ?? { ...posterText.state, snapshot: null, history: { steps: [], values: {} } };
  const drawn = kit && shown && ({ ...shown, params: shownValues } as unknown as Shown<AnySimulation>);
  const summary = kit && drawn ? kit.summarize(drawn) : posterText.summary;
  const spoken = useCalm(`${progressInWords(spec, now)} ${summary}`, state.playing ? 1000 : 0);

  return (
    <DemoContext
      value={{ session, spec, now, current: state.live && shownValues === state.values, Prediction }}
    >
      {children}
      <div className="demo-view" data-live={drawn ? '' : undefined}>
        {kit && drawn ? (
          <ErrorBoundary
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
            <kit.View
              {...(drawn as ViewProps<AnySimulation>)}
              pinned={pinned as unknown as Shown<AnySimulation> | null}
              setParam={(name, value) => session.setParam(String(name), value)}
            />
          </ErrorBoundary>
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
      {showsData && shown && <DataTable spec={spec} state={shown} seed={state.seed} />}
      <figcaption>
        <p role="status">
          {restoring === null ? spoken : `Computing up to the step of the link: ${restoring} of ${maxSteps}.`}
        </p>
        {pinned && shown && <Difference spec={spec} pinned={pinned} values={shownValues} now={shown} />}
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
  );
}
