import type { Entry } from '@/lib/content/parse';
import { statuses } from '@/lib/content/schema';
import { TermLinks } from './term-links.tsx';

/** Title, short definition, and the facts in the margin (in a line under them on phones). */
export function EntryHead({ entry }: { entry: Entry }) {
  const { term, aliases, short, status, statusNote, introduced, prerequisites, confusables } = entry;
  return (
    <header className="entry-head">
      <div>
        <h1>{term}</h1>
        {aliases.length > 0 && <p className="aliases">{aliases.join(' · ')}</p>}
        <p className="short">{short}</p>
      </div>
      <dl className="facts">
        <div>
          <dt>
            <span className={`status-mark status-${status}`} aria-hidden="true" />
            {statuses[status]}
          </dt>
          {statusNote && <dd>{statusNote}</dd>}
        </div>
        <div>
          <dt>First paper</dt>
          <dd>
            {introduced.authors}, {introduced.year}
          </dd>
        </div>
        {prerequisites.length > 0 && (
          <div>
            <dt>Read before</dt>
            <dd>
              <TermLinks slugs={prerequisites} />
            </dd>
          </div>
        )}
        <div>
          <dt>Don’t confuse with</dt>
          <dd>
            <a href="#dont-confuse-with">{confusables.map(({ name }) => name).join(', ')}</a>
          </dd>
        </div>
      </dl>
    </header>
  );
}
