import type { ReactNode } from 'react';
import type { Entry } from '@/lib/content/parse';
import { termPath, withBase } from '@/lib/paths';

/** What each symbol of the formula above stands for: a list, one symbol an item. */
export const Symbols = ({ children }: { children: ReactNode }) => <div className="symbols">{children}</div>;

/** A remark beside the main line: how the toy differs from the real thing, an old belief corrected. */
export const Aside = ({ children }: { children: ReactNode }) => <aside className="aside">{children}</aside>;

/** “(Kingma & Ba 2015)”, leading to the reference. */
export function Cite({ entry, id }: { entry: Entry; id: string }) {
  const reference = entry.references.find((r) => r.id === id);
  if (!reference) throw new Error(`no reference has the id “${id}”`);
  return (
    <a className="cite" href={`#${id}`}>
      {surnames(reference.authors)} {reference.year}
    </a>
  );
}

/** “Kingma & Ba”, “Reddi et al.” from “D. P. Kingma and J. Ba”. */
function surnames(authors: string): string {
  const [listed = '', others] = authors.split(/ (et al\.)$/);
  const names = listed
    .split(/, and |, | and /)
    .map((name) => /(?:(?:van|von|de|der|den|la|le) )*\S+$/.exec(name.trim())?.[0] ?? name);
  return others || names.length > 2 ? `${names[0]} et al.` : names.join(' & ');
}

/** Pairs that trip readers. */
export function Confusables({ entry }: { entry: Entry }) {
  return (
    <dl className="confusables">
      {entry.confusables.map(({ name, slug, text }) => (
        <div key={name}>
          <dt>{slug ? <a href={withBase(termPath(slug))}>{name}</a> : name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
