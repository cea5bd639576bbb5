import { useEffect, useMemo, useState } from 'react';
import { loadIndex } from '@/lib/search/index-file';
import { createSearch, type Hit, type SearchDocument } from '@/lib/search/search';

let made: { documents: readonly SearchDocument[]; search: ReturnType<typeof createSearch> } | null = null;

/** Made once a page, however often search is opened. */
function searchOf(documents: readonly SearchDocument[]) {
  if (made?.documents !== documents) made = { documents, search: createSearch(documents) };
  return made.search;
}

export interface Found {
  hits: Hit[];
  /** How that stands in words. */
  message: string;
  /** The query was looked up, and not even a name near it was found. */
  nothing?: true;
}

/** What a query finds. */
export function useSearch(query: string, limit?: number): Found {
  const [search, setSearch] = useState<ReturnType<typeof createSearch> | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: without an index each new query asks for it again
  useEffect(() => {
    if (search) return;
    loadIndex().then(
      (documents) => {
        setSearch(() => searchOf(documents));
        setFailed(false);
      },
      () => setFailed(true),
    );
  }, [query, search]);
  const hits = useMemo(() => search?.(query, limit) ?? [], [search, query, limit]);
  if (failed)
    return {
      hits,
      message: 'The index could not be loaded. Type to try again; the home page lists every term.',
    };
  if (query.trim() === '') return { hits, message: 'A term, an abbreviation, a symbol, or a question.' };
  if (!search) return { hits, message: 'Loading the index' };
  if (hits.length === 0)
    return {
      hits,
      message: `Nothing found for “${query.trim()}”, and no name is near it.`,
      nothing: true,
    };
  if (hits[0]?.nearest) return { hits, message: `Nothing found for “${query.trim()}”. The nearest terms:` };
  return { hits, message: `${hits.length} ${hits.length === 1 ? 'entry' : 'entries'}` };
}
