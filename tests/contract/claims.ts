import { describe, expect, it } from 'vitest';
import type { Claim } from '@/lib/sim';
import { claimIds } from './folders.ts';

/** The claims of every second demo. Two files that share the work run side by side. */
export const testClaims = (half: 0 | 1) =>
  describe.each(claimIds.filter((_, i) => i % 2 === half))('claims of %s', async (id) => {
    const claims: readonly Claim[] = (await import(`../../lib/claims/${id}.ts`)).default;

    it('has at least three claims and one that does not depend on chance', () => {
      expect(claims.length).toBeGreaterThanOrEqual(3);
      expect(claims.some((claim) => claim.seeds === 1)).toBe(true);
    });

    it.each(claims.map((claim) => [claim.text, claim] as const))('%s', (_, claim) => {
      const allowed = claim.seeds - (claim.needed ?? claim.seeds);
      const seeds = Array.from({ length: Math.min(claim.seeds, 2 + allowed) }, (_, i) => i + 1);
      const figures = seeds.map((seed) => claim.measure(seed));
      const failed = figures.filter((figure) => !claim.holds(figure));
      expect(failed.length, `failed with ${failed.join(', ')} of ${figures.join(', ')}`).toBeLessThanOrEqual(
        allowed,
      );
    });
  });
