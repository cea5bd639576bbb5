import { cacheFile, digest } from './cache.ts';

/** Lays markup aside for lib/build/finish.mjs and returns the name of its mark. */
export function keepStatic(html: string): string {
  const id = digest(html).slice(0, 12);
  const file = cacheFile('static', id);
  if (!file.read()) file.write(html);
  return id;
}
