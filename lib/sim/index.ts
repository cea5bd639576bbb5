export { type Claim, defineClaims, remember, runsOf } from './claims.ts';
export { defineFormula, defineSimulation } from './define.ts';
export type { History } from './history.ts';
export { type AnyValues, defaults, type ParamSpecs, type ParamValues, type Point, param } from './params.ts';
export { createRng, type Rng } from './rng.ts';
export { runTrial, type TrialState } from './trial.ts';
export type { AnySimulation, Diagnosis, Plain, Run, Simulation, Status } from './types.ts';
export type { Shown, ViewProps } from './view.ts';
