import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const digest = (content: unknown) =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 20);

/** A file of `.cache` that outlives builds. Its name holds whatever its content depends on, so it is never out of date. */
export function cacheFile(folder: string, name: string) {
  const file = join('.cache', folder, name);
  return {
    read(): Buffer | null {
      try {
        return readFileSync(file);
      } catch {
        return null;
      }
    },
    write(content: string | Buffer) {
      mkdirSync(join('.cache', folder), { recursive: true });
      // Another process may read at this moment: a rename is whole or not at all.
      const part = `${file}.${process.pid}`;
      writeFileSync(part, content);
      renameSync(part, file);
    },
  };
}

/** What `make` gives of `sources` alone: from the cache, or made now and kept there. */
export async function cached(
  folder: string,
  sources: unknown,
  make: () => Promise<string | Buffer>,
): Promise<Buffer> {
  const file = cacheFile(folder, digest(sources));
  const found = file.read();
  if (found) return found;
  const made = await make();
  file.write(made);
  return Buffer.from(made);
}
