import { Fragment } from 'react';
import { loadEntries } from '@/lib/content/entries';
import { termPath, withBase } from '@/lib/paths';

/** A for “Ångström”; digits and signs stand together. */
const initialOf = (name: string) =>
  /[A-Z]/.exec((name.normalize('NFD')[0] ?? '').toUpperCase())?.[0] ?? '0–9';

/** Every term and every alias, A to Z, with a jump to each letter; an alias names its entry. */
export function Alphabet() {
  const names = loadEntries()
    .flatMap(({ slug, term, aliases }) => [
      { name: term, slug, of: null },
      ...aliases.map((name) => ({ name, slug, of: term })),
    ])
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const letters = [...new Set(names.map(({ name }) => initialOf(name)))];
  const idOf = (letter: string) => (letter === '0–9' ? 'digits' : letter.toLowerCase());
  return (
    <>
      <nav className="families" aria-label="Letters">
        {letters.map((letter) => (
          <a key={letter} href={`#${idOf(letter)}`}>
            {letter}
          </a>
        ))}
      </nav>
      <div className="alphabet">
        {letters.map((letter) => (
          <Fragment key={letter}>
            <h2 id={idOf(letter)}>{letter}</h2>
            <ul>
              {names
                .filter(({ name }) => initialOf(name) === letter)
                .map(({ name, slug, of }) => (
                  <li key={name}>
                    <a href={withBase(termPath(slug))}>{name}</a>
                    {of && <span> → {of}</span>}
                  </li>
                ))}
            </ul>
          </Fragment>
        ))}
      </div>
    </>
  );
}
