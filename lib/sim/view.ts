import type { History } from './history.ts';
import type { ParamSpecs, ParamValues } from './params.ts';
import type { Plain, Simulation } from './types.ts';

type Parts<Sim> =
  Sim extends Simulation<
    infer Specs extends ParamSpecs,
    infer Snapshot extends Plain,
    infer Metric extends string
  >
    ? { values: ParamValues<Specs>; snapshot: Snapshot; metric: Metric }
    : never;

/** What a run has come to, typed by its simulation. */
export interface Shown<Sim> {
  step: number;
  params: Parts<Sim>['values'];
  snapshot: Parts<Sim>['snapshot'];
  metrics: Partial<Record<Parts<Sim>['metric'], number>>;
  history: History & { values: Record<Parts<Sim>['metric'], (number | null)[]> };
}

/** A view is a function of these; its only effect is `setParam`. */
export interface ViewProps<Sim> extends Shown<Sim> {
  /** The run the reader pinned: same seed, other settings. Draw it dashed or faint under the current one. */
  pinned: Shown<Sim> | null;
  setParam<Name extends keyof Parts<Sim>['values']>(name: Name, value: Parts<Sim>['values'][Name]): void;
}
