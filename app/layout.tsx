import './styles/base.css';
import './styles/site.css';
import './styles/article.css';
import './styles/demo.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Wishes } from '@/components/browser';
import { EarlyScript } from '@/components/site/early';
import { Footer, Header } from '@/components/site/header';

import { loadEntries } from '@/lib/content/entries';
import { withBase } from '@/lib/paths';
import { absolute, MOTTO, SITE_URL, TITLE } from '@/lib/site';

export const metadata: Metadata = {
  metadataBase: new URL(SITE_URL),
  title: {
    default: `${TITLE}: ${MOTTO.charAt(0).toLowerCase()}${MOTTO.slice(1)}`,
    template: `%s · ${TITLE}`,
  },
  description: `${MOTTO}: one correct sentence, one computed picture, one thing to change.`,
  openGraph: { siteName: TITLE, type: 'website', url: absolute('/') },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#141619' },
  ],
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <EarlyScript />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={TITLE}
          href={withBase('/opensearch.xml')}
        />
      </head>
      <body>
        <Header terms={loadEntries().length} />
        {children}
        <Footer />
        <Wishes />
      </body>
    </html>
  );
}
