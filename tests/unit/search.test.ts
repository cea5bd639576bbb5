import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadEntries } from '@/lib/content/entries';
import { editDistance, leastEdits, lettersOf } from '@/lib/search/distance';
import { searchDocuments } from '@/lib/search/documents';
import { createSearch } from '@/lib/search/search';

const search = createSearch(searchDocuments(loadEntries()));
const first = (query: string) => search(query)[0]?.document.slug;

describe('search', () => {
  it.each([
    ['sgd', 'stochastic-gradient-descent'],
    ['SGD', 'stochastic-gradient-descent'],
    ['adam', 'adam'],
    ['ada', 'adam'],
    ['adma', 'adam'],
    ['droput', 'dropout'],
    ['drop-out', 'dropout'],
    ['overfitting', 'dropout'],
    ['sigmoid', 'activation'],
    ['actvation funtion', 'activation'],
    ['cosine', 'cosine-similarity'],
    ['can cosine similarity be negative', 'cosine-similarity'],
    ['adaptive moment estimation', 'adam'],
    ['why does training loss keep bouncing around instead of settling', 'stochastic-gradient-descent'],
    ['MC dropout', 'dropout'],
    ['vanishing', 'vanishing-gradient-problem'],
    ['non linearity', 'nonlinear-transform-function'],
    ['rms porp', 'rmsprop'],
    ['hyper plain', 'hyperplane'],
    ['normalizaton of data', 'normalization'],
    ['what did Hochreiter and Schmidhuber invent in 1997', 'lstm'],
  ])('finds %s', (query, slug) => expect(first(query)).toBe(slug));

  it('says through which name it found an entry', () => {
    expect(search('sgd')[0]?.via).toBe('SGD');
    expect(search('adam')[0]?.via).toBeNull();
  });

  it('offers the terms and aliases that look most alike where it finds nothing, the most alike first', () => {
    const hits = search('vctr');
    expect(hits[0]?.document.slug).toBe('vector');
    for (const { document, via, nearest } of hits) {
      expect(nearest).toBe(true);
      expect([null, ...document.aliases]).toContain(via);
    }
  });

  it('says of a word it does not know that what it finds is only near', () => {
    const hits = search('kubernetes');
    expect(hits.length).toBeLessThanOrEqual(3);
    for (const { nearest } of hits) expect(nearest).toBe(true);
    expect(search('kubernetes network')[0]?.nearest).toBeUndefined();
  });

  it.each(['zzqq', 'zzzzqqqq', 'qwertyuiop'])('offers nothing where no name is near: %s', (query) =>
    expect(search(query)).toEqual([]),
  );

  it('returns nothing for nothing', () => {
    expect(search('   ')).toEqual([]);
    expect(search('$%&')).toEqual([]);
  });

  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('adma', 'adam')).toBe(1);
    expect(editDistance('droput', 'dropout')).toBe(1);
    expect(editDistance('', 'sgd')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('stops counting slips once they are too many', () => {
    expect(editDistance('backpropagation', 'softmax', 2)).toBeGreaterThan(2);
    expect(editDistance('adma', 'adam', 1)).toBe(1);
  });

  it('counts the same slips near the diagonal as over all letters, whatever was counted before', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, word, fc.integer({ min: 0, max: 5 }), (a, b, other, most) => {
        const slips = editDistance(a, b);
        editDistance(other, other);
        const counted = editDistance(a, b, most);
        if (slips <= most) expect(counted).toBe(slips);
        else expect(counted).toBeGreaterThan(most);
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes letters for a reason to expect more slips than there are', () => {
    const names = loadEntries().map(({ term }) => term.toLowerCase());
    for (const a of names)
      for (const b of names)
        expect(leastEdits(lettersOf(a), lettersOf(b))).toBeLessThanOrEqual(editDistance(a, b));
  });
});
