import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadEntries } from '@/lib/content/entries';
import { searchDocuments } from '@/lib/search/documents';
import { createSearch } from '@/lib/search/search';

const { headings, ideas } = parse(readFileSync('tests/contract/coverage.yaml', 'utf8')) as {
  headings: { name: string; slug: string }[];
  ideas: { name: string; slugs: string[] }[];
};
const search = createSearch(searchDocuments(loadEntries()));
const found = (name: string) => search(name).map(({ document }) => document.slug);

it('knows all 86 headings of the old glossary', () => {
  expect(headings).toHaveLength(86);
});

it.each(headings)('$name leads to $slug', ({ name, slug }) => {
  expect(found(name)[0]).toBe(slug);
});

it.each(ideas)('$name leads, among the first three, to $slugs', ({ name, slugs }) => {
  expect(found(name).slice(0, 3)).toEqual(expect.arrayContaining([expect.toBeOneOf(slugs)]));
});
