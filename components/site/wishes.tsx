import { type ComponentType, useEffect, useState } from 'react';
import { keepOffline } from './keep-offline.ts';
import { Reload } from './reload.tsx';

type Dialog = ComponentType<{ onClose: () => void }>;

/** Each is fetched when it is first wished for. */
const dialogs: Record<string, () => Promise<{ default: Dialog }>> = {
  search: () => import('./palette.tsx'),
  help: () => import('./help.tsx'),
};
const previews = () => import('./preview.ts');

const failed = (
  <p role="alert" className="wish-failed">
    That could not be loaded. Press again to retry. <Reload />
  </p>
);

/** Opens what readers ask for by key or button (early.tsx), has previews ready once a link to a term is pointed at, and keeps the page for offline use. */
export function Wishes() {
  const [Dialog, setDialog] = useState<Dialog | null>(null);

  useEffect(() => {
    if (process.env.NODE_ENV === 'production') keepOffline();
  }, []);

  useEffect(() => {
    const { dataset } = document.documentElement;
    function fulfil() {
      const load = dialogs[dataset.wish ?? ''];
      delete dataset.wish;
      load?.().then(
        (module) => setDialog(() => module.default),
        // Another component each time, so that each failure is told.
        () => setDialog(() => () => failed),
      );
    }
    fulfil();
    const pointing = new AbortController();
    const point = (event: Event) => {
      if (!(event.target as Element).closest?.('main a[href*="/terms/"]')) return;
      pointing.abort();
      previews().then(
        ({ watch }) => watch(event),
        () => {},
      );
    };
    for (const type of ['pointerover', 'focusin', 'touchstart']) addEventListener(type, point, pointing);
    addEventListener('wish', fulfil);
    return () => {
      pointing.abort();
      removeEventListener('wish', fulfil);
    };
  }, []);

  return Dialog && <Dialog onClose={() => setDialog(null)} />;
}
