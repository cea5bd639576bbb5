import type { MetadataRoute } from 'next';
import { loadEntries } from '@/lib/content/entries';
import { absolute, termPath } from '@/lib/site';

export const dynamic = 'force-static';

export default function sitemap(): MetadataRoute.Sitemap {
  return ['/', ...loadEntries().map(({ slug }) => termPath(slug))].map((path) => ({ url: absolute(path) }));
}
