import '../../styles/browse.css';
import type { Metadata } from 'next';
import { Later } from '@/components/browser';
import { Steps } from '@/components/site/steps';
import { loadEntry } from '@/lib/content/entries';
import { loadReadingPaths, type ReadingPath } from '@/lib/content/reading-paths';
import { absolute } from '@/lib/site';

export const dynamicParams = false;
export const generateStaticParams = () => loadReadingPaths().map(({ id }) => ({ id }));

type Props = { params: Promise<{ id: string }> };
const pathOf = async ({ params }: Props): Promise<ReadingPath> => {
  const { id } = await params;
  return loadReadingPaths().find((path) => path.id === id) as ReadingPath;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id, title, goal } = await pathOf(props);
  return { title, description: goal, alternates: { canonical: absolute(`/paths/${id}/`) } };
}

export default async function PathPage(props: Props) {
  const { title, goal, steps } = await pathOf(props);
  const shown = steps.map(({ slug, why }) => {
    const { term, short } = loadEntry(slug);
    return { slug, why, term, short };
  });
  return (
    <main className="browse" id="content">
      <h1>{title}</h1>
      <p className="lead">{goal}</p>
      <Later part="progress" props={{ steps: shown }}>
        <Steps steps={shown} />
      </Later>
    </main>
  );
}
