import Fuse from 'fuse.js';
import { editDistance } from './distance.ts';

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
  /** The name or question that matched, when it is not the term itself. */
  via: string | null;
}

/** Case, accents, hyphens and spacing do not count. */
export const normalize = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const initials = (name: string) =>
  normalize(name)
    .split(' ')
    .map((word) => word[0])
    .join('');

/** 0 for the very name or acronym, then its beginning, then the beginning of one of its words; null for none. */
function literalRank(name: string, query: string): number | null {
  const text = normalize(name);
  if (text === query) return 0;
  if (query.length > 1 && text.includes(' ') && initials(name) === query) return 1;
  if (text.startsWith(query)) return 2;
  return ` ${text}`.includes(` ${query}`) ? 3 : null;
}

/** Literal matches of names first, then whole names with slips of the pen, then names inside a question, then fuzzy ones over all fields. */
export function createSearch(documents: readonly SearchDocument[]): (query: string, limit?: number) => Hit[] {
  const fuse = new Fuse([...documents], {
    keys: [
      { name: 'term', weight: 4 },
      { name: 'aliases', weight: 4 },
      { name: 'keywords', weight: 2 },
      { name: 'asks', weight: 2 },
      { name: 'short', weight: 1 },
    ],
    useTokenSearch: true,
    ignoreLocation: true,
    ignoreDiacritics: true,
    includeMatches: true,
    threshold: 0.35,
  });
  const names = documents.flatMap((document) =>
    [document.term, ...document.aliases, ...document.keywords].map((name, i) => ({
      name: normalize(name),
      document,
      via: i === 0 ? null : name,
      keyword: i > document.aliases.length,
    })),
  );
  /** Names that are the query but for a slip every five letters, the nearest first. */
  const misspelt = (query: string) => {
    const slips = Math.max(1, Math.floor(query.length / 5));
    return names
      .filter(({ name }) => Math.abs(name.length - query.length) <= slips)
      .map((found) => ({ ...found, distance: editDistance(query, found.name) }))
      .filter(({ distance }) => distance <= slips)
      .sort((a, b) => a.distance - b.distance);
  };
  /** Terms and aliases that make up a third of the query or more, the longest first: “can <name> be negative”. */
  const named = (query: string) =>
    names
      .filter(({ name, keyword }) => !keyword && 3 * name.length >= query.length)
      .filter(({ name }) => ` ${query} `.includes(` ${name} `))
      .sort((a, b) => b.name.length - a.name.length);
  return (given, limit = 8) => {
    const query = normalize(given);
    if (!query) return [];
    const literal = documents
      .flatMap((document) => {
        const ranks = [document.term, ...document.aliases, ...document.keywords]
          .map((name, i) => ({ name, via: i === 0 ? null : name, rank: literalRank(name, query) }))
          .filter((r): r is typeof r & { rank: number } => r.rank !== null)
          .sort((a, b) => a.rank - b.rank);
        return ranks[0] ? [{ document, via: ranks[0].via, rank: ranks[0].rank }] : [];
      })
      .sort((a, b) => a.rank - b.rank || a.document.term.length - b.document.term.length);
    const near = query.length > 3 ? misspelt(query) : [];
    const fuzzy = fuse.search(query).map(({ item, matches }) => {
      const named = matches?.find(({ key }) => key === 'aliases' || key === 'keywords' || key === 'asks');
      const exact = matches?.some(({ key }) => key === 'term');
      return { document: item, via: exact ? null : (named?.value ?? null) };
    });
    const seen = new Set<string>();
    return [...literal, ...near, ...named(query), ...fuzzy]
      .filter(({ document: { slug } }) => !seen.has(slug) && seen.add(slug))
      .slice(0, limit)
      .map(({ document, via }) => ({ document, via }));
  };
}
