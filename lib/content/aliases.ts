import { onceABuild } from '../build/once.ts';
import { addressOf, loadEntries } from './entries.ts';

/** Address of each alias to the slug of its entry; an address that is an entry's own stays that entry's. */
export const aliasSlugs = onceABuild((): Map<string, string> => {
  const entries = loadEntries();
  const own = new Set(entries.map(({ slug }) => slug));
  return new Map(
    entries.flatMap(({ slug, term, aliases }) =>
      [term, ...aliases]
        .map(addressOf)
        .filter((alias) => alias && !own.has(alias))
        .map((alias) => [alias, slug] as const),
    ),
  );
});
