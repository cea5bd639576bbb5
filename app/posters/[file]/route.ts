import { loadPoster } from '@/lib/build/posters';
import { posterRequests } from '@/lib/content/published';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () =>
  [...posterRequests().keys()].map((key) => ({ file: `${key}.json` }));

/** The run a poster shows, for the live view to start from. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const request = posterRequests().get(file.replace(/\.json$/, ''));
  if (!request) return new Response('No such poster', { status: 404 });
  return Response.json((await loadPoster(request)).state);
}
