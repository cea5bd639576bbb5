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
import { withBase } from '../paths.ts';
import { remarkTermLinks } from './autolink.ts';
import { ContentError } from './errors.ts';
import { highlighter } from './highlight.ts';
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

/** The program of an entry's body, for getMDXComponent. Throws a ContentError, for mistakes in maths too. */
export async function compileEntry(entry: Entry, entries: readonly Entry[]): Promise<string> {
  const shiki = await highlighter;
  const { code } = await bundleMDX({
    source: entry.source,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [...(options.remarkPlugins ?? []), remarkMath, () => remarkTermLinks(entry, entries)],
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
