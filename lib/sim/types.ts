import type { ParamSpecs, ParamValues } from './params.ts';
import type { Rng } from './rng.ts';

/** What a snapshot may hold: JSON and nothing else, so that it crosses threads, files and URLs unchanged. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Divergence is a result to draw, never an exception. */
export type Status = 'running' | 'done' | 'diverged';

/** Why a run went wrong, in words a reader can act on. */
export interface Diagnosis<Name extends string = string> {
  /** Step at which it was noticed. */
  step: number;
  /** One sentence: what happened and because of which setting. */
  message: string;
  /** The setting to blame, and a value known to work; the frame offers it as one click. */
  param?: Name;
  reset?: number | string | boolean;
  /** Slug of the entry that explains it. */
  term?: string;
}

export interface Run<Snapshot, Metric extends string, Values> {
  /** One step; not called again once it has returned 'done' or 'diverged'. */
  step(): Status;
  /** Read-only: calling it twice, or never, changes nothing. Holds only finite numbers. */
  snapshot(): Snapshot;
  /** The scalars worth a curve, after the last step. Leave one out while it has no finite value. */
  metrics(): Partial<Record<Metric, number>>;
  diagnosis?(): Diagnosis<keyof Values & string> | null;
  /** Applies parameters declared `live`, without a restart. */
  set?(values: Values): void;
  /** Frees every tensor made since `init`. */
  dispose(): void;
}

export interface MetricSpec {
  /** Follows a number or stands at a curve: lower case, no unit. */
  label: string;
  unit?: string;
}

export interface Schedule {
  /** Steps of the run whose picture the page opens with. */
  posterSteps: number;
  /** The run is done here at the latest. */
  maxSteps: number;
  /** Pace of Play, so that the eye can follow. */
  stepsPerSecond: number;
}

export interface Simulation<Specs extends ParamSpecs, Snapshot extends Plain, Metric extends string> {
  params: Specs;
  /** The first is the main one: stated at every step and compared with the pinned run. */
  metrics: Record<Metric, MetricSpec>;
  schedule: Schedule;
  /** The only source of randomness is `rng`. Data, weights and batches each take a fork of it. */
  init(values: ParamValues<Specs>, rng: Rng): Run<Snapshot, Metric, ParamValues<Specs>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where a simulation of unknown types is spoken of
export type AnySimulation = Simulation<any, any, any>;
