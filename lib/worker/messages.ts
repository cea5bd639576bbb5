import type { AnyValues } from '../sim/params.ts';
import type { Plan, RunnerState } from '../sim/runner.ts';

/** What the page asks of the worker: to load a model that may soon be run, or something of one run, by its id. */
export type Request = { type: 'prepare'; demo: string } | RunRequest;
export type RunRequest = { run: number } & (
  | { type: 'start'; demo: string; values: AnyValues; seed: number; plan: Plan }
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'step'; count: number }
  | { type: 'set'; values: AnyValues }
  | { type: 'drawn' }
  | { type: 'stop' }
);

/** What the worker answers. A reply whose run the page has left is dropped. */
export type Reply = { run: number } & (
  | { type: 'state'; state: RunnerState }
  | { type: 'failed'; message: string }
);
