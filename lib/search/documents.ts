import type { Entry } from '../content/parse.ts';
import type { SearchDocument } from './search.ts';

/** What search knows of the entries. */
export const searchDocuments = (entries: readonly Entry[]): SearchDocument[] =>
  entries.map(({ slug, term, aliases, keywords, asks, short, introduced: { authors, year } }) => ({
    slug,
    term,
    aliases,
    keywords,
    asks,
    short,
    introduced: `${authors} ${year}`,
  }));
