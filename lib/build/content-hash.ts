import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onceABuild } from './once.ts';

/** A name for the content of files and of folders' files: alike exactly when all of them are. */
export const contentHash = onceABuild((paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(path, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
});

/** What is read from an entry's text, and made of its body, may depend on besides that text. */
export const CONTENT_SOURCES = ['lib/content', 'lib/paths.ts', 'package-lock.json'];

/** What every model's numbers may depend on besides its own file. */
export const MODEL_SOURCES = [
  'lib/sim',
  'lib/tf',
  'lib/tf/core',
  'lib/tf/kernels',
  'lib/data',
  'lib/problems',
];
