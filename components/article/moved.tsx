import { loadEntry } from '@/lib/content/entries';
import { termPath, withBase } from '@/lib/paths';
import { absolute } from '@/lib/site';

/** The page of an alias: leads to its entry without a server or a script. */
export function Moved({ slug }: { slug: string }) {
  const path = withBase(termPath(slug));
  return (
    <main id="content">
      <meta httpEquiv="refresh" content={`0; url=${path}`} />
      <link rel="canonical" href={absolute(termPath(slug))} />
      <p>
        This is <a href={path}>{loadEntry(slug).term}</a>.
      </p>
    </main>
  );
}
