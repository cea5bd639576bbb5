'use client';

import { type ComponentType, useCallback, useEffect, useState } from 'react';

type Palette = ComponentType<{ onClose: () => void }>;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The visible box. Search itself is fetched when it is first opened. `shortcuts`: one box a page answers / and Ctrl K. */
export function SearchBox({ label, shortcuts = false }: { label: string; shortcuts?: boolean }) {
  const [Palette, setPalette] = useState<Palette | null>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);

  const show = useCallback(() => {
    setOpen(true);
    setFailed(false);
    import('./palette.tsx').then(
      (module) => setPalette(() => module.Palette),
      () => setFailed(true),
    );
  }, []);

  useEffect(() => {
    if (!shortcuts) return;
    function onKey(event: KeyboardEvent) {
      const slash =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
      const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!slash && !control) return;
      event.preventDefault();
      show();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts, show]);

  return (
    <>
      <button type="button" className="search-box" aria-haspopup="dialog" onClick={show}>
        <span>{failed ? 'Search could not be loaded. Try again' : label}</span>
        <kbd>/</kbd>
      </button>
      {open && Palette && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}
