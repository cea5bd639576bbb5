/**
 * `npm run ambiguous`: names an author should look at twice. Those that are also keywords of other entries, those that
 * differ from another entry's name in form only, and how many entries link each ordinary word.
 */
import { group } from 'd3-array';
import { loadEntries } from '../content/entries.ts';
import { createMentions } from '../content/mentions.ts';
import { normalize, stems } from '../search/words.ts';

const entries = loadEntries();
const names = entries.flatMap(({ slug, term, aliases }) =>
  [term, ...aliases].map((name) => ({ slug, name })),
);

console.log('Names that are also keywords of other entries');
for (const { slug, name } of names) {
  const others = entries.filter(
    (entry) => entry.slug !== slug && entry.keywords.some((word) => normalize(word) === normalize(name)),
  );
  if (others.length > 0) console.log(`  ${name} (${slug}): ${others.map((other) => other.slug).join(', ')}`);
}

console.log('Names of different entries that differ in form only');
for (const [, alike] of group(names, ({ name }) => stems(name).join(' ')))
  if (new Set(alike.map(({ slug }) => slug)).size > 1)
    console.log(`  ${alike.map(({ slug, name }) => `${name} (${slug})`).join(', ')}`);

console.log('Ordinary words that become links, and in how many entries');
const mentions = createMentions(entries);
const linked = entries.flatMap(({ slug, texts, unlinked }) => {
  const prose = texts.join('\n');
  const written = mentions(prose)
    .filter((mention) => mention.slug !== slug && !unlinked.includes(mention.slug))
    .map(({ at, length }) => prose.slice(at, at + length));
  return [...new Set(written.filter((word) => /^\p{Ll}+$/u.test(word)).map((word) => stems(word).join()))];
});
for (const [word, { length }] of [...group(linked, (stem) => stem)]
  .sort((a, b) => b[1].length - a[1].length)
  .slice(0, 12))
  console.log(`  ${word}: ${length}`);
