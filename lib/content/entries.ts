import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { slug as slugOf } from 'github-slugger';
import { cacheFile, digest } from '../build/cache.ts';
import { CONTENT_SOURCES, contentHash } from '../build/content-hash.ts';
import { onceABuild } from '../build/once.ts';
import { ContentError } from './errors.ts';
import { type Entry, parseEntry } from './parse.ts';

const FOLDER = 'content/terms';

/** The address of a name. Without accents: a static export has no page at an address that needs escaping. */
export const addressOf = (name: string) =>
  slugOf(
    name
      .normalize('NFKD')
      .replaceAll('ø', 'o')
      .replace(/[^\x20-\x7e]/g, ''),
  );

/** Checks what needs the other entries: links resolve, aliases are not claimed twice, prerequisites have no cycle. */
export function checkTogether(entries: readonly Entry[]): void {
  const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
  const names = new Map<string, Entry>();
  for (const entry of entries) {
    const fail = (where: string, what: string): never => {
      throw new ContentError(entry.file, where, what);
    };
    for (const name of [entry.slug, entry.term, ...entry.aliases]) {
      const address = addressOf(name) || name.toLowerCase();
      const other = names.get(address);
      if (other && other !== entry) fail('aliases', `“${name}” also leads to ${other.slug}`);
      names.set(address, entry);
    }
    const known = (field: string, slug: string) => {
      if (slug === entry.slug) fail(field, 'names the entry itself');
      if (!bySlug.has(slug)) fail(field, `there is no entry “${slug}”`);
    };
    for (const slug of entry.prerequisites) known('prerequisites', slug);
    for (const slug of entry.related) known('related', slug);
    for (const slug of entry.unlinked) known('unlinked', slug);
    for (const { slug } of entry.confusables) if (slug) known('confusables', slug);
    for (const { slug, line } of entry.links) known(`line ${line}`, slug);
  }
  const state = new Map<string, 'open' | 'closed'>();
  function walk(slug: string, path: readonly string[]): void {
    if (state.get(slug) === 'closed') return;
    const entry = bySlug.get(slug) as Entry;
    if (state.get(slug) === 'open') {
      throw new ContentError(entry.file, 'prerequisites', `form a cycle: ${[...path, slug].join(' → ')}`);
    }
    state.set(slug, 'open');
    for (const next of entry.prerequisites) walk(next, [...path, slug]);
    state.set(slug, 'closed');
  }
  for (const { slug } of entries) walk(slug, []);
}

/** Throws with a list when a release would contain drafts. */
export function refuseDrafts(entries: readonly Entry[]): void {
  const drafts = entries.filter(({ draft }) => draft).map(({ file }) => file);
  if (drafts.length > 0) {
    throw new Error(`A release has no drafts; finish these and take out “draft: true”: ${drafts.join(', ')}`);
  }
}

/** parseEntry, or what it gave of the same text before. */
function parsed(...of: Parameters<typeof parseEntry>): Entry {
  const kept = cacheFile('entries', `${digest([of, contentHash(CONTENT_SOURCES)])}.json`);
  const found = kept.read();
  if (found) return JSON.parse(found.toString());
  const entry = parseEntry(...of);
  kept.write(JSON.stringify(entry));
  return entry;
}

/** One entry from its file. Throws a ContentError. */
export function readEntry(file: string, source = readFileSync(file)): Entry {
  const fail = (where: string, what: string): never => {
    throw new ContentError(file, where, what);
  };
  if (!file.endsWith('.mdx')) fail('its name', 'does not end in .mdx');
  if (!isUtf8(source)) fail('text', 'is not UTF-8');
  const entry = parsed(basename(file, '.mdx'), file, source.toString());
  for (const part of [`lib/models/${entry.demo.id}.ts`, `components/demos/${entry.demo.id}.tsx`])
    if (!existsSync(part)) fail('<Demo>', `there is no ${part}`);
  return entry;
}

let loaded: { stamp: string; entries: readonly Entry[] } | undefined;

/** All entries, by term. Read again only when a file has changed. */
export const loadEntries = onceABuild((): readonly Entry[] => {
  const files = readdirSync(FOLDER).map((file) => join(FOLDER, file));
  const sources = files.map((file) => readFileSync(file));
  const stamp = JSON.stringify([files, sources.map(String)]);
  if (loaded?.stamp === stamp) return loaded.entries;
  const entries = files
    .map((file, i) => readEntry(file, sources[i]))
    .sort((a, b) => a.term.localeCompare(b.term, 'en'));
  checkTogether(entries);
  if (process.env.NODE_ENV === 'production' && process.env.DRAFTS !== 'shown') refuseDrafts(entries);
  loaded = { stamp, entries };
  return entries;
});

const bySlug = onceABuild(() => new Map(loadEntries().map((entry) => [entry.slug, entry])));

export function loadEntry(slug: string): Entry {
  const entry = bySlug().get(slug);
  if (!entry) throw new Error(`There is no entry “${slug}”`);
  return entry;
}
