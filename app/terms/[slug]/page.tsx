import 'katex/dist/katex.min.css';
import type { Metadata } from 'next';
import { Body } from '@/components/article/body';
import { Claims } from '@/components/article/claims';
import { EntryHead } from '@/components/article/head';
import { entryMetadata, JsonLd } from '@/components/article/metadata';
import { Moved } from '@/components/article/moved';
import { Onward } from '@/components/article/onward';
import { References } from '@/components/article/references';
import { Still } from '@/components/article/static';
import { aliasSlugs } from '@/lib/content/aliases';
import { loadEntries, loadEntry } from '@/lib/content/entries';

export const dynamicParams = false;
export const generateStaticParams = () =>
  [...loadEntries().map(({ slug }) => slug), ...aliasSlugs().keys()].map((slug) => ({ slug }));

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const moved = aliasSlugs().get(slug);
  return moved ? { title: loadEntry(moved).term, robots: { index: false } } : entryMetadata(loadEntry(slug));
}

export default async function TermPage({ params }: Props) {
  const { slug } = await params;
  const moved = aliasSlugs().get(slug);
  if (moved) return <Moved slug={moved} />;
  const entry = loadEntry(slug);
  return (
    <main className="entry" id="content">
      <Still>
        <EntryHead entry={entry} />
      </Still>
      <article className="prose">
        <Body entry={entry} />
        <Still>
          <Claims entry={entry} />
          <References entry={entry} />
        </Still>
      </article>
      <Still>
        <Onward entry={entry} />
      </Still>
      <JsonLd entry={entry} />
    </main>
  );
}
