/** What can be named: an entry, or what search knows of one. */
export interface Named {
  slug: string;
  term: string;
  aliases: readonly string[];
}

/** A place in a text where an entry is named. */
export interface Mention {
  at: number;
  length: number;
  slug: string;
}

/** Short names in capitals are acronyms: “GRU” is one, “gru” is not. */
const isAcronym = (name: string) => name.length <= 6 && name === name.toUpperCase();

/** Case, kinds of apostrophe, and whether words are joined by a space, a line break or a hyphen, do not count. */
const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[\s-]+/g, ' ');
const patternOf = (key: string) =>
  key
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/'/g, "['’]")
    .replace(/ /g, '[\\s-]+');

/** Finds whole words, or their plural, that name an entry by its term or an alias, in order: “deep network” before “network”. */
export function createMentions(entries: readonly Named[]): (text: string) => Mention[] {
  const names = new Map(
    entries.flatMap(({ slug, term, aliases }) =>
      [term, ...aliases].map((name) => [keyOf(name), { name, slug }] as const),
    ),
  );
  if (names.size === 0) return () => [];
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}-])(${longestFirst.map(patternOf).join('|')})(?:s|es)?(?![\\p{L}\\p{N}-])`,
    'giu',
  );
  return (text) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: { length }, 1: written = '' }) => {
      const found = names.get(keyOf(written));
      if (!found || (isAcronym(found.name) && written !== found.name)) return [];
      return [{ at: index, length, slug: found.slug }];
    });
}

/** The texts before each mention, and after the last. */
export function gaps(text: string, mentions: readonly Mention[]): string[] {
  const ends = [0, ...mentions.map(({ at, length }) => at + length)];
  return ends.map((end, i) => text.slice(end, mentions[i]?.at));
}

/** Short words with two capitals or more: VAE, ViT, GPTs (without its s). */
export const acronymsIn = (text: string): string[] =>
  [...text.matchAll(/[\p{L}\d]{2,7}/gu)]
    .filter(([word]) => (word.match(/\p{Lu}/gu) ?? []).length >= 2)
    .map(([word]) => word.replace(/s$/, ''));
