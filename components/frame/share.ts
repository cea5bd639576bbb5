import { decodeState } from '@/lib/sim/decode';
import type { DemoState } from '@/lib/sim/url';
import type { DemoSpec, Session } from './session.ts';

/** Brings back the state in this page's address, if there is one. */
export function restoreShared(names: readonly string[], spec: DemoSpec, home: DemoState, session: Session) {
  const query = new URLSearchParams(window.location.search);
  if (!names.some((name) => query.has(name))) return;
  const { state, notes } = decodeState(query, spec.params, spec.schedule, home);
  session.restore(state, notes);
}

/** This page's address with the demo's state in it, whose parts are `names`. */
function address(names: readonly string[], session: Session): string {
  const url = new URL(window.location.href);
  for (const name of names) url.searchParams.delete(name);
  for (const [name, value] of session.query()) url.searchParams.set(name, value);
  return url.href;
}

/** Without filling the history. */
export const keepInAddress = (names: readonly string[], session: Session) =>
  window.history.replaceState(window.history.state, '', address(names, session));

/** Copies the link to what is shown, or spells it out. */
export async function share(names: readonly string[], session: Session) {
  const href = address(names, session);
  try {
    await navigator.clipboard.writeText(href);
    session.note('The link to exactly this state is copied.');
  } catch {
    session.note(`This link leads to exactly this state: ${href}`);
  }
}
