import { editDistance } from './distance.ts';
import { createRelevance } from './relevance.ts';
import { normalize } from './words.ts';

/** What search knows of an entry. */
export interface SearchDocument {
  slug: string;
  term: string;
  aliases: readonly string[];
  keywords: readonly string[];
  asks: readonly string[];
  short: string;
}

export interface Hit {
  document: SearchDocument;
  /** The name that matched, when it is not the term itself. */
  via: string | null;
  /** Nothing was found, and this name looks most like the query. */
  nearest?: true;
}

/** A query is read up to here, in characters: every word that has to be guessed costs milliseconds. */
const LONGEST = 160;

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .join('');

/** 0 for the very name or acronym, then its beginning, then the beginning of one of its words; null for none. */
function literalRank(name: string, query: string): number | null {
  if (name.replaceAll(' ', '') === query.replaceAll(' ', '')) return 0;
  if (query.length > 1 && name.includes(' ') && initials(name) === query) return 1;
  if (name.startsWith(query)) return 2;
  return ` ${name}`.includes(` ${query}`) ? 3 : null;
}

/**
 * Literal matches of names first, then whole names with slips of the pen, then names inside a question, then all that
 * shares words with the query; where nothing does, the three names that look most like it.
 */
export function createSearch(documents: readonly SearchDocument[]): (query: string, limit?: number) => Hit[] {
  const relevance = createRelevance(
    documents.map(({ term, aliases, keywords, asks, short }) => [
      { text: [term, ...aliases].join(' '), weight: 3 },
      { text: [...keywords, ...asks].join(' '), weight: 2 },
      { text: short, weight: 2 },
    ]),
  );
  const names = documents.flatMap((document) =>
    [document.term, ...document.aliases, ...document.keywords].map((name, i) => ({
      name: normalize(name),
      document,
      via: i === 0 ? null : name,
      keyword: i > document.aliases.length,
    })),
  );
  const literal = (query: string) =>
    names
      .flatMap((name) => {
        const rank = literalRank(name.name, query);
        return rank === null ? [] : [{ ...name, rank }];
      })
      .sort(
        (a, b) =>
          a.rank - b.rank ||
          Number(a.keyword) - Number(b.keyword) ||
          a.document.term.length - b.document.term.length,
      );
  const nearest = (query: string, among = names) =>
    among
      .map((name) => ({ ...name, distance: editDistance(query, name.name) }))
      .sort((a, b) => a.distance - b.distance || Number(a.keyword) - Number(b.keyword));
  /** Names that are the query but for a slip every five letters. */
  const misspelt = (query: string) => {
    const slips = query.length > 3 ? Math.max(1, Math.floor(query.length / 5)) : 0;
    const alike = names.filter(({ name }) => Math.abs(name.length - query.length) <= slips);
    return nearest(query, alike).filter(({ distance }) => distance <= slips);
  };
  /** Terms and aliases that make up a third of the query or more, the longest first: “can <name> be negative”. */
  const named = (query: string) =>
    names
      .filter(({ name, keyword }) => !keyword && 3 * name.length >= query.length)
      .filter(({ name }) => ` ${query} `.includes(` ${name} `))
      .sort((a, b) => b.name.length - a.name.length);
  const ranked = (query: string) =>
    relevance(query).map(({ document }) => ({ document: documents[document] as SearchDocument, via: null }));
  function first(hits: readonly Hit[], limit: number): Hit[] {
    const seen = new Set<string>();
    return hits
      .filter(({ document: { slug } }) => !seen.has(slug) && seen.add(slug))
      .slice(0, limit)
      .map(({ document, via }) => ({ document, via }));
  }
  return (given, limit = 8) => {
    const query = normalize(given.slice(0, LONGEST));
    if (!query) return [];
    const found = [...literal(query), ...misspelt(query), ...named(query), ...ranked(query)];
    if (found.length > 0) return first(found, limit);
    return first(nearest(query), 3).map((hit) => ({ ...hit, nearest: true }));
  };
}
