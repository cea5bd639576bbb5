import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadEntries } from '@/lib/content/entries';
import { searchDocuments } from '@/lib/search/documents';
import { createSearch } from '@/lib/search/search';

type Query = { slug: string; kind: 'misspelt' | 'synonym' | 'question'; query: string };
const search = createSearch(searchDocuments(loadEntries()));

/** Shares of queries whose entry comes first, and among the first three. */
function shares(queries: readonly Query[]) {
  const places = queries.map(({ query, slug }) =>
    search(query).findIndex(({ document }) => document.slug === slug),
  );
  const share = (last: number) =>
    places.filter((place) => place >= 0 && place < last).length / queries.length;
  return { first: share(1), three: share(3) };
}

describe.each(['queries', 'more-queries'])('real ways to ask: %s.yaml', (file) => {
  const queries: Query[] = parse(readFileSync(`tests/contract/${file}.yaml`, 'utf8'));
  it.each([
    ['misspelt names', 'misspelt', 0.97, 0.99],
    ['other names', 'synonym', 0.97, 0.99],
    ['questions', 'question', 0.75, 0.92],
  ])('%s find their entry', (_, kind, first, three) => {
    const found = shares(queries.filter((query) => query.kind === kind));
    expect(found.first).toBeGreaterThanOrEqual(first);
    expect(found.three).toBeGreaterThanOrEqual(three);
  });
});
