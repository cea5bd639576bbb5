import { stemmer } from 'stemmer';

/** Case, accents, hyphens and spacing do not count. */
export const normalize = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What questions are made of, whatever they ask. */
const COMMON = new Set(
  (
    'a about all am an and any are as at be been being but by call called can could did do does doing exactly for from get gets give given ' +
    'go had has have having how i if in into is isn it its just let make me my no not of on or other our out should ' +
    'so some such t than that the their them then there these they thing things this to use used using was we were what when ' +
    'where whether which while who whose why will with without would you your'
  ).split(' '),
);

/** The words of a text, in order, without those common to all questions (all of them, if it has no others). */
export function telling(text: string): string[] {
  const words = normalize(text).split(' ').filter(Boolean);
  const kept = words.filter((word) => !COMMON.has(word));
  return kept.length > 0 ? kept : words;
}

/** The stems of a text’s telling words, in order. */
export const stems = (text: string): string[] => telling(text).map(stemmer);
