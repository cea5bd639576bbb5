import type { Entry } from '@/lib/content/parse';
import { termPath, withBase } from '@/lib/paths';

/** Entries in titled groups, each with its short definition. */
export function Listing({
  groups,
}: {
  groups: readonly {
    id: string;
    title: string;
    entries: readonly Entry[];
    note?: (entry: Entry) => string | undefined;
  }[];
}) {
  const shown = groups.filter(({ entries }) => entries.length > 0);
  return (
    <>
      <nav className="families" aria-label="On this page">
        {shown.map(({ id, title, entries }) => (
          <a key={id} href={`#${id}`}>
            {title} <span>{entries.length}</span>
          </a>
        ))}
      </nav>
      {shown.map(({ id, title, entries, note }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <ul className="listing">
            {entries.map((entry) => (
              <li key={entry.slug}>
                <a href={withBase(termPath(entry.slug))}>{entry.term}</a>{' '}
                <span className="via">{note?.(entry)}</span>
                <p>{entry.short}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
