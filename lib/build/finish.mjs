// Last step of a build: puts the static markup laid aside by components/article/static.tsx into the exported pages, then
// lists them for the service worker.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeServiceWorker } from './service-worker.mjs';

for (const file of readdirSync('out', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.html')) continue;
  const page = join('out', file);
  const html = readFileSync(page, 'utf8');
  const whole = html.replace(/<!--static:([0-9a-f]+)-->/g, (_, id) =>
    readFileSync(join('.cache/static', id), 'utf8'),
  );
  if (whole !== html) writeFileSync(page, whole);
}

await writeServiceWorker();
