import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { searchPath, termPath, withBase } from '@/lib/paths';
import { useSearch } from './use-search.ts';

/** Search as a combobox in a modal dialog: type, arrows, Enter; Escape closes. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const options = useRef<HTMLDivElement>(null);
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { hits, message, nothing } = useSearch(query);
  useEffect(() => dialog.current?.showModal(), []);

  const chosen = hits[active];
  const href = (slug: string) => withBase(termPath(slug));

  function onKey(event: KeyboardEvent) {
    const last = hits.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, move));
      options.current?.children[move]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      window.location.assign(href(chosen.document.slug));
    } else if (event.key === 'Escape') {
      // A search box would be emptied first.
      event.preventDefault();
      dialog.current?.close();
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="palette-body">
        <input
          type="search"
          role="combobox"
          aria-label="Search the glossary"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={chosen ? `${id}${chosen.document.slug}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={query}
          placeholder="Search"
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKey}
        />
        <button type="button" className="palette-close" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p className="palette-message" role="status">
        {message}
      </p>
      <div ref={options} role="listbox" id={`${id}list`} aria-label="Results">
        {hits.map(({ document: { slug, term, short }, via }, i) => (
          <a
            key={slug}
            id={`${id}${slug}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            data-slug={slug}
            href={href(slug)}
            onMouseMove={() => setActive(i)}
          >
            <b>{term}</b> {via && <span className="via">{via}</span>}
            <span className="hit-short">{short}</span>
          </a>
        ))}
      </div>
      {query.trim() !== '' && (
        <a className="palette-more" href={withBase(nothing ? '/a-z/' : searchPath(query))}>
          {nothing ? 'All names, A to Z' : 'These results as a page to share'}
        </a>
      )}
    </dialog>
  );
}
