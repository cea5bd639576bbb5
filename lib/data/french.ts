import { range } from 'd3-array';

const ARTICLES = [
  { en: 'the', fr: ['le', 'la'] },
  { en: 'a', fr: ['un', 'une'] },
] as const;
/** Most French adjectives follow their noun; “grand” comes before it. Both forms: masculine, feminine. */
const ADJECTIVES = [
  null,
  { en: 'black', fr: ['noir', 'noire'], before: false },
  { en: 'green', fr: ['vert', 'verte'], before: false },
  { en: 'big', fr: ['grand', 'grande'], before: true },
] as const;
const NOUNS = [
  { en: 'cat', fr: 'chat', gender: 0 },
  { en: 'dog', fr: 'chien', gender: 0 },
  { en: 'door', fr: 'porte', gender: 1 },
  { en: 'cup', fr: 'tasse', gender: 1 },
] as const;
const VERBS = [
  { en: 'sees', fr: 'voit' },
  { en: 'likes', fr: 'aime' },
] as const;

const forms = [...ARTICLES, ...ADJECTIVES].flatMap((word) => (word ? [word.fr] : []));
export const START = '(start)';
export const END = '(end)';
export const ENGLISH = [...ARTICLES, ...ADJECTIVES, ...NOUNS, ...VERBS].flatMap((word) =>
  word ? [word.en as string] : [],
);
export const FRENCH = [START, END, ...[...forms.flat(), ...[...NOUNS, ...VERBS].map(({ fr }) => fr)]];

/** Article, adjective, noun, verb, article, adjective, noun: how many there are to choose from. Subjects are animals. */
export const CHOICES = [2, 4, 2, 2, 2, 4, 4];
export const SENTENCES = CHOICES.reduce((product, n) => product * n, 1);
/** A sentence by number: what is chosen at each of the seven places. */
export const choicesOf = (code: number) =>
  CHOICES.map((size, i) => Math.floor(code / CHOICES.slice(0, i).reduce((p, n) => p * n, 1)) % size);

/** “the black cat” and “le chat noir”; null where there is no adjective. */
function group([article = 0, adjective = 0, noun = 0]: readonly number[]) {
  const [a, j, n] = [ARTICLES[article], ADJECTIVES[adjective], NOUNS[noun]] as const;
  if (!a || !n) throw new Error('no such word');
  const form = j ? [j.fr[n.gender]] : [];
  return {
    english: [a.en, j ? j.en : null, n.en],
    french: [a.fr[n.gender], ...(j?.before ? [...form, n.fr] : [n.fr, ...form])],
  };
}

/** A sentence in both languages. English in its seven places, null where there is no adjective. */
export function sentence(code: number): { english: (string | null)[]; french: string[] } {
  const chosen = choicesOf(code);
  const [subject, object, verb] = [group(chosen), group(chosen.slice(4)), VERBS[chosen[3] as 0 | 1]];
  return {
    english: [...subject.english, verb.en, ...object.english],
    french: [...subject.french, verb.fr, ...object.french],
  };
}

const masculine = (word: string) => forms.find(([, feminine]) => feminine === word)?.[0] ?? word;
/** Right; right but for genders; or with other words, or the right ones elsewhere. */
export function kindOf(given: readonly string[], wanted: readonly string[]): 'right' | 'gender' | 'word' {
  const text = (words: readonly string[]) => words.join(' ');
  if (text(given) === text(wanted)) return 'right';
  return text(given.map(masculine)) === text(wanted.map(masculine)) ? 'gender' : 'word';
}

/** Words of the longest sentences; the French has its end besides. */
export const [SOURCE, TARGET] = [7, 8];
export const NOTHING = -1;
export interface Pair {
  /** English words in order, and the French ones with the end, by number; NOTHING after the last. */
  source: readonly number[];
  target: readonly number[];
  french: string[];
}
export function pairOf(code: number): Pair {
  const { english, french } = sentence(code);
  const source = english.flatMap((word) => (word ? [ENGLISH.indexOf(word)] : []));
  const target = [...french, END].map((word) => FRENCH.indexOf(word));
  const padded = (ids: readonly number[], length: number) => range(length).map((i) => ids[i] ?? NOTHING);
  return { source: padded(source, SOURCE), target: padded(target, TARGET), french };
}
/** What the decoder reads when it has to write the target: the start, then all true words but the last. */
export const before = ({ target }: Pair): number[] => [FRENCH.indexOf(START), ...target.slice(0, -1)];

export function wordsUpToEnd(ids: readonly number[]): string[] {
  const words = ids.map((id) => FRENCH[id] as string);
  return words.slice(0, words.includes(END) ? words.indexOf(END) : undefined);
}
