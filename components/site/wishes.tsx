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

/** Opens what readers ask for by key or button (early.tsx), has previews ready once a link to a term is pointed at, and keeps the page for offline use. */
export function Wishes() {
  const [Dialog, setDialog] = useState<Dialog | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (process.env.NODE_ENV === 'production') keepOffline();
  }, []);

  useEffect(() => {
    const { dataset } = document.documentElement;
    function fulfil() {
      const load = dialogs[dataset.wish ?? ''];
      delete dataset.wish;
      setFailed(false);
      load?.().then(
        (module) => setDialog(() => module.default),
        () => setFailed(true),
      );
    }
    fulfil();
    const point = (event: Event) => {
      if (!(event.target as Element).closest?.('main a[href*="/terms/"]')) return;
      listen(removeEventListener);
      previews().then(
        ({ watch }) => watch(event),
        () => {},
      );
    };
    const listen = (change: typeof addEventListener) => {
      for (const type of ['pointerover', 'focusin', 'touchstart']) change(type, point, { passive: true });
    };
    listen(addEventListener);
    addEventListener('wish', fulfil);
    return () => {
      listen(removeEventListener);
      removeEventListener('wish', fulfil);
    };
  }, []);

  if (failed)
    return (
      <p role="alert" className="wish-failed">
        That could not be loaded. Press it again to retry. <Reload />
      </p>
    );
  return Dialog && <Dialog onClose={() => setDialog(null)} />;
}
