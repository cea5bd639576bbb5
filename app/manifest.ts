import type { MetadataRoute } from 'next';
import { withBase } from '@/lib/paths';
import { MOTTO, TITLE } from '@/lib/site';

export const dynamic = 'force-static';

/** Lets the site be installed as an application. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: TITLE,
    description: MOTTO,
    start_url: withBase('/'),
    scope: withBase('/'),
    display: 'minimal-ui',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons: [{ src: withBase('/icon.svg'), sizes: 'any', type: 'image/svg+xml' }],
  };
}
