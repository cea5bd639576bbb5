import type { AnyValues, ParamSpecs } from '../sim/params.ts';
import type { TrialState } from '../sim/trial.ts';
import type { MetricSpec, Schedule } from '../sim/types.ts';

export interface PosterRequest {
  demo: string;
  preset: Partial<AnyValues>;
}

/** The picture a demo opens with: a real run, drawn by the real view. */
export interface Poster {
  /** The whole view. */
  markup: string;
  /** Its main plot without text, for the home page. */
  tile: string;
  /** What the picture shows, in one sentence. */
  summary: string;
  /** Where the run stands, so that the live view can take over without a jump. */
  state: TrialState;
  /** The simulation's declarations: a page draws controls from them without loading the model. */
  params: ParamSpecs;
  metrics: Record<string, MetricSpec>;
  schedule: Schedule;
}
