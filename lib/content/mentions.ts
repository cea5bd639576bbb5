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

const firstWord = /^[\p{L}\p{N}]+/u;
const words = /(?<![\p{L}\p{N}-])[\p{L}\p{N}]+/gu;

/** The places in a text where entries are named, in order. */
export type Mentions = (text: string) => Mention[];

/** Finds whole words, or their plural, that name an entry by its term or an alias: “deep network” before “network”. */
export function createMentions(entries: readonly Named[]): Mentions {
  const names = new Map(
    entries.flatMap(({ slug, term, aliases }) =>
      [term, ...aliases].map((name) => [keyOf(name), { name, slug }] as const),
    ),
  );
  // By first word: one pattern of all names would try each of them at each word of the text.
  const byWord = new Map<string, string[]>();
  for (const key of [...names.keys()].sort((a, b) => b.length - a.length)) {
    const word = firstWord.exec(key)?.[0] ?? '';
    for (const written of word === key ? [word, `${word}s`, `${word}es`] : [word])
      byWord.set(written, [...(byWord.get(written) ?? []), key]);
  }
  const patterns = new Map<string, RegExp>();
  function patternAt(word: string): RegExp | undefined {
    const keys = byWord.get(word);
    if (keys && !patterns.has(word))
      patterns.set(word, new RegExp(`(${keys.map(patternOf).join('|')})(?:s|es)?(?![\\p{L}\\p{N}-])`, 'iuy'));
    return patterns.get(word);
  }
  return (text) => {
    const found: Mention[] = [];
    let end = 0;
    for (const { index, 0: word } of text.matchAll(words)) {
      const pattern = index < end ? undefined : patternAt(word.toLowerCase());
      if (!pattern) continue;
      pattern.lastIndex = index;
      const [{ length }, written] = pattern.exec(text) ?? ['', ''];
      if (!length) continue;
      end = index + length;
      const named = names.get(keyOf(written as string));
      if (named && (!isAcronym(named.name) || written === named.name))
        found.push({ at: index, length, slug: named.slug });
    }
    return found;
  };
}

/** A word divided at the end of a line, as in text copied from a PDF file. */
const division = /(?<=\p{Ll})[-\u00AD\u2010]\s*\n\s*(?=\p{Ll})/gu;

/** Finds names also where the end of a line divides one of their words: “convolu-”, “tional network” on the next line. */
export function acrossLines(mentionsIn: Mentions): Mentions {
  return (text) => {
    const whole = mentionsIn(text);
    const pieces: string[] = [];
    /** Where each letter of the pieces joined stands in the text. */
    const places: number[] = [];
    function take(from: number, to: number) {
      pieces.push(text.slice(from, to));
      for (let at = from; at < to; at++) places.push(at);
    }
    let end = 0;
    for (const { index, 0: cut } of text.matchAll(division)) {
      take(end, index);
      end = index + cut.length;
    }
    if (end === 0) return whole;
    take(end, text.length);
    const divided = mentionsIn(pieces.join('')).map(({ at, length, slug }) => {
      const start = places[at] as number;
      return { at: start, length: (places[at + length - 1] as number) + 1 - start, slug };
    });
    const free = ({ at }: Mention, last: Mention | undefined) => !last || at >= last.at + last.length;
    return [...whole, ...divided]
      .sort((a, b) => a.at - b.at || b.length - a.length)
      .reduce<Mention[]>((kept, mention) => {
        if (free(mention, kept.at(-1))) kept.push(mention);
        return kept;
      }, []);
  };
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
