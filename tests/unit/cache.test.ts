import { dirname } from 'node:path';
import { build } from 'esbuild';
import { bundleMDX } from 'mdx-bundler';
import { describe, expect, it, vi } from 'vitest';
import { CONTENT_SOURCES } from '@/lib/build/content-hash';
import { POSTER_SOURCES } from '@/lib/build/posters';
import { compileEntry } from '@/lib/content/compile';
import { loadEntries } from '@/lib/content/entries';
import { type Entry, parseEntry } from '@/lib/content/parse';

vi.mock('mdx-bundler', async (original) => {
  const actual = await original<typeof import('mdx-bundler')>();
  return { ...actual, bundleMDX: vi.fn(actual.bundleMDX) };
});

/** Each file of ours that a program is made of, with the files it imports. */
async function filesOf(...entryPoints: string[]) {
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    outdir: '.cache',
    logLevel: 'error',
    plugins: [
      {
        name: 'packages-stay-outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./@]|^@[^/]/ }, ({ kind }) =>
            kind === 'entry-point' ? null : { external: true },
          ),
      },
    ],
  });
  return Object.entries(metafile.inputs).map(([file, { imports }]) => ({
    file,
    imports: imports.filter(({ external }) => !external).map(({ path }) => path),
  }));
}

describe('names of cached results hold every source of them', () => {
  const within = (file: string, sources: readonly string[]) =>
    sources.includes(file) || sources.includes(dirname(file));
  const isOwn = (file: string) => /^(lib\/models|components\/demos)\//.test(file);

  it('of posters: what is shared, besides one model and one view', async () => {
    const files = await filesOf('lib/build/poster-worker.tsx');
    expect(files.length).toBeGreaterThan(200);
    const worker = 'lib/build/poster-worker.tsx';
    expect(
      files.map(({ file }) => file).filter((file) => !isOwn(file) && !within(file, POSTER_SOURCES)),
    ).toEqual([]);
    expect(
      files.filter(({ file, imports }) => file !== worker && imports.some(isOwn)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('of entries and their bodies', async () => {
    const files = await filesOf(
      'lib/content/entries.ts',
      'lib/content/compile.ts',
      'lib/content/highlight.ts',
    );
    // The cache itself decides when a result is made, and not what it is.
    const cache = ['lib/build/cache.ts', 'lib/build/content-hash.ts', 'lib/build/once.ts'];
    expect(
      files.map(({ file }) => file).filter((file) => !within(file, [...CONTENT_SOURCES, ...cache])),
    ).toEqual([]);
  });
});

describe('the body of an entry', () => {
  // The shortest has room for more words.
  const [first] = loadEntries().toSorted((a, b) => a.source.length - b.source.length) as [Entry];
  const write = (text: string) =>
    parseEntry(
      first.slug,
      first.file,
      first.source.replace('## How it works\n', `## How it works\n\n${text}\n`),
    );
  const other = (term: string): Entry => ({ ...first, slug: 'other', term, aliases: [] });
  const before = write('Widgets turn.');

  it('follows its text, and the entries that its text names', async () => {
    expect(await compileEntry(before, [before])).toContain('Widgets turn.');
    expect(await compileEntry(write('Widgets stop.'), [before])).toContain('Widgets stop.');
    expect(await compileEntry(before, [before, other('Widget')])).toContain('/terms/other/');
    expect(await compileEntry(before, [before])).not.toContain('/terms/other/');
  });

  it('is not made again when another entry comes or changes', async () => {
    await compileEntry(before, [before]);
    const made = vi.mocked(bundleMDX).mock.calls.length;
    await compileEntry(before, [before, other('Gadget')]);
    expect(vi.mocked(bundleMDX).mock.calls.length).toBe(made);
  });
});
