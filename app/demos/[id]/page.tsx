import type { Metadata } from 'next';
import { Demo } from '@/components/article/demo';
import { loadEntries } from '@/lib/content/entries';
import { demoIds } from '@/lib/content/published';
import { termPath, withBase } from '@/lib/paths';
import { absolute } from '@/lib/site';

export const dynamicParams = false;
export const generateStaticParams = () => demoIds().map((id) => ({ id }));

type Props = { params: Promise<{ id: string }> };

const titleOf = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: `${titleOf(id)} (demo)`, alternates: { canonical: absolute(`/demos/${id}/`) } };
}

/** One demo alone, at the model's own defaults: workbench, embed, test target. */
export default async function DemoPage({ params }: Props) {
  const { id } = await params;
  return (
    <main className="bare" id="content">
      <h1>{titleOf(id)}</h1>
      <p>
        The demo of{' '}
        {loadEntries()
          .filter(({ demo }) => demo.id === id)
          .map(({ slug, term }, i) => (
            <span key={slug}>
              {i > 0 && ' and '}
              <a href={withBase(termPath(slug))}>{term}</a>
            </span>
          ))}
        , at its own default settings.
      </p>
      <Demo id={id} />
    </main>
  );
}
