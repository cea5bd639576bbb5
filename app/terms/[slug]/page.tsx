import 'katex/dist/katex.min.css';
import type { Metadata } from 'next';
import { Body } from '@/components/article/body';
import { Claims } from '@/components/article/claims';
import { EntryHead } from '@/components/article/head';
import { References } from '@/components/article/references';
import { Onward } from '@/components/article/onward';
import { loadEntries, loadEntry } from '@/lib/content/entries';
import { entryMetadata, JsonLd } from '@/components/article/metadata';

export const dynamicParams = false;
export const generateStaticParams = () => loadEntries().map(({ slug }) => ({ slug }));

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return entryMetadata(loadEntry((await params).slug));
}

export default async function TermPage({ params }: Props) {
  const entry = loadEntry((await params).slug);
  return (
    <main className="entry" id="content">
      <EntryHead entry={entry} />
      <article className="prose">
        <Body entry={entry} />
      </article>
      <div className="prose">
        <Claims entry={entry} />
        <References entry={entry} />
      </div>
      <Onward entry={entry} />
      <JsonLd entry={entry} />
    </main>
  );
}
