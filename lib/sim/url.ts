import type { AnyValues } from './params.ts';
import { encodeValue } from './values.ts';

/** All it takes to reproduce what a demo shows. */
export interface DemoState {
  values: AnyValues;
  seed: number;
  /** null: wherever the poster stands. */
  step: number | null;
}

export const MAX_SEED = 999_999;

/** The query string of a state: what differs from `home` (the page's own settings and seed), and the step. */
export function encodeState(state: DemoState, home: DemoState): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state.values)) {
    const text = encodeValue(value);
    if (text !== encodeValue(home.values[name] as AnyValues[string])) query.set(name, text);
  }
  if (state.seed !== home.seed) query.set('seed', String(state.seed));
  if (state.step !== null) query.set('step', String(state.step));
  return query;
}
