import type { Heading, Link, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString as textOf } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import type { AnyValues } from '../sim/params.ts';
import { ContentError } from './errors.ts';
import { type Frontmatter, frontmatterSchema } from './schema.ts';
import { sections, vocabulary } from './vocabulary.ts';

export interface DemoUse {
  id: string;
  /** Settings of this entry that differ from the model's own defaults. */
  preset: Partial<AnyValues>;
}

export interface Entry extends Frontmatter {
  slug: string;
  file: string;
  demo: DemoUse;
  /** The pieces of text in the body: prose without formulas and code. */
  texts: string[];
  /** Words of them. */
  words: number;
  /** Slugs the prose links to, each with its line. */
  links: { slug: string; line: number }[];
  /** MDX with its frontmatter, as in the file. */
  source: string;
}

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx).use(remarkMath);
const termLink = /^\/terms\/([^/]+)\/(#.*)?$/;

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

/** The value of a JSX attribute: a string, or a literal in braces. */
function attribute(element: Jsx, name: string): unknown {
  const found = element.attributes.find((a): a is MdxJsxAttribute => 'name' in a && a.name === name);
  if (!found?.value || typeof found.value === 'string') return found?.value ?? undefined;
  return new Function(`return (${found.value.value})`)();
}

/** Reads one entry and checks all that can be checked of it alone. Throws a ContentError. */
export function parseEntry(slug: string, file: string, source: string): Entry {
  const fail = (where: string, what: string): never => {
    throw new ContentError(file, where, what);
  };
  let tree: Root;
  try {
    tree = processor.parse(source);
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    return fail(line ? `line ${line}` : 'body', reason ?? String(error));
  }
  const yaml = tree.children[0]?.type === 'yaml' ? tree.children[0].value : fail('frontmatter', 'is missing');
  const parsed = frontmatterSchema.safeParse(parseYaml(yaml));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(issue?.path.join('.') || 'frontmatter', issue?.message ?? 'is not valid');
  }
  const frontmatter = parsed.data;

  const lineOf = (node: { position?: { start: { line: number } } | undefined }) =>
    `line ${node.position?.start.line ?? '?'}`;
  const demos: DemoUse[] = [];
  const links: Entry['links'] = [];
  const headings: string[] = [];
  const texts: string[] = [];
  visit(tree, (node) => {
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const name = node.name ?? 'a fragment';
        if (!(vocabulary as readonly string[]).includes(name)) {
          fail(lineOf(node), `<${name}> is not one of ${vocabulary.join(', ')}`);
        }
        if (name === 'Demo') {
          demos.push({
            id: String(attribute(node, 'id')),
            preset: (attribute(node, 'preset') ?? {}) as DemoUse['preset'],
          });
        }
        if (name === 'Cite' && !frontmatter.references.some((r) => r.id === attribute(node, 'id'))) {
          fail(lineOf(node), `<Cite id="${attribute(node, 'id')}" /> is no id of references`);
        }
        break;
      }
      case 'mdxjsEsm':
        return fail(lineOf(node), 'import and export have no place in an entry');
      case 'heading':
        headings.push(textOf(node as Heading));
        break;
      case 'link': {
        const { url } = node as Link;
        const target = termLink.exec(url)?.[1];
        if (target) links.push({ slug: target, line: node.position?.start.line ?? 0 });
        else if (!/^https:\/\//.test(url))
          fail(lineOf(node), `the link “${url}” is neither /terms/<slug>/ nor https`);
        break;
      }
      case 'text':
        texts.push(node.value);
        break;
    }
  });
  if (demos.length !== 1) fail('body', `has ${demos.length} demos; an entry has one`);
  const [demo] = demos as [DemoUse];
  if (headings.join() !== sections.join()) {
    fail('body', `its headings are “${headings.join('”, “')}” and not “${sections.join('”, “')}”`);
  }
  const words = texts.flatMap((text) => text.split(/\s+/).filter(Boolean)).length;
  return { ...frontmatter, slug, file, demo, texts, words, links, source };
}
