import { useEffect, useState } from 'react';
import { searchPath, termPath, withBase } from '@/lib/paths';
import { useSearch } from './use-search.ts';

const MOST = 30;

/** What the last part of a path says: “gradient boosting” for /terms/gradient-boosting/. */
function wordsOf(path: string): string {
  const last = /([^/]+)\/?$/.exec(path)?.[1] ?? '';
  return new URLSearchParams(`words=${last.replaceAll('-', '+')}`).get('words') ?? '';
}

/** The query in the address, or the words of the page looked for: one not kept here (app/not-kept) or missing (app/not-found). */
function asked(): string {
  const given = new URLSearchParams(location.search);
  if (given.has('missing') && document.referrer) return wordsOf(new URL(document.referrer).pathname);
  return given.get('q') ?? (location.pathname.includes('/terms/') ? wordsOf(location.pathname) : '');
}

/** Search in a page; on the search page the query stands in the address, so that it can be kept and shared. */
export default function Results() {
  const [query, setQuery] = useState(asked);
  const { hits, message, nothing } = useSearch(query, MOST);
  useEffect(() => {
    if (location.pathname !== withBase('/search/')) return;
    history.replaceState(null, '', query ? withBase(searchPath(query)) : location.pathname);
  }, [query]);
  return (
    <>
      <input
        type="search"
        className="page-search"
        aria-label="Search the glossary"
        autoComplete="off"
        spellCheck={false}
        value={query}
        placeholder="Search"
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className="palette-message" role="status">
        {message} {nothing && <a href={withBase('/a-z/')}>All names, A to Z</a>}
      </p>
      {hits.length > 0 && (
        <ol className="listing">
          {hits.map(({ document: { slug, term, short }, via }) => (
            <li key={slug} data-slug={slug}>
              <a href={withBase(termPath(slug))}>{term}</a> {via && <span className="via">{via}</span>}
              <p>{short}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
