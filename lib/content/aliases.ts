import { slug as slugOf } from 'github-slugger';
import { onceABuild } from '../build/once.ts';
import { loadEntries } from './entries.ts';

/** Without accents: a static export has no page at an address that needs escaping. */
const ascii = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll('ø', 'o')
    .replace(/[^\x20-\x7e]/g, '');

/** Address of each alias to the slug of its entry; an address that is an entry's own stays that entry's. */
export const aliasSlugs = onceABuild((): Map<string, string> => {
  const entries = loadEntries();
  const own = new Set(entries.map(({ slug }) => slug));
  return new Map(
    entries.flatMap(({ slug, term, aliases }) =>
      [term, ...aliases]
        .map((name) => slugOf(ascii(name)))
        .filter((alias) => alias && !own.has(alias))
        .map((alias) => [alias, slug] as const),
    ),
  );
});
