import { loadEntries } from '@/lib/content/entries';
import type { Entry } from '@/lib/content/parse';
import { type Family, families } from '@/lib/content/schema';

/** A sheet is one request of 30 to 70 kB; no browser draws pictures of more than 16,384 pixels, a sheet has 6,144 at most. */
const TILES_A_SHEET = 32;

interface Sheet {
  name: string;
  /** Their tiles lie one under the other. */
  entries: Entry[];
}

/** The entries of each family that has any, and the sheets of their tiles. */
export const wall = (): { family: Family; entries: Entry[]; sheets: Sheet[] }[] =>
  (Object.keys(families) as Family[])
    .map((family) => ({ family, entries: loadEntries().filter((entry) => entry.family === family) }))
    .filter(({ entries }) => entries.length > 0)
    .map(({ family, entries }) => ({
      family,
      entries,
      sheets: Array.from({ length: Math.ceil(entries.length / TILES_A_SHEET) }, (_, k) => ({
        name: `${family}-${k + 1}`,
        entries: entries.slice(TILES_A_SHEET * k, TILES_A_SHEET * (k + 1)),
      })),
    }));
