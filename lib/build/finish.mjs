// Last step of a build: puts the static markup laid aside by components/article/static.tsx and the style sheets into the
// exported pages, gives each its content security policy, writes `_headers`, which Netlify, Cloudflare Pages and serve.mjs follow, and lists
// the finished pages for the service worker. Links of a page to itself are marked, and fonts no reader needs left out.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withStyles } from './inline-styles.mjs';
import { withPolicy } from './policy.mjs';
import { writeServiceWorker } from './service-worker.mjs';
import { settle } from './settle.mjs';

const OUT = 'out';

const base = process.env.BASE_PATH ?? '';
const files = readdirSync(OUT, { recursive: true, encoding: 'utf8' });
// KaTeX's fonts for browsers without WOFF2; they would have none of our colours either.
for (const file of files) if (/\.(woff|ttf)$/.test(file)) rmSync(join(OUT, file));
for (const file of files.filter((file) => file.endsWith('.css'))) {
  const style = readFileSync(join(OUT, file), 'utf8');
  writeFileSync(join(OUT, file), style.replace(/,url\([^)]*\.(?:woff|ttf)\)format\("[^"]*"\)/g, ''));
}
const pages = files.filter((file) => file.endsWith('.html'));
for (const file of pages) {
  const page = join(OUT, file);
  const path = `${base}/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`;
  const html = withStyles(settle(readFileSync(page, 'utf8'), file), OUT, file)
    .replace(/<!--static:([0-9a-f]+)-->/g, (_, id) => readFileSync(join('.cache/static', id), 'utf8'))
    // Start and data of React come in many scripts, for streaming; one needs one hash.
    .replace(/(<script id="_R_">[^<]*)<\/script>(<script src="[^"]*" async=""><\/script>)<script>/, '$2$1;')
    .replaceAll('</script><script>self.__next_f.push', ';self.__next_f.push')
    .replace(/<a (?=[^>]*href="([^"]*)")/g, (start, href) =>
      href === path ? `${start}aria-current="page" ` : start,
    );
  writeFileSync(page, withPolicy(html, file));
}

/** The rules of a path are all those that match it, so none may contradict another. */
const rules = {
  '/*': [
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: strict-origin-when-cross-origin',
    'Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy: same-origin',
  ],
  // Named after their content. The worker, too, has the policy of its own script.
  '/_next/static/*': [
    'Cache-Control: public, max-age=31536000, immutable',
    "Content-Security-Policy: default-src 'self'",
  ],
  '/glossary.json': ['Access-Control-Allow-Origin: *'],
};
const folders = new Set(
  pages.map((page) => page.split(/[\\/]/)).flatMap(([top, more]) => (more ? [top] : [])),
);
for (const folder of ['', ...folders]) {
  const framing = folder === 'demos' ? '*' : "'none'";
  rules[folder ? `/${folder}/*` : '/'] = [
    'Cache-Control: public, max-age=0, must-revalidate',
    `Content-Security-Policy: frame-ancestors ${framing}`,
  ];
}
const lines = Object.entries(rules).flatMap(([path, headers]) => [
  base + path,
  ...headers.map((header) => `  ${header}`),
]);
writeFileSync(join(OUT, '_headers'), `${lines.join('\n')}\n`);
await writeServiceWorker();
