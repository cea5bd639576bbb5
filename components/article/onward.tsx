import { loadEntries } from '@/lib/content/entries';
import { readFirst } from '@/lib/content/graph';
import type { Entry } from '@/lib/content/parse';
import { TermLinks } from './term-links.tsx';

/** Where to go from here, and the questions this page answers. */
export function Onward({ entry }: { entry: Entry }) {
  const next = loadEntries().filter(({ prerequisites }) => prerequisites.includes(entry.slug));
  const rows: [string, readonly string[]][] = [
    ['Read before, in order', readFirst(entry.slug, loadEntries()).map(({ slug }) => slug)],
    ['Read next', next.map(({ slug }) => slug)],
    ['Related', entry.related],
  ];
  return (
    <nav className="onward" aria-label="Related entries">
      <dl>
        {rows
          .filter(([, slugs]) => slugs.length > 0)
          .map(([title, slugs]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <TermLinks slugs={slugs} />
              </dd>
            </div>
          ))}
        <div>
          <dt>This page answers</dt>
          <dd>
            <ul>
              {entry.asks.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </nav>
  );
}
