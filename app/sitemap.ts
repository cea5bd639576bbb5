import type { MetadataRoute } from 'next';
import { loadEntries } from '@/lib/content/entries';
import { termPath } from '@/lib/paths';
import { absolute } from '@/lib/site';

export const dynamic = 'force-static';

export default function sitemap(): MetadataRoute.Sitemap {
  return ['/', ...loadEntries().map(({ slug }) => termPath(slug))].map((path) => ({ url: absolute(path) }));
}
