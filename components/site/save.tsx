import { useEffect, useRef, useState } from 'react';
import { hasSome, loadList, loadSaved, remove, type SiteList, save } from '@/lib/offline/saved';
import { withBase } from '@/lib/paths';

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
const versionOf = ({ built, version }: SiteList) =>
  `the version of ${new Date(built).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' })} (${version})`;

function reasonOf(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'AbortError') return 'Stopped. What has come so far is kept.';
  if (name === 'QuotaExceededError')
    return 'There is not enough room on this device, or the browser grants too little. Make room, then go on; what has come so far is kept.';
  return 'The connection broke, or the site has just changed. What has come so far is kept: go on when the connection is back.';
}

interface Rest {
  saved: SiteList | null;
  some: boolean;
  now: SiteList | null;
  trouble?: string;
}
type State =
  | { is: 'looking' }
  | { is: 'impossible' }
  | ({ is: 'rest' } & Rest)
  | { is: 'saving'; list: SiteList; bytes: number };

/** What is here, and what the host has: `known`, or what it answers. */
async function look(known?: SiteList): Promise<State> {
  try {
    if (!navigator.serviceWorker) return { is: 'impossible' };
    const [saved, some] = await Promise.all([loadSaved(), hasSome()]);
    return { is: 'rest', saved, some, now: known ?? (await loadList().catch(() => null)) };
  } catch {
    return { is: 'impossible' };
  }
}

function wordsFor(state: State): string {
  if (state.is === 'looking') return 'Looking at what is on this device';
  if (state.is === 'impossible')
    return 'This browser cannot keep the site: it has no service workers, its storage is blocked, the window is a private one, or the address is not an https one.';
  // Told in tenths, so that a screen reader is not talked into the ground.
  if (state.is === 'saving')
    return `Saving ${megabytes(state.list.bytes)}: ${10 * Math.floor((10 * state.bytes) / state.list.bytes)} %`;
  const { saved, some, now, trouble } = state;
  const rest = saved
    ? `Saved: ${versionOf(saved)}. Every entry and every demo works offline.`
    : some
      ? 'A part is saved: saving goes on where it stopped.'
      : 'Not saved yet.';
  const newer = saved && now && saved.version !== now.version ? ` The site now has ${versionOf(now)}.` : '';
  return (trouble ?? rest) + newer + (now ? '' : ' There is no connection just now.');
}

/** What can be done at rest. */
function Offers({
  saved,
  some,
  now,
  onStart,
  onRemove,
}: Rest & { onStart: (list: SiteList) => void; onRemove: () => void }) {
  return (
    <>
      {now && saved?.version !== now.version && (
        <>
          <button type="button" className="primary" onClick={() => onStart(now)}>
            {some ? (saved ? 'Update' : 'Go on saving') : `Save for offline (${megabytes(now.bytes)})`}
          </button>
          <p>
            It takes {megabytes(now.bytes)} on this device; on the way it is about {megabytes(now.compressed)}{' '}
            where the host compresses. A later version takes its place by itself when you visit.
          </p>
        </>
      )}
      {some && (
        <button type="button" onClick={onRemove}>
          Remove {saved ? megabytes(saved.bytes) : 'what is saved'}
        </button>
      )}
    </>
  );
}

/** The whole site on this device: how much, how far, which version; and away with it. */
export default function Save() {
  const [state, setState] = useState<State>({ is: 'looking' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    look().then(setState);
    return () => stop.current?.abort();
  }, []);

  async function start(list: SiteList) {
    const controller = new AbortController();
    stop.current = controller;
    setState({ is: 'saving', list, bytes: 0 });
    const { signal } = controller;
    const cancelled = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    // What is under way when saving ends comes after that.
    let over = false;
    async function work() {
      await navigator.serviceWorker.register(withBase('/sw.js'));
      // Asks the browser to keep it even when room runs short; what it answers changes nothing here.
      navigator.storage.persist?.().catch(() => {});
      await save(list, (bytes) => over || setState({ is: 'saving', list, bytes }), signal);
    }
    let trouble: string | null = null;
    try {
      await Promise.race([work(), cancelled]);
    } catch (error) {
      trouble = reasonOf(error);
    }
    over = true;
    const found = await look(list);
    setState(found.is === 'rest' && trouble ? { ...found, trouble } : found);
  }
  const takeAway = () =>
    remove()
      .then(() => look())
      .then(setState);

  const status = useRef<HTMLParagraphElement>(null);
  /** The button pressed goes away, and would take the focus with it. */
  function act(does: () => void) {
    status.current?.focus();
    does();
  }

  return (
    <div className="save">
      <p role="status" ref={status} tabIndex={-1}>
        {wordsFor(state)}
      </p>
      {state.is === 'saving' && (
        <>
          <progress value={state.bytes} max={state.list.bytes} aria-label="Saved so far" />
          <button type="button" onClick={() => act(() => stop.current?.abort())}>
            Cancel
          </button>
        </>
      )}
      {state.is === 'rest' && (
        <Offers {...state} onStart={(list) => act(() => start(list))} onRemove={() => act(takeAway)} />
      )}
    </div>
  );
}
