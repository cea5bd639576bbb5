import { useEffect, useState } from 'react';
import { searchPath, termPath, withBase } from '@/lib/paths';
import { useSearch } from './use-search.ts';

const MOST = 30;

/** The query in the address, or the words of the entry in whose place this page is shown (app/not-kept). */
const asked = () =>
  new URLSearchParams(location.search).get('q') ??
  /\/terms\/([^/]+)/.exec(location.pathname)?.[1]?.replaceAll('-', ' ') ??
  '';

/** Search as a page: the query stands in the address, so that it can be kept and shared. */
export default function Results() {
  const [query, setQuery] = useState(asked);
  const { hits, message } = useSearch(query, MOST);
  useEffect(
    () => history.replaceState(null, '', query ? withBase(searchPath(query)) : location.pathname),
    [query],
  );
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
        {message}
      </p>
      <ol className="listing">
        {hits.map(({ document: { slug, term, short }, via }) => (
          <li key={slug} data-slug={slug}>
            <a href={withBase(termPath(slug))}>{term}</a> {via && <span className="via">{via}</span>}
            <p>{short}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
