import { editDistance, leastEdits, lettersOf } from './distance.ts';
import { createRelevance } from './relevance.ts';
import { normalize, telling } from './words.ts';

/** What search knows of an entry. */
export interface SearchDocument {
  slug: string;
  term: string;
  aliases: readonly string[];
  keywords: readonly string[];
  asks: readonly string[];
  short: string;
  /** Who published it first, and when. */
  introduced: string;
}

export interface Hit {
  document: SearchDocument;
  /** The name that matched, when it is not the term itself. */
  via: string | null;
  /** Nothing was found, and this is what looks most like the query. */
  nearest?: true;
}

interface Name {
  /** As it is compared, and so without spaces: “rms prop” is RMSProp. */
  name: string;
  compact: string;
  letters: number;
  initials: string;
  document: SearchDocument;
  via: string | null;
  keyword: boolean;
}

/** A query is read up to here, in characters: every word that has to be guessed costs milliseconds. */
const LONGEST = 160;

const compactOf = (name: string) => name.replaceAll(' ', '');

/** The query also without its spaces: 0 for the very name or acronym, then its beginning, then the beginning of one of its words; null for none. */
function literalRank({ name, compact, initials }: Name, query: string, letters: string): number | null {
  if (compact === letters) return 0;
  if (query.length > 1 && initials === query) return 1;
  if (name.startsWith(query)) return 2;
  return name.includes(` ${query}`) ? 3 : null;
}

/** Stretches of up to four words of a query. */
const stretches = (words: readonly string[]) =>
  words.flatMap((_, i) =>
    [1, 2, 3, 4].filter((n) => i + n <= words.length).map((n) => words.slice(i, i + n)),
  );

/**
 * Literal matches of names first, then whole names with slips of the pen, then names inside a question, well spelt or not,
 * then all that shares words with the query. Where nothing does, up to three entries with words a little like its own, or
 * else terms and aliases that look at least half like it.
 */
export function createSearch(documents: readonly SearchDocument[]): (query: string, limit?: number) => Hit[] {
  const relevance = createRelevance(
    documents.map(({ term, aliases, keywords, asks, short, introduced }) => [
      { text: [term, ...aliases].join(' '), weight: 3 },
      { text: [...keywords, ...asks].join(' '), weight: 2 },
      { text: short, weight: 2 },
      { text: introduced, weight: 1 },
    ]),
  );
  const names = documents.flatMap((document) =>
    [document.term, ...document.aliases, ...document.keywords].map((given, i): Name => {
      const name = normalize(given);
      const words = name.split(' ');
      return {
        name,
        compact: compactOf(name),
        letters: lettersOf(compactOf(name)),
        initials: words.length > 1 ? words.map(([letter]) => letter).join('') : '',
        document,
        via: i === 0 ? null : given,
        keyword: i > document.aliases.length,
      };
    }),
  );
  const proper = names.filter(({ keyword }) => !keyword);
  function literal(query: string) {
    const letters = compactOf(query);
    const found: (Name & { rank: number })[] = [];
    for (const name of names) {
      const rank = literalRank(name, query, letters);
      if (rank !== null) found.push({ ...name, rank });
    }
    return found.sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.keyword) - Number(b.keyword) ||
        a.document.term.length - b.document.term.length,
    );
  }
  /** Names by their distance from some letters, as far as `most`. */
  function nearest(query: string, among: readonly Name[], most: number) {
    const letters = lettersOf(query);
    const found: (Name & { distance: number })[] = [];
    for (const name of among) {
      if (leastEdits(letters, name.letters) > most) continue;
      const distance = editDistance(query, name.compact, most);
      if (distance <= most) found.push({ ...name, distance });
    }
    return found.sort((a, b) => a.distance - b.distance || Number(a.keyword) - Number(b.keyword));
  }
  /** Names that are this but for a slip every five letters. */
  const misspelt = (query: string, among: readonly Name[]) => {
    const letters = compactOf(query);
    return letters.length > 3 ? nearest(letters, among, Math.max(1, Math.floor(letters.length / 5))) : [];
  };
  /** Terms and aliases that make up a third of the query or more, the longest first: “can <name> be negative”. */
  const named = (query: string) =>
    proper
      .filter(({ name }) => 3 * name.length >= query.length)
      .filter(({ name }) => ` ${query} `.includes(` ${name} `))
      .sort((a, b) => b.name.length - a.name.length);
  /** Names with slips inside the query, around a word that is known nowhere. */
  const misnamed = (query: string) =>
    stretches(query.split(' '))
      .filter((words) => words.some((word) => !relevance.knows(word)))
      .map((words) => words.join(' '))
      .sort((a, b) => b.length - a.length)
      .flatMap((part) => misspelt(part, proper));
  const ranked = (query: string) =>
    relevance
      .rank(query)
      .map(({ document }) => ({ document: documents[document] as SearchDocument, via: null }));
  function first(hits: readonly Hit[], limit: number): Hit[] {
    const seen = new Set<string>();
    return hits
      .filter(({ document: { slug } }) => !seen.has(slug) && seen.add(slug))
      .slice(0, limit)
      .map(({ document, via }) => ({ document, via }));
  }
  const asNearest = (hits: readonly Hit[]): Hit[] => first(hits, 3).map((hit) => ({ ...hit, nearest: true }));
  return (given, limit = 8) => {
    const query = normalize(given.slice(0, LONGEST));
    if (!query) return [];
    const found = [...literal(query), ...misspelt(query, names), ...named(query), ...misnamed(query)];
    const guessed = found.length === 0 && !telling(query).some(relevance.knows);
    const shared = ranked(query);
    if (guessed && shared.length > 0) return asNearest(shared);
    if (found.length + shared.length > 0) return first([...found, ...shared], limit);
    const letters = compactOf(query);
    const share = ({ distance, compact }: { distance: number; compact: string }) => distance / compact.length;
    const alike = nearest(letters, proper, Math.floor(letters.length / 2))
      .filter((name) => share(name) <= 0.5)
      .sort((a, b) => share(a) - share(b));
    return asNearest(alike);
  };
}
