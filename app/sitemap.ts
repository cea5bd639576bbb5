import type { MetadataRoute } from 'next';
import { loadEntries } from '@/lib/content/entries';
import { loadReadingPaths } from '@/lib/content/reading-paths';
import { termPath } from '@/lib/paths';
import { absolute } from '@/lib/site';

export const dynamic = 'force-static';

export default function sitemap(): MetadataRoute.Sitemap {
  return [
    ...['/', '/a-z/', '/families/', '/status/', '/map/', '/paths/', '/lens/', '/offline/'],
    ...loadReadingPaths().map(({ id }) => `/paths/${id}/`),
    ...loadEntries().map(({ slug }) => termPath(slug)),
  ].map((path) => ({ url: absolute(path) }));
}
