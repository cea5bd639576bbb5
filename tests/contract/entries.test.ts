import { describe, expect, it } from 'vitest';
import { claimsHash } from '@/lib/build/claims-hash';
import { readOutcomes } from '@/lib/build/outcomes';
import { loadEntries } from '@/lib/content/entries';
import { claimIds, modelIds, viewIds } from './folders.ts';

const entries = loadEntries();

it('has a view and claims for every model, and an entry that shows it', () => {
  expect(viewIds).toEqual(modelIds);
  expect(claimIds).toEqual(modelIds);
  expect([...new Set(entries.map(({ demo }) => demo.id))].sort()).toEqual([...modelIds].sort());
});

describe.each(entries.map((entry) => [entry.slug, entry] as const))('%s', (slug, entry) => {
  it('makes at least two claims of its demo, and every outcome is fresh and holds', async () => {
    const outcomes = readOutcomes()[entry.demo.id];
    expect(outcomes?.hash, `the outcomes of ${entry.demo.id} are stale: npm run claims`).toBe(
      await claimsHash(entry.demo.id),
    );
    const own = outcomes?.claims.filter(({ entries: of }) => !of || of.includes(slug)) ?? [];
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const { text, held, needed } of own) expect(held, text).toBeGreaterThanOrEqual(needed);
  });
});
