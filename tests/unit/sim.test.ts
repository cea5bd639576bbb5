import { describe, expect, it } from 'vitest';
import { createRng, defineSimulation, param, remember, runsOf, runTrial } from '@/lib/sim';
import { decodeState } from '@/lib/sim/decode';
import { createRecorder } from '@/lib/sim/history';
import { defaults } from '@/lib/sim/params';
import { createRunner, type RunnerState } from '@/lib/sim/runner';
import { encodeState } from '@/lib/sim/url';
import { clampNumber } from '@/lib/sim/values';

describe('rng', () => {
  const draw = (rng = createRng(1), n = 5) => Array.from({ length: n }, () => rng.uniform());

  it('repeats for a seed and differs between seeds and forks', () => {
    expect(draw(createRng(7))).toEqual(draw(createRng(7)));
    expect(draw(createRng(7))).not.toEqual(draw(createRng(8)));
    expect(draw(createRng(7).fork('a'))).not.toEqual(draw(createRng(7).fork('b')));
  });

  it('forks by seed and label, not by what has been drawn', () => {
    const rng = createRng(3);
    const before = draw(rng.fork('data'));
    rng.uniform();
    expect(draw(rng.fork('data'))).toEqual(before);
  });

  it('has the moments of its distributions', () => {
    const rng = createRng(5);
    const n = 100_000;
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / n;
    const uniform = Array.from({ length: n }, rng.uniform);
    const normal = Array.from({ length: n }, rng.normal);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(normal)).toBeCloseTo(0, 2);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(new Set(Array.from({ length: 1000 }, () => rng.int(3)))).toEqual(new Set([0, 1, 2]));
  });
});

const specs = {
  rate: param.number({ label: 'Rate', min: 0.001, max: 1, default: 0.1, scale: 'log' }),
  size: param.number({ label: 'Size', min: 1, max: 9, step: 2, default: 3 }),
  kind: param.choice({ label: 'Kind', options: { a: 'A', b: 'B' }, default: 'a' }),
  on: param.toggle({ label: 'On', default: false }),
  at: param.points({ label: 'At', min: -1, max: 1, default: [[0, 0]] }),
};
const schedule = { posterSteps: 10, maxSteps: 100, stepsPerSecond: 50 };

describe('parameters and URL', () => {
  const home = { values: defaults(specs), seed: 1, step: null };

  it('clamps to the range, the grid and two digits', () => {
    expect(clampNumber(specs.rate, 7)).toBe(1);
    expect(clampNumber(specs.rate, 0.01234)).toBe(0.012);
    expect(clampNumber(specs.size, 6.2)).toBe(7);
  });

  it('writes what differs and reads it back', () => {
    const state = {
      values: { rate: 0.5, size: 3, kind: 'b', on: true, at: [[0.25, -1]] as [number, number][] },
      seed: 42,
      step: 17,
    };
    const query = encodeState(state, home);
    expect([...query.keys()].sort()).toEqual(['at', 'kind', 'on', 'rate', 'seed', 'step']);
    expect(decodeState(query, specs, schedule, home)).toEqual({ state, notes: [] });
    expect(encodeState(home, home).size).toBe(0);
  });

  it.each([
    ['rate=abc', 'Rate'],
    ['rate=', 'Rate'],
    ['rate=1e999', 'Rate'],
    ['rate=50', 'nearest'],
    ['kind=__proto__', 'Kind'],
    ['on=maybe', 'On'],
    ['at=1,2;3', 'At'],
    ['seed=-1', 'seed'],
    ['step=1e9', 'step'],
    ['step=99999999', 'above 100'],
  ])('repairs %s and says so', (text, word) => {
    const { state, notes } = decodeState(new URLSearchParams(text), specs, schedule, home);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(word);
    expect(Object.keys(state.values)).toEqual(Object.keys(specs));
    expect(Number.isFinite(state.values.rate)).toBe(true);
  });
});

describe('recorder', () => {
  it('keeps few points, evenly, and always the latest', () => {
    const recorder = createRecorder(['loss'], 10);
    for (let step = 0; step <= 1003; step++) recorder.add(step, { loss: step });
    const { steps, values } = recorder.history();
    expect(steps.length).toBeLessThanOrEqual(11);
    expect(steps.at(-1)).toBe(1003);
    expect(values.loss).toEqual(steps);
    const strides = new Set(steps.slice(1, -1).map((step, i) => step - (steps[i] as number)));
    expect(strides.size).toBe(1);
  });
});

