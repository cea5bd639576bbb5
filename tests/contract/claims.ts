import { range } from 'd3-array';
import { describe, expect, it } from 'vitest';
import { readOutcomes } from '@/lib/build/outcomes';
import type { Claim } from '@/lib/sim';
import { claimIds } from './folders.ts';

/**
 * The claims of every second demo, each until a seed bears it out: the first one, or after as many as it may fail on.
 * Every figure must be within those written down for the page by `npm run claims`, which tries all seeds. Two files
 * that share the work run side by side.
 */
export const testClaims = (half: 0 | 1) =>
  describe.each(claimIds.filter((_, i) => i % 2 === half))('claims of %s', async (id) => {
    const claims: readonly Claim[] = (await import(`../../lib/claims/${id}.ts`)).default;
    const written = readOutcomes()[id]?.claims ?? [];

    it('has at least three claims and one that does not depend on chance', () => {
      expect(claims.length).toBeGreaterThanOrEqual(3);
      expect(claims.some((claim) => claim.seeds === 1)).toBe(true);
    });

    it.each(claims.map((claim, i) => [claim.text, claim, written[i]] as const))(
      '%s',
      (text, claim, outcome) => {
        expect(outcome?.text).toBe(text);
        const { low, high } = outcome as NonNullable<typeof outcome>;
        const slack = 1e-6 * Math.max(1e-3, Math.abs(low), Math.abs(high));
        const mayFail = claim.seeds - (claim.needed ?? claim.seeds);
        const held = range(1, 2 + mayFail).some((seed) => {
          const figure = claim.measure(seed);
          expect(figure, 'not as written down: npm run claims').toBeGreaterThanOrEqual(low - slack);
          expect(figure, 'not as written down: npm run claims').toBeLessThanOrEqual(high + slack);
          return claim.holds(figure);
        });
        expect(held).toBe(true);
      },
    );
  });
