import type { Rng } from '../sim/index.ts';
import { household } from './household.ts';

const FOX =
  'the quick brown fox jumps over the lazy dog. the quick brown cat sleeps near the lazy fox. the lazy dog sleeps. the brown dog jumps over the cat';

/** Texts to slide a window over, as sentences of words: two of several sentences and two that give nothing to learn. */
export const texts = {
  fox: () => FOX.split('. ').map((sentence) => sentence.split(' ')),
  people: (rng: Rng) => household(rng, 10),
  same: () => [['ha', 'ha', 'ha', 'ha', 'ha']],
  one: () => [['alone']],
};

/** Ordered pairs of each word with each that stands at most `window` places from it, as places in the sentence. */
export const pairsOf = (words: number, window: number): [word: number, context: number][] => {
  const places = Array.from({ length: words }, (_, i) => i);
  return places.flatMap((i) =>
    places.flatMap((j): [number, number][] => (i !== j && Math.abs(i - j) <= window ? [[i, j]] : [])),
  );
};

/** All such pairs in the sentences, as numbers of words of the vocabulary. */
export const wordPairs = (
  sentences: readonly (readonly string[])[],
  window: number,
  vocabulary: readonly string[],
): [word: number, context: number][] =>
  sentences.flatMap((sentence) => {
    const ids = sentence.map((word) => vocabulary.indexOf(word));
    return pairsOf(ids.length, window).map(([i, j]): [number, number] => [
      ids[i] as number,
      ids[j] as number,
    ]);
  });

/** k-skip-n-grams (Guthrie et al. 2006): n places in order, with at most k between them left out in total. */
export function skipGrams(words: number, n: number, k: number): number[][] {
  const extend = (gram: number[], skips: number): number[][] =>
    gram.length === n
      ? [gram]
      : Array.from({ length: skips + 1 }, (_, s) => [(gram.at(-1) as number) + 1 + s, s] as const).flatMap(
          ([next, s]) => (next < words ? extend([...gram, next], skips - s) : []),
        );
  return Array.from({ length: words }, (_, i) => i).flatMap((i) => extend([i], k));
}

/** How often each word of the vocabulary has each other as a neighbour: shares of all pairs, and of each word’s own. */
export function countPairs(sentences: readonly (readonly string[])[], window: number) {
  const vocabulary = [...new Set(sentences.flat())];
  const pairs = wordPairs(sentences, window, vocabulary);
  const share = (words: (number | undefined)[], of: number) =>
    vocabulary.map((_, c) => words.filter((word) => word === c).length / Math.max(1, of));
  const contexts = vocabulary.map((_, w) =>
    pairs.filter(([word]) => word === w).map(([, context]) => context),
  );
  return {
    vocabulary,
    pairs: pairs.length,
    /** p̂(w, c) */
    joint: contexts.map((own) => share(own, pairs.length)),
    /** p̂(c | w) */
    counted: contexts.map((own) => share(own, own.length)),
  };
}
