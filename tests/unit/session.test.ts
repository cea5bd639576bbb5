import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSession, type DemoSpec } from '@/components/frame/session';
import { param } from '@/lib/sim';
import type { RunnerState } from '@/lib/sim/runner';
import type { RunHandlers, WorkerClient } from '@/lib/worker/client';

const spec: DemoSpec = {
  id: 'demo',
  params: {
    rate: param.number({ label: 'Rate', min: 0, max: 1, step: 0.1, default: 0.5 }),
    tint: param.toggle({ label: 'Tint', default: false, live: true }),
  },
  metrics: { loss: { label: 'loss' } },
  schedule: { posterSteps: 10, maxSteps: 10, stepsPerSecond: 5 },
};
const home = { values: { rate: 0.5, tint: false }, seed: 1, step: null };
const state = (step: number, more: Partial<RunnerState> = {}): RunnerState => ({
  step,
  status: 'running',
  snapshot: null,
  metrics: { loss: step },
  history: { steps: [], values: {} },
  diagnosis: null,
  playing: false,
  ...more,
});

function setUp() {
  const runs: {
    settings: Parameters<WorkerClient['start']>[1];
    sent: unknown[];
    stopped: boolean;
    killed: boolean;
    on: RunHandlers;
  }[] = [];
  const client: WorkerClient = {
    prepare: () => {},
    start(_, settings, on) {
      const run = { settings, sent: [] as unknown[], stopped: false, killed: false, on };
      runs.push(run);
      return {
        send: (command) => run.sent.push(command),
        stop: () => {
          run.stopped = true;
        },
        kill: () => {
          run.killed = true;
        },
      };
    },
  };
  const session = createSession(spec, home, () => client);
  return { session, runs, last: () => runs.at(-1) as (typeof runs)[number] };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('session', () => {
  it('starts no run before the reader does something', () => {
    const { session, runs } = setUp();
    session.showPoster(state(10, { status: 'done' }));
    expect(runs).toHaveLength(0);
    expect(session.query().size).toBe(0);
  });

  it('plays a fresh run from the poster, and the same run after a pause', () => {
    const { session, runs, last } = setUp();
    session.showPoster(state(10, { status: 'done' }));
    session.play();
    expect(last().settings).toEqual({ values: home.values, seed: 1, plan: 'play' });
    last().on.onState(state(3, { playing: true }));
    session.pause();
    last().on.onState(state(4));
    session.play();
    expect(runs).toHaveLength(1);
    expect(last().sent).toEqual([{ type: 'pause' }, { type: 'play' }]);
  });

  it('waits at step 0 when restarted on its way to a pause', () => {
    const { session, last } = setUp();
    session.play();
    last().on.onState(state(3, { playing: true }));
    session.pause();
    last().on.onState(state(4, { playing: true }));
    session.restart();
    expect(last().settings.plan).toBe('wait');
  });

  it('restarts with the same seed, and with the next one for New seed', () => {
    const { session, runs, last } = setUp();
    session.play();
    last().on.onState(state(5, { playing: true }));
    session.restart();
    expect(runs[0]?.stopped).toBe(true);
    expect(last().settings.seed).toBe(1);
    session.newSeed();
    expect(last().settings.seed).toBe(2);
  });

  it('restarts for a setting, once for a burst of changes; a live one goes to the run', () => {
    const { session, runs, last } = setUp();
    session.play();
    last().on.onState(state(5, { playing: true }));
    session.setParam('tint', true);
    expect(last().sent).toEqual([{ type: 'set', values: { rate: 0.5, tint: true } }]);
    for (const rate of [0.6, 0.7, 0.8]) session.setParam('rate', rate);
    vi.runAllTimers();
    expect(runs).toHaveLength(2);
    expect(last().settings).toEqual({ values: { rate: 0.8, tint: true }, seed: 1, plan: 'play' });
  });

  it('refuses what no control could give', () => {
    const { session, runs } = setUp();
    session.setParam('rate', Number.NaN);
    session.setParam('nothing', 1);
    vi.runAllTimers();
    expect(runs).toHaveLength(0);
    expect(session.getState().values).toEqual(home.values);
  });

  it('brings a shared link to its step before it draws', () => {
    const { session, last } = setUp();
    session.restore({ values: { rate: 0.2, tint: false }, seed: 9, step: 7 }, []);
    expect(last().settings.plan).toEqual({ step: 7 });
    last().on.onState(state(3, { playing: true }));
    expect(session.getState()).toMatchObject({ shown: null, restoring: 3 });
    expect(last().sent).toEqual([{ type: 'drawn' }]);
    last().on.onState(state(7));
    expect(session.getState()).toMatchObject({ shown: { step: 7 }, restoring: null });
    expect(String(session.query())).toBe('rate=0.2&seed=9&step=7');
  });

  it('keeps the pinned run with its settings, and lets it go with the seed', () => {
    const { session, last } = setUp();
    session.play();
    last().on.onState(state(5, { playing: true }));
    session.togglePin();
    expect(session.getState().pinned).toMatchObject({ step: 5, params: home.values });
    session.newSeed();
    expect(session.getState()).toMatchObject({
      pinned: null,
      notes: [expect.stringContaining('pin is off')],
    });
  });

  it('says that a run is lost and starts another on retry', () => {
    const { session, runs, last } = setUp();
    session.play();
    last().on.onFailure('gone');
    expect(session.getState()).toMatchObject({ failure: 'gone', playing: false, live: false });
    session.retry();
    expect(runs).toHaveLength(2);
    expect(session.getState().failure).toBeNull();
  });

  it('says that a run does not answer, takes that back when it does, and ends its worker on retry', () => {
    const { session, runs, last } = setUp();
    session.play();
    vi.advanceTimersByTime(14_000);
    expect(session.getState().failure).toBeNull();
    vi.advanceTimersByTime(2000);
    expect(session.getState()).toMatchObject({ failure: 'nothing for 15 seconds', live: true });
    last().on.onState(state(3, { playing: true }));
    expect(session.getState().failure).toBeNull();
    session.drawn();
    vi.advanceTimersByTime(16_000);
    session.retry();
    expect(runs.map(({ killed, stopped }) => [killed, stopped])).toEqual([
      [true, false],
      [false, false],
    ]);
    expect(session.getState()).toMatchObject({ failure: null, playing: true });
  });

  it('is patient with a run at rest', () => {
    const { session, last } = setUp();
    session.play();
    last().on.onState(state(3));
    session.drawn();
    vi.advanceTimersByTime(60_000);
    expect(session.getState().failure).toBeNull();
  });
});
