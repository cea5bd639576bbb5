import { type AnyValues, coerce, encodeValue, type ParamSpecs, parseValue } from './params.ts';
import type { Schedule } from './types.ts';

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

const wholeNumber = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/**
 * Reads a query string over the page's own settings. Junk is ignored and values out of range are clamped;
 * each such repair is one sentence of `notes`. Names the demo does not know are left to others.
 */
export function decodeState(
  query: URLSearchParams,
  specs: ParamSpecs,
  schedule: Schedule,
  home: DemoState,
): { state: DemoState; notes: string[] } {
  const state: DemoState = { ...home, values: { ...home.values } };
  const notes: string[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const text = query.get(name);
    if (text === null) continue;
    const value = coerce(spec, parseValue(spec, text));
    if (value === undefined) {
      notes.push(`${spec.label}: “${text.slice(0, 40)}” cannot be used here, so it was left as it is.`);
      continue;
    }
    state.values[name] = value;
    if (spec.kind === 'number' && value !== Number(text)) {
      notes.push(`${spec.label}: ${text.slice(0, 40)} became ${value}, the nearest value possible.`);
    }
  }
  const limits = { seed: MAX_SEED, step: schedule.maxSteps };
  for (const key of ['seed', 'step'] as const) {
    const text = query.get(key);
    if (text === null) continue;
    const value = wholeNumber(text);
    if (value === undefined) notes.push(`The link’s ${key} is not a whole number, so it was ignored.`);
    else {
      state[key] = Math.min(value, limits[key]);
      if (value > limits[key]) notes.push(`The link’s ${key} was above ${limits[key]}, the largest here.`);
    }
  }
  return { state, notes };
}
