import { loadCard } from '@/lib/build/card';
import { loadPoster } from '@/lib/build/posters';
import { loadEntries, loadEntry } from '@/lib/content/entries';
import { MOTTO, TITLE } from '@/lib/site';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => loadEntries().map(({ slug }) => ({ file: `${slug}.png` }));

/** What a network shows beside a link to an entry. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const { term, short, demo } = loadEntry((await params).file.replace(/\.png$/, ''));
  const { tile } = await loadPoster({ demo: demo.id, preset: demo.preset });
  const png = await loadCard({ term, short, tile, site: `${TITLE}. ${MOTTO}` });
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
}