/** Counts; diverges at 40 when `kind` is b. */
const counter = defineSimulation({
  params: specs,
  metrics: { count: { label: 'count' } },
  schedule,
  init(values) {
    let count = 0;
    return {
      step() {
        count += 1;
        return values.kind === 'b' && count === 40 ? 'diverged' : 'running';
      },
      snapshot: () => ({ count }),
      metrics: () => ({ count }),
      dispose: () => {},
    };
  },
});

describe('runner', () => {
  /** Tasks run when time is moved on by hand. */
  function fakeClock() {
    let time = 0;
    let tasks: { at: number; task: () => void }[] = [];
    return {
      now: () => time,
      later: (task: () => void, ms: number) => void tasks.push({ at: time + ms, task }),
      advance(ms: number) {
        const end = time + ms;
        for (;;) {
          const next = tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
          if (!next) break;
          tasks = tasks.filter((task) => task !== next);
          time = Math.max(time, next.at);
          next.task();
        }
        time = end;
      },
    };
  }
  function setUp(plan: 'wait' | 'play' | { step: number } = 'wait', kind = 'a') {
    const clock = fakeClock();
    const states: RunnerState[] = [];
    const runner = createRunner(counter, { values: { kind }, seed: 1, plan }, clock, (state) => {
      states.push(state);
      clock.later(() => runner.drawn(), 5);
    });
    return { clock, states, runner, last: () => states.at(-1) as RunnerState };
  }

  it('plays at its pace, pauses, steps and ends', () => {
    const { clock, runner, last } = setUp('play');
    clock.advance(1000);
    expect(last().step).toBeGreaterThanOrEqual(48);
    expect(last().step).toBeLessThanOrEqual(52);
    runner.pause();
    clock.advance(500);
    const paused = last();
    expect(paused.playing).toBe(false);
    runner.step(1);
    clock.advance(50);
    expect(last()).toMatchObject({ step: paused.step + 1, playing: false });
    runner.play();
    clock.advance(5000);
    expect(last()).toMatchObject({ step: 100, status: 'done', playing: false });
  });

  it('goes to a step as fast as it can', () => {
    const { clock, last } = setUp({ step: 70 });
    clock.advance(100);
    expect(last()).toMatchObject({ step: 70, playing: false, status: 'running' });
  });

  it('stops where the run diverges', () => {
    const { clock, last } = setUp('play', 'b');
    clock.advance(5000);
    expect(last()).toMatchObject({ step: 40, status: 'diverged', playing: false });
  });

  it('waits for the view, not with its steps, and never keeps the last state to itself', () => {
    const clock = fakeClock();
    const states: RunnerState[] = [];
    const runner = createRunner(counter, { values: {}, seed: 1, plan: 'play' }, clock, (s) => states.push(s));
    clock.advance(5000);
    expect(states).toHaveLength(1);
    runner.drawn();
    expect(states).toHaveLength(2);
    expect(states[1]).toMatchObject({ step: 100, status: 'done' });
  });

  it('gives the same state as a run by hand', () => {
    const { clock, last } = setUp({ step: 25 });
    clock.advance(100);
    const { playing: _, ...state } = last();
    expect(state).toEqual(runTrial(counter, {}, 1, 25));
  });
});

it('remember runs once for the same arguments', () => {
  let runs = 0;
  const trained = remember((seed: number, rate = 1) => {
    runs += 1;
    return { seed, rate };
  });
  expect(trained(1, 2)).toBe(trained(1, 2));
  expect(trained(2, 2)).not.toBe(trained(1, 2));
  expect(runs).toBe(2);
});

it('runsOf makes a run once for the same seed, settings and steps', () => {
  let made = 0;
  const counter = defineSimulation({
    params: { by: param.number({ label: 'By', min: 1, max: 9, step: 1, default: 2 }) },
    metrics: { n: { label: 'n' } },
    schedule: { posterSteps: 5, maxSteps: 5, stepsPerSecond: 1 },
    init({ by }) {
      made += 1;
      let n = 0;
      return {
        step() {
          n += by;
          return 'running';
        },
        snapshot: () => ({ by }),
        metrics: () => ({ n }),
        dispose: () => {},
      };
    },
  });
  const run = runsOf(counter);
  expect([run(1).metrics.n, run(1, {}).metrics.n, run(1, { by: 3 }, 2).metrics.n]).toEqual([10, 10, 6]);
  expect([run(1, { by: 3 }, 2).snapshot.by, run(2).step, made]).toEqual([3, 5, 3]);
});
