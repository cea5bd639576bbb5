import type { Session, SessionState } from './session.ts';

/** The buttons of every demo; one without steps has nothing to play. */
export function Transport({
  session,
  state: { playing, seed, pinned, shown },
  steps,
  showsData,
  act,
  onShare,
  onData,
}: {
  session: Session;
  state: SessionState;
  steps: boolean;
  showsData: boolean;
  act: (action: () => void) => () => void;
  onShare: () => void;
  onData: () => void;
}) {
  return (
    <div className="transport">
      {steps && (
        <>
          <button type="button" className="primary" onClick={act(playing ? session.pause : session.play)}>
            <span aria-hidden="true">{playing ? '‖ ' : '▶ '}</span>
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
        New seed<span aria-hidden="true"> · {seed}</span>
      </button>
      <span className="transport-gap" />
      <button type="button" aria-pressed={pinned !== null} onClick={act(session.togglePin)} disabled={!shown}>
        Pin
      </button>
      <button type="button" onClick={onShare}>
        Share
      </button>
      <button type="button" aria-expanded={showsData} onClick={act(onData)}>
        Data
      </button>
    </div>
  );
}
