import Fuse from 'fuse.js';
import { stems } from './words.ts';

/** Where a word stands in a document, and what it counts there. */
export type Fields = readonly { text: string; weight: number }[];

/** Saturation of repeated words and correction for length, as usual for BM25. */
const [K, B] = [3, 0.6];
/** A word that is only like one of the query’s counts at most this much of it. */
const LIKE = 0.6;
/** No word of the documents is as long, in letters; fuse.js would take half a second over one of 200. */
const LONGEST = 32;

/**
 * BM25F (Robertson and Zaragoza 2009, “The Probabilistic Relevance Framework”, eq. 3.21 on): how well each document
 * answers a query in words. Words match by their stems, or nearly: fuse.js finds the stems that a misspelt one resembles.
 * Returns positions in `documents` with their scores, best first.
 */
export function createRelevance(documents: readonly Fields[]) {
  const texts = documents.map((fields) => fields.map(({ text, weight }) => ({ words: stems(text), weight })));
  const lengths = texts.map((fields) =>
    fields.reduce((n, { words, weight }) => n + weight * words.length, 0),
  );
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  /** Stem to the documents that have it, with its weighted count there. */
  const postings = new Map<string, Map<number, number>>();
  texts.forEach((fields, document) => {
    for (const { words, weight } of fields)
      for (const word of words) {
        const counts = postings.get(word) ?? new Map<number, number>();
        postings.set(word, counts.set(document, (counts.get(document) ?? 0) + weight));
      }
  });
  const vocabulary = new Fuse([...postings.keys()], {
    threshold: 0.4,
    includeScore: true,
    ignoreFieldNorm: true,
  });
  const like = (word: string) =>
    word.length < 4 || word.length > LONGEST
      ? []
      : vocabulary
          .search(word, { limit: 8 })
          .filter(({ item }) => Math.abs(item.length - word.length) <= 2 + word.length / 4)
          .map(({ item, score = 1 }) => ({ word: item, share: LIKE * (1 - score) }));

  function rank(query: string): { document: number; score: number }[] {
    const scores = new Map<number, number>();
    for (const given of new Set(stems(query))) {
      const best = new Map<number, number>();
      for (const { word, share } of postings.has(given) ? [{ word: given, share: 1 }] : like(given)) {
        const counts = postings.get(word) as Map<number, number>;
        const idf = Math.log(1 + (documents.length - counts.size + 0.5) / (counts.size + 0.5));
        for (const [document, count] of counts) {
          const tf = count / (1 - B + (B * (lengths[document] as number)) / average);
          const score = (share * idf * tf) / (K + tf);
          best.set(document, Math.max(score, best.get(document) ?? 0));
        }
      }
      for (const [document, score] of best) scores.set(document, score + (scores.get(document) ?? 0));
    }
    return [...scores].map(([document, score]) => ({ document, score })).sort((a, b) => b.score - a.score);
  }
  return {
    rank,
    /** Whether a word, or another of its stem, stands in any document. */
    knows: (word: string) => stems(word).every((stem) => postings.has(stem)),
  };
}
