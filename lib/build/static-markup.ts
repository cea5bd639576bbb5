import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '.cache/static';

/** Lays markup aside for lib/build/finish.mjs and returns the name of its mark. */
export function keepStatic(html: string): string {
  const id = createHash('sha256').update(html).digest('hex').slice(0, 12);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, id), html);
  return id;
}
