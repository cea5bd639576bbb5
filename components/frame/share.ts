import { decodeState } from '@/lib/sim/decode';
import type { DemoState } from '@/lib/sim/url';
import type { DemoSpec, Session } from './session.ts';

const stateNames = (spec: DemoSpec) => ['seed', 'step', ...Object.keys(spec.params)];

/** Brings back the state in this page's address, if there is one. */
export function restoreShared(spec: DemoSpec, home: DemoState, session: Session) {
  const query = new URLSearchParams(window.location.search);
  if (!stateNames(spec).some((name) => query.has(name))) return;
  const { state, notes } = decodeState(query, spec.params, spec.schedule, home);
  session.restore(state, notes);
}

/** This page's address with the demo's state in it. */
function address(spec: DemoSpec, session: Session): string {
  const url = new URL(window.location.href);
  for (const name of stateNames(spec)) url.searchParams.delete(name);
  for (const [name, value] of session.query()) url.searchParams.set(name, value);
  return url.href;
}

/** Without filling the history. */
export const keepInAddress = (spec: DemoSpec, session: Session) =>
  window.history.replaceState(window.history.state, '', address(spec, session));

/** Copies the link to what is shown, or spells it out. */
export async function share(spec: DemoSpec, session: Session) {
  const href = address(spec, session);
  try {
    await navigator.clipboard.writeText(href);
    session.note('The link to exactly this state is copied.');
  } catch {
    session.note(`This link leads to exactly this state: ${href}`);
  }
}
