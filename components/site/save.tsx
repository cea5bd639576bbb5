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

type State =
  | { is: 'looking' }
  | { is: 'impossible' }
  | { is: 'rest'; saved: SiteList | null; some: boolean; now: SiteList | null; trouble?: string }
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

  if (state.is === 'looking') return <p role="status">Looking at what is on this device</p>;
  if (state.is === 'impossible')
    return (
      <p role="status">
        This browser cannot keep the site: it has no service workers, its storage is blocked, the window is a
        private one, or the address is not an https one.
      </p>
    );
  if (state.is === 'saving') {
    const { list, bytes } = state;
    // Told in tenths, so that a screen reader is not talked into the ground.
    const tenths = Math.floor((10 * bytes) / list.bytes);
    return (
      <div className="save">
        <p role="status">
          Saving {megabytes(list.bytes)}: {10 * tenths} %
        </p>
        <progress value={bytes} max={list.bytes} aria-label="Saved so far" />
        <button type="button" onClick={() => stop.current?.abort()}>
          Cancel
        </button>
      </div>
    );
  }
  const { saved, some, now, trouble } = state;
  const current = saved !== null && saved.version === now?.version;
  return (
    <div className="save">
      <p role="status">
        {trouble ??
          (saved
            ? `Saved: ${versionOf(saved)}. Every entry and every demo works offline.`
            : some
              ? 'A part is saved: saving goes on where it stopped.'
              : 'Not saved yet.')}
        {saved && now && !current && ` The site now has ${versionOf(now)}.`}
        {!now && ' There is no connection just now.'}
      </p>
      {now && !current && (
        <>
          <button type="button" className="primary" onClick={() => start(now)}>
            {some ? (saved ? 'Update' : 'Go on saving') : `Save for offline (${megabytes(now.bytes)})`}
          </button>
          <p>
            It takes {megabytes(now.bytes)} on this device; on the way it is about {megabytes(now.compressed)}{' '}
            where the host compresses. A later version takes its place by itself when you visit.
          </p>
        </>
      )}
      {some && (
        <button type="button" onClick={takeAway}>
          Remove {saved ? megabytes(saved.bytes) : 'what is saved'}
        </button>
      )}
    </div>
  );
}
