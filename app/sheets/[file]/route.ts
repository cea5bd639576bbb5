import { loadSheet, themes } from '@/lib/build/card';
import { loadPoster } from '@/lib/build/posters';
import { wall } from '@/lib/build/sheets';

const sheets = () => wall().flatMap(({ sheets }) => sheets);

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () =>
  sheets().flatMap(({ name }) => themes.map((theme) => ({ file: `${name}.${theme}.png` })));

/** The small pictures of entries of a family, one under the other, in the colours of a theme. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const [name, theme] = (await params).file.split('.');
  const entries = sheets().find((sheet) => sheet.name === name)?.entries ?? [];
  const tiles = await Promise.all(
    entries.map(async ({ demo }) => (await loadPoster({ demo: demo.id, preset: demo.preset })).tile),
  );
  const png = await loadSheet(tiles, theme === 'dark' ? 'dark' : 'light');
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
}
