import { loadTile, themes } from '@/lib/build/card';
import { loadPoster } from '@/lib/build/posters';
import { loadEntries, loadEntry } from '@/lib/content/entries';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () =>
  loadEntries().flatMap(({ slug }) => themes.map((theme) => ({ file: `${slug}.${theme}.png` })));

/** The small picture of an entry, in the colours of a theme. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const [slug = '', theme] = (await params).file.split('.');
  const { demo } = loadEntry(slug);
  const { tile } = await loadPoster({ demo: demo.id, preset: demo.preset });
  const png = await loadTile(tile, theme === 'dark' ? 'dark' : 'light');
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
}
