import { describe, expect, it } from 'vitest';
import { readOutcomes } from '@/lib/build/outcomes';
import type { Claim } from '@/lib/sim';
import { claimIds } from './folders.ts';

/**
 * The claims of every second demo, each on its first seed: it must hold, and give a figure like those written down for
 * the page by `npm run claims`, which tries all seeds. Two files that share the work run side by side.
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
        const figure = claim.measure(1);
        if ((claim.needed ?? claim.seeds) === claim.seeds) expect(figure).toSatisfy(claim.holds);
        expect(outcome?.text).toBe(text);
        const { low, high } = outcome as NonNullable<typeof outcome>;
        const slack = 1e-6 * Math.max(1e-3, Math.abs(low), Math.abs(high));
        expect(figure, 'not as written down: npm run claims').toBeGreaterThanOrEqual(low - slack);
        expect(figure, 'not as written down: npm run claims').toBeLessThanOrEqual(high + slack);
      },
    );
  });
