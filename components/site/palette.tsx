import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { termPath, withBase } from '@/lib/paths';
import { createSearch, type SearchDocument } from '@/lib/search/search';

let index: Promise<SearchDocument[]> | null = null;

/** Fetched once a page; a failed fetch is tried again at the next opening. */
function loadIndex(): Promise<SearchDocument[]> {
  index ??= fetch(withBase('/search.json')).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  index.catch(() => {
    index = null;
  });
  return index;
}

/** Search as a combobox in a modal dialog: type, arrows, Enter; Escape closes. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [documents, setDocuments] = useState<SearchDocument[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);

  useEffect(() => {
    dialog.current?.showModal();
    loadIndex().then(setDocuments, () => setFailed(true));
  }, []);

  const search = useMemo(() => createSearch(documents ?? []), [documents]);
  const hits = useMemo(() => search(query), [search, query]);
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
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      window.location.assign(href(chosen.document.slug));
    }
  }

  const message = failed
    ? 'The index could not be loaded. Close this and try again; the home page lists every term.'
    : query.trim() === ''
      ? 'A term, an abbreviation, a symbol, or a question.'
      : documents && hits.length === 0
        ? `Nothing found for “${query.trim()}”.`
        : documents
          ? `${hits.length} ${hits.length === 1 ? 'entry' : 'entries'}`
          : 'Loading the index';

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
      <div role="listbox" id={`${id}list`} aria-label="Results">
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
    </dialog>
  );
}
