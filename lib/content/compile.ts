import rehypeShikiFromHighlighter from '@shikijs/rehype/core';
import type { BuildFailure } from 'esbuild';
import type { Root as Hast } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { bundleMDX } from 'mdx-bundler';
import rehypeKatex from 'rehype-katex';
import rehypeSlug from 'rehype-slug';
import remarkMath from 'remark-math';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { cached } from '../build/cache.ts';
import { CONTENT_SOURCES, contentHash } from '../build/content-hash.ts';
import { BASE_PATH, withBase } from '../paths.ts';
import { remarkTermLinks } from './autolink.ts';
import { ContentError } from './errors.ts';
import { highlighter } from './highlight.ts';
import { createMentions, type Mentions } from './mentions.ts';
import type { Entry } from './parse.ts';

/** Links to entries work under any base path. */
function rehypeTermLinks() {
  return (tree: Hast) =>
    visit(tree, 'element', (node) => {
      const href = node.properties.href;
      if (node.tagName === 'a' && typeof href === 'string' && href.startsWith('/'))
        node.properties.href = withBase(href);
    });
}

/** Formulas and code become <Static>: finished markup that need not pass through React. */
function rehypeStatic() {
  return (tree: Hast) =>
    visit(tree, 'element', (node, index, parent) => {
      const isFormula = [node.properties.className]
        .flat()
        .some((name) => name === 'katex' || name === 'katex-display');
      if (!parent || index === undefined || !(isFormula || node.tagName === 'pre')) return;
      const attributes = { html: toHtml(node), as: isFormula ? 'span' : 'div' };
      parent.children[index] = {
        type: 'mdxJsxTextElement',
        name: 'Static',
        attributes: Object.entries(attributes).map(([name, value]) => ({
          type: 'mdxJsxAttribute',
          name,
          value,
        })),
        children: [],
      };
      return SKIP;
    });
}

/** KaTeX would set a link or a picture of a formula as a mistake in red. */
function trust({ command }: { command: string }): never {
  throw new Error(`${command} has no place in a formula`);
}

/** rehype-katex only warns of a formula it cannot set. */
const rehypeNoWarnings =
  () =>
  (_: Hast, { messages: [warning] }: VFile) => {
    if (warning) throw warning.cause ?? warning;
  };

let latest: { entries: readonly Entry[]; mentions: Mentions } | undefined;

/** The program of an entry's body, for getMDXComponent. Throws a ContentError, for mistakes in maths too. */
export async function compileEntry(entry: Entry, entries: readonly Entry[]): Promise<string> {
  if (latest?.entries !== entries) latest = { entries, mentions: createMentions(entries) };
  const { mentions } = latest;
  // Of the other entries, only the names found in this one's text count: a new entry elsewhere changes nothing here.
  const sources = [
    entry.slug,
    entry.source,
    entry.texts.map(mentions),
    BASE_PATH,
    contentHash(CONTENT_SOURCES),
  ];
  return (await cached('bodies', sources, () => compile(entry, mentions))).toString();
}

async function compile(entry: Entry, mentions: Mentions): Promise<string> {
  const shiki = await highlighter;
  const { code } = await bundleMDX({
    source: entry.source,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [...(options.remarkPlugins ?? []), remarkMath, () => remarkTermLinks(entry, mentions)],
      rehypePlugins: [
        ...(options.rehypePlugins ?? []),
        rehypeSlug,
        rehypeTermLinks,
        [rehypeKatex, { strict: 'error', throwOnError: true, output: 'htmlAndMathml', trust }],
        rehypeNoWarnings,
        [rehypeShikiFromHighlighter, shiki, { theme: 'lexigrad' }],
        rehypeStatic,
      ],
    }),
  }).catch((error: Error & Partial<BuildFailure>) => {
    throw new ContentError(entry.file, 'body', error.errors?.[0]?.text ?? error.message);
  });
  return code;
}
