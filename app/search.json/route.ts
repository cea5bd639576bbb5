import { loadEntries } from '@/lib/content/entries';
import type { SearchDocument } from '@/lib/search/search';

export const dynamic = 'force-static';

/** What the search box fetches at its first use. */
export const GET = () =>
  Response.json(
    loadEntries().map(
      ({ slug, term, aliases, keywords, asks, short }): SearchDocument => ({
        slug,
        term,
        aliases,
        keywords,
        asks,
        short,
      }),
    ),
  );
