import type { ParamSpec, ParamSpecs } from './params.ts';
import type { Schedule } from './types.ts';
import { type DemoState, MAX_SEED } from './url.ts';
import { coerce } from './values.ts';

/** What the text of a URL means to a spec before clamping; undefined for text of another kind. */
function parseValue(spec: ParamSpec, text: string): unknown {
  switch (spec.kind) {
    case 'number':
      return text.trim() === '' ? undefined : Number(text);
    case 'choice':
      return text;
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'points':
      return text
        .split(';')
        .filter((point) => point !== '' || text !== '')
        .map((point) => point.split(',').map((x) => (x.trim() === '' ? Number.NaN : Number(x))));
  }
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
