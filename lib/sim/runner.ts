import type { AnyValues } from './params.ts';
import { createTrial, type TrialState } from './trial.ts';
import type { AnySimulation } from './types.ts';

/** Time as an argument, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  later(task: () => void, ms: number): void;
}

export interface RunnerState extends TrialState {
  playing: boolean;
}

/** What a fresh run does first: nothing, play, or so many steps as fast as it can. */
export type Plan = 'wait' | 'play' | { step: number };

export interface Runner {
  /** At the simulation's own pace, until it ends. */
  play(): void;
  pause(): void;
  /** As fast as the machine can, then pauses. */
  step(count: number): void;
  /** Applies live parameters. */
  set(values: Partial<AnyValues>): void;
  /** The last state published has been drawn: the next one may come. */
  drawn(): void;
  dispose(): void;
}

/** Longest stretch of steps before other messages are heard, in milliseconds. */
const SLICE = 30;

/**
 * Drives one trial. Publishes a state at once, then a new one only after the last was drawn, so that a slow view
 * slows its frames and not the steps; the state a run comes to rest in is always published.
 */
export function createRunner(
  simulation: AnySimulation,
  start: { values: Partial<AnyValues>; seed: number; plan: Plan },
  clock: Clock,
  publish: (state: RunnerState) => void,
): Runner {
  const trial = createTrial(simulation, start.values, start.seed);
  let stepsLeft = 0;
  let pace = Number.POSITIVE_INFINITY;
  let owed = 0;
  let lastTick = 0;
  let ticking = false;
  let waitingForDraw = false;
  let stale = false;
  let disposed = false;

  function show() {
    if (waitingForDraw) {
      stale = true;
      return;
    }
    stale = false;
    waitingForDraw = true;
    publish({ ...trial.state(), playing: stepsLeft > 0 });
  }

  function tick() {
    ticking = false;
    if (disposed || stepsLeft <= 0) return;
    const start = clock.now();
    owed = Number.isFinite(pace) ? owed + ((start - lastTick) * pace) / 1000 : stepsLeft;
    lastTick = start;
    while (owed >= 1 && stepsLeft > 0 && clock.now() - start < SLICE) {
      owed -= 1;
      stepsLeft = trial.advance() ? stepsLeft - 1 : 0;
    }
    // A machine that cannot keep the pace falls behind; it does not race to catch up.
    owed = Math.min(owed, 1);
    show();
    schedule(Number.isFinite(pace) ? 16 : 0);
  }

  function schedule(ms: number) {
    if (ticking || disposed || stepsLeft <= 0) return;
    ticking = true;
    clock.later(tick, ms);
  }

  function go(count: number, stepsPerSecond: number) {
    stepsLeft = count;
    pace = stepsPerSecond;
    owed = 1;
    lastTick = clock.now();
    schedule(0);
  }

  const play = () => go(Number.POSITIVE_INFINITY, simulation.schedule.stepsPerSecond);
  const step = (count: number) => go(count, Number.POSITIVE_INFINITY);
  if (start.plan === 'play') play();
  else if (start.plan !== 'wait') step(start.plan.step);
  show();
  return {
    play,
    step,
    pause() {
      stepsLeft = 0;
      show();
    },
    set(values) {
      trial.set(values);
      show();
    },
    drawn() {
      waitingForDraw = false;
      if (stale && !disposed) show();
    },
    dispose() {
      disposed = true;
      trial.dispose();
    },
  };
}
