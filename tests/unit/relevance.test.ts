import { describe, expect, it } from 'vitest';
import { createRelevance } from '@/lib/search/relevance';
import { stems } from '@/lib/search/words';

const one = (text: string) => [{ text, weight: 1 }];

describe('relevance', () => {
  const { rank, knows } = createRelevance([
    one('gradients vanish'),
    one('weights'),
    one('gradient descent step'),
    one('step'),
  ]);

  it('of a word in one of four documents of equal length is as computed by hand', () => {
    // idf = ln(1 + (2 − 1 + ½)/(1 + ½)) = ln 2; tf = 1 in a document of average length: ln 2 · 1/(3 + 1).
    const [hit, ...others] = createRelevance([one('weights'), one('descent')]).rank('weight');
    expect(others).toEqual([]);
    expect(hit?.document).toBe(0);
    expect(hit?.score).toBeCloseTo(Math.log(2) / 4, 12);
  });

  it('prefers rare words, and takes words by their stems', () =>
    expect(rank('why do the gradients vanish').map(({ document }) => document)).toEqual([0, 2]));

  it('forgives a slip', () => expect(rank('wieghts')[0]?.document).toBe(1));

  it('knows the words that stand somewhere, in any form', () =>
    expect(['step', 'steps', 'stp'].map(knows)).toEqual([true, true, false]));

  it('is nobody’s for words that stand nowhere', () => expect(rank('zzzz')).toEqual([]));
});

describe('stems', () => {
  it('leave out what questions are made of', () =>
    expect(stems('Why does my loss explode?')).toEqual(['loss', 'explod']));
  it('of nothing but such words are those', () => expect(stems('how does it')).toHaveLength(3));
});
