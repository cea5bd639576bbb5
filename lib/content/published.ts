import { onceABuild } from '../build/once.ts';
import type { PosterRequest } from '../build/poster-types.ts';
import { posterKey } from '../build/posters.ts';
import { termPath, withBase } from '../paths.ts';
import { loadEntries } from './entries.ts';

/** The site's content for other people's programs: /glossary.json. */
export const glossary = () =>
  loadEntries().map(({ slug, term, aliases, family, status, short, demo, prerequisites, related }) => ({
    slug,
    term,
    aliases,
    family,
    status,
    short,
    url: withBase(termPath(slug)),
    demos: [demo.id],
    prerequisites,
    related,
  }));

/** Every demo, by id, as its own page shows it: at the model's defaults. */
export const demoIds = () => [...new Set(loadEntries().map(({ demo }) => demo.id))].sort();

/** Every poster the site shows, by the name of its file. */
export const posterRequests = onceABuild((): Map<string, PosterRequest> => {
  const requests = [
    ...loadEntries().map(({ demo }) => ({ demo: demo.id, preset: demo.preset })),
    ...demoIds().map((demo) => ({ demo, preset: {} })),
  ];
  return new Map(requests.map((request) => [posterKey(request), request]));
});
