import type { AnyValues, ParamSpecs } from '@/lib/sim/params';
import type { Plan, RunnerState } from '@/lib/sim/runner';
import type { TrialState } from '@/lib/sim/trial';
import type { MetricSpec, Schedule } from '@/lib/sim/types';
import { type DemoState, encodeState, MAX_SEED } from '@/lib/sim/url';
import { coerce } from '@/lib/sim/values';
import type { RemoteRun, WorkerClient } from '@/lib/worker/client';

/** What the page knows of a simulation without loading it. */
export interface DemoSpec {
  id: string;
  params: ParamSpecs;
  metrics: Record<string, MetricSpec>;
  schedule: Schedule;
}

export interface PinnedRun extends TrialState {
  params: AnyValues;
}

export interface SessionState {
  values: AnyValues;
  seed: number;
  /** What is drawn: the poster's run, then the live one's. Null until either has arrived. */
  shown: TrialState | null;
  /** The settings of what is drawn; behind `values` while a new run starts. */
  shownValues: AnyValues;
  /** A run exists in the worker. */
  live: boolean;
  playing: boolean;
  /** The step reached on the way to a shared link's, computed as fast as possible; the picture waits for the end. */
  restoring: number | null;
  pinned: PinnedRun | null;
  /** Why the run is lost or, while it is live, seems stuck. */
  failure: string | null;
  notes: string[];
}

export interface Session {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
  /** The poster's run, for the live view to start from. */
  showPoster(state: TrialState): void;
  /** Settings, seed and step of a shared link. */
  restore(state: DemoState, notes: string[]): void;
  play(): void;
  pause(): void;
  step(): void;
  restart(): void;
  newSeed(): void;
  setParam(name: string, value: unknown): void;
  /** Several settings at once, then play. */
  apply(values: AnyValues): void;
  togglePin(): void;
  retry(): void;
  /** A message for the reader, or null to clear all. */
  note(text: string | null): void;
  drawn(): void;
  /** The query string that brings this state back. */
  query(): URLSearchParams;
  dispose(): void;
}

/** While a slider is dragged a run is not restarted more often than this, in milliseconds. */
const RESTART_DELAY = 100;
/** How long an answer of the worker may take before the reader is told, in milliseconds. It may yet come. */
const PATIENCE = 15_000;

/** The reader's side of a demo: settings, seed, the run in the worker, the pinned run. */
export function createSession(spec: DemoSpec, home: DemoState, client: () => WorkerClient): Session {
  const { schedule } = spec;
  const isFormula = schedule.maxSteps === 0;
  const listeners = new Set<() => void>();
  let run: RemoteRun | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** Asked to pause; the answer with the step where the run has come to rest is on its way. */
  let pausing = false;
  let state: SessionState = {
    values: home.values,
    seed: home.seed,
    shown: null,
    shownValues: home.values,
    live: false,
    playing: false,
    restoring: null,
    pinned: null,
    failure: null,
    notes: [],
  };

  function update(change: Partial<SessionState>) {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function expectAnswer() {
    clearTimeout(waiting);
    waiting = setTimeout(() => update({ failure: `nothing for ${PATIENCE / 1000} seconds` }), PATIENCE);
  }

  function send(command: Parameters<RemoteRun['send']>[0]) {
    if (!run) return;
    if (command.type !== 'drawn' || state.playing || state.restoring !== null) expectAnswer();
    run.send(command);
  }

  function leave() {
    clearTimeout(timer);
    clearTimeout(waiting);
    if (state.failure === null) run?.stop();
    else run?.kill();
    run = null;
  }

  function start(plan: Plan) {
    leave();
    pausing = false;
    const { values } = state;
    update({
      live: true,
      failure: null,
      playing: plan === 'play',
      restoring: typeof plan === 'object' ? 0 : null,
    });
    expectAnswer();
    run = client().start(
      spec.id,
      { values, seed: state.seed, plan },
      {
        onState({ playing, ...shown }: RunnerState) {
          clearTimeout(waiting);
          pausing &&= playing;
          if (state.restoring !== null && playing) {
            update({ restoring: shown.step, failure: null });
            send({ type: 'drawn' });
          } else update({ shown, shownValues: state.values, playing, restoring: null, failure: null });
        },
        onFailure(message) {
          clearTimeout(waiting);
          run = null;
          update({ failure: message, playing: false, restoring: null, live: false });
        },
      },
    );
  }

  const ended = () => state.shown?.status !== 'running';
  const playsOn = () => state.playing && !pausing;
  /** A reader who has paused in mid-run is left paused; one who watches sees the new run play. */
  const watching = () => !state.live || playsOn() || ended();
  const startAgain = () => start(isFormula ? 'wait' : watching() ? 'play' : 'wait');

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    showPoster(shown) {
      if (!state.shown) update({ shown });
    },
    restore({ values, seed, step }, notes) {
      update({ values, seed, notes });
      start(isFormula ? 'wait' : { step: step ?? schedule.posterSteps });
    },
    play() {
      if (!run || ended()) start('play');
      else {
        pausing = false;
        send({ type: 'play' });
        update({ playing: true });
      }
    },
    // Paused is what the worker says it is.
    pause() {
      pausing = true;
      send({ type: 'pause' });
    },
    step() {
      if (!run || ended()) start({ step: 1 });
      else send({ type: 'step', count: 1 });
    },
    restart: () => start(playsOn() ? 'play' : 'wait'),
    newSeed() {
      const notes = state.pinned
        ? ['The pin is off: another seed draws other data, so the runs no longer compare.']
        : [];
      update({ seed: (state.seed % MAX_SEED) + 1, pinned: null, notes });
      startAgain();
    },
    setParam(name, value) {
      const param = spec.params[name];
      const valid = param && coerce(param, value);
      if (valid === undefined) return;
      update({ values: { ...state.values, [name]: valid }, notes: [] });
      if (param?.live && run) {
        send({ type: 'set', values: state.values });
      } else if (isFormula) {
        start('wait');
      } else if (param?.live) {
        // The poster's run is not in the worker: one with this setting is brought to the same step.
        start({ step: state.shown?.step ?? schedule.posterSteps });
      } else {
        clearTimeout(timer);
        timer = setTimeout(startAgain, RESTART_DELAY);
      }
    },
    apply(values) {
      update({ values: { ...state.values, ...values }, notes: [] });
      start(isFormula ? 'wait' : 'play');
    },
    togglePin() {
      const { pinned, shown, shownValues } = state;
      update({ pinned: pinned || !shown ? null : { ...shown, params: shownValues } });
    },
    retry: () => start(isFormula ? 'wait' : 'play'),
    note: (text) => update({ notes: text === null ? [] : [text] }),
    drawn: () => send({ type: 'drawn' }),
    query() {
      const { shown, values, seed } = state;
      const atHome = !state.live || isFormula;
      return encodeState({ values, seed, step: atHome ? null : (shown?.step ?? null) }, home);
    },
    dispose() {
      leave();
      listeners.clear();
    },
  };
}
