import { createRecorder, type History } from './history.ts';
import { type AnyValues, withDefaults } from './params.ts';
import { createRng } from './rng.ts';
import type { AnySimulation, Diagnosis, Plain, Status } from './types.ts';

/** Everything a view may draw of a run at one moment. Plain data: it is also the poster and the worker's message. */
export interface TrialState {
  step: number;
  status: Status;
  snapshot: Plain;
  metrics: Record<string, number>;
  history: History;
  diagnosis: Diagnosis | null;
}

/** A run with its step count, status and history, driven by hand. */
export interface Trial {
  /** Takes one step; false once the run has ended. */
  advance(): boolean;
  set(values: Partial<AnyValues>): void;
  state(): TrialState;
  dispose(): void;
}

export function createTrial(simulation: AnySimulation, given: Partial<AnyValues>, seed: number): Trial {
  const { params, schedule, metrics } = simulation;
  const run = simulation.init(withDefaults(params, given), createRng(seed));
  const recorder = createRecorder(Object.keys(metrics));
  let step = 0;
  let status: Status = schedule.maxSteps > 0 ? 'running' : 'done';
  recorder.add(step, run.metrics());
  return {
    advance() {
      if (status !== 'running') return false;
      status = run.step();
      step += 1;
      if (status === 'running' && step >= schedule.maxSteps) status = 'done';
      recorder.add(step, run.metrics());
      return status === 'running';
    },
    set: (values) => run.set?.(withDefaults(params, values)),
    state: () => ({
      step,
      status,
      snapshot: run.snapshot(),
      metrics: run.metrics() as Record<string, number>,
      history: recorder.history(),
      diagnosis: run.diagnosis?.() ?? null,
    }),
    dispose: () => run.dispose(),
  };
}

/** The state after `steps` steps (fewer if the run ends before), with everything freed. */
export function runTrial(
  simulation: AnySimulation,
  given: Partial<AnyValues>,
  seed: number,
  steps: number,
): TrialState {
  const trial = createTrial(simulation, given, seed);
  try {
    for (let i = 0; i < steps && trial.advance(); i++);
    return trial.state();
  } finally {
    trial.dispose();
  }
}
