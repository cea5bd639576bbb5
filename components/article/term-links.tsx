import { Fragment } from 'react';
import { loadEntry } from '@/lib/content/entries';
import { termPath, withBase } from '@/lib/paths';

/** Entries by name, separated by commas. */
export const TermLinks = ({ slugs }: { slugs: readonly string[] }) =>
  slugs.map((slug, i) => (
    <Fragment key={slug}>
      {i > 0 && ', '}
      <a href={withBase(termPath(slug))}>{loadEntry(slug).term}</a>
    </Fragment>
  ));
