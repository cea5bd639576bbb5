import { loadEntries } from '@/lib/content/entries';
import { termPath, withBase } from '@/lib/paths';

/** Every term and every alias, A to Z; an alias names its entry. */
export function Alphabet() {
  const names = loadEntries()
    .flatMap(({ slug, term, aliases }) => [
      { name: term, slug, of: null },
      ...aliases.map((name) => ({ name, slug, of: term })),
    ])
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <ul className="alphabet">
      {names.map(({ name, slug, of }) => (
        <li key={name}>
          <a href={withBase(termPath(slug))}>{name}</a>
          {of && <span> → {of}</span>}
        </li>
      ))}
    </ul>
  );
}
