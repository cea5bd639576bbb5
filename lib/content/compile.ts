import rehypeShikiFromHighlighter from '@shikijs/rehype/core';
import type { Root as Hast } from 'hast';
import { bundleMDX } from 'mdx-bundler';
import rehypeKatex from 'rehype-katex';
import rehypeSlug from 'rehype-slug';
import remarkMath from 'remark-math';
import { visit } from 'unist-util-visit';
import { withBase } from '../site.ts';
import { highlighter } from './highlight.ts';
import type { Entry } from './parse.ts';

/** Links to entries work under any base path. */
function rehypeTermLinks() {
  return (tree: Hast) =>
    visit(tree, 'element', (node) => {
      const href = node.properties.href;
      if (node.tagName === 'a' && typeof href === 'string' && href.startsWith('/')) node.properties.href = withBase(href);
    });
}

/** The program of an entry's body, for getMDXComponent. Its mistakes in maths throw. */
export async function compileEntry(entry: Entry): Promise<string> {
  const shiki = await highlighter;
  const { code } = await bundleMDX({
    source: entry.source,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [...(options.remarkPlugins ?? []), remarkMath],
      rehypePlugins: [
        ...(options.rehypePlugins ?? []),
        rehypeSlug,
        rehypeTermLinks,
        [rehypeKatex, { strict: 'error', throwOnError: true, output: 'htmlAndMathml' }],
        [rehypeShikiFromHighlighter, shiki, { theme: 'lexigrad' }],
      ],
    }),
  });
  return code;
}
