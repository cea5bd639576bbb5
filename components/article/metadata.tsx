import type { Metadata } from 'next';
import type { Entry } from '@/lib/content/parse';
import { families } from '@/lib/content/schema';
import { termPath } from '@/lib/paths';
import { absolute, TITLE } from '@/lib/site';
import { Static } from './static.tsx';

export function entryMetadata({ slug, term, short }: Entry): Metadata {
  const url = absolute(termPath(slug));
  const card = { url: absolute(`/cards/${slug}.png`), width: 1200, height: 630, alt: short };
  return {
    title: term,
    description: short,
    alternates: { canonical: url },
    openGraph: { type: 'article', title: term, description: short, url, siteName: TITLE, images: [card] },
    twitter: { card: 'summary_large_image', title: term, description: short, images: [card.url] },
  };
}

/** schema.org/DefinedTerm, for search engines. */
export function JsonLd({ entry }: { entry: Entry }) {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'DefinedTerm',
    name: entry.term,
    alternateName: entry.aliases,
    description: entry.short,
    url: absolute(termPath(entry.slug)),
    termCode: entry.slug,
    inDefinedTermSet: {
      '@type': 'DefinedTermSet',
      name: `${TITLE}: ${families[entry.family]}`,
      url: absolute('/'),
    },
    license: 'https://creativecommons.org/licenses/by/4.0/',
  };
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return <Static html={`<script type="application/ld+json">${json}</script>`} />;
}
