import type { ExpressionStatement } from 'estree';
import type { Code, Definition, Heading, Link, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString as textOf } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { ContentError } from './errors.ts';
import { literal } from './literal.ts';
import { type Frontmatter, frontmatterSchema, slug as slugSchema } from './schema.ts';
import { languages, sections, vocabulary } from './vocabulary.ts';

export type DemoUse = z.infer<typeof vocabulary.Demo>;
export type Question = z.infer<typeof vocabulary.Predict>;

export interface Entry extends Frontmatter {
  slug: string;
  file: string;
  demo: DemoUse;
  /** The pieces of text in the body: prose without formulas and code. */
  texts: string[];
  /** The questions put before the demo. */
  questions: Question[];
  /** Slugs the prose links to, each with its line. */
  links: { slug: string; line: number }[];
  /** MDX with its frontmatter, as in the file. */
  source: string;
}

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx).use(remarkMath);
const termLink = /^\/terms\/([^/]+)\/(#.*)?$/;

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

/** The attributes of a component; in braces they are literals. */
function attributes({ attributes: given }: Jsx): Record<string, unknown> {
  return Object.fromEntries(
    given.map((attribute) => {
      if (attribute.type === 'mdxJsxExpressionAttribute') throw new Error('{…} in the place of an attribute');
      const { name, value } = attribute;
      if (!value || typeof value === 'string') return [name, value ?? true];
      const [statement] = value.data?.estree?.body ?? [];
      return [name, literal((statement as ExpressionStatement).expression)];
    }),
  );
}

/** The first thing that is wrong, as field and reason. */
const firstIssue = ({ issues: [issue] }: z.ZodError) =>
  [issue?.path.join('.') ?? '', issue?.message ?? 'is not valid'] as const;

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
  if (!slugSchema.safeParse(slug).success) fail('its name', 'is not a slug (kebab-case)');
  const yaml = tree.children[0]?.type === 'yaml' ? tree.children[0].value : fail('frontmatter', 'is missing');
  let fields: unknown;
  try {
    fields = parseYaml(yaml);
  } catch (error) {
    return fail('frontmatter', (error as Error).message);
  }
  const parsed = frontmatterSchema.safeParse(fields);
  if (!parsed.success) {
    const [field, reason] = firstIssue(parsed.error);
    return fail(field || 'frontmatter', reason);
  }
  const frontmatter = parsed.data;

  const links: Entry['links'] = [];
  const headings: string[] = [];
  const texts: string[] = [];
  const used: Record<string, unknown[]> = {};
  visit(tree, (node, _, parent) => {
    const wrong = (what: string) => fail(`line ${node.position?.start.line ?? '?'}`, what);
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const name = node.name ?? 'a fragment';
        if (!Object.hasOwn(vocabulary, name))
          wrong(`<${name}> is not one of ${Object.keys(vocabulary).join(', ')}`);
        let given: Record<string, unknown>;
        try {
          given = attributes(node);
        } catch (error) {
          return wrong(`<${name}> has ${(error as Error).message}`);
        }
        const checked = vocabulary[name as keyof typeof vocabulary].safeParse(given);
        if (!checked.success) return wrong(`<${name}> ${firstIssue(checked.error).join(': ')}`);
        if (name === 'Cite' && !frontmatter.references.some(({ id }) => id === given.id))
          wrong(`<Cite id="${given.id}" /> is no id of references`);
        if (name === 'Predict' && (parent as Jsx | undefined)?.name !== 'Demo')
          wrong('<Predict> stands outside <Demo>');
        used[name] = [...(used[name] ?? []), checked.data];
        break;
      }
      case 'mdxjsEsm':
        return wrong('import and export have no place in an entry');
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return wrong(`the expression {${node.value}} has no place in an entry`);
      case 'image':
      case 'imageReference':
        return wrong('a picture from a file has no place in an entry: its pictures are computed');
      case 'code': {
        const { lang } = node as Code;
        if (!(languages as readonly unknown[]).includes(lang))
          wrong(`code in “${lang}” is not in one of ${languages.join(', ')}`);
        break;
      }
      case 'heading':
        headings.push(`${'#'.repeat((node as Heading).depth)} ${textOf(node as Heading)}`);
        break;
      case 'link':
      case 'definition': {
        const { url } = node as Link | Definition;
        const target = termLink.exec(url)?.[1];
        if (target) links.push({ slug: target, line: node.position?.start.line ?? 0 });
        else if (!/^https:\/\//.test(url)) wrong(`the link “${url}” is neither /terms/<slug>/ nor https`);
        break;
      }
      case 'text':
        texts.push(node.value);
        break;
    }
  });
  for (const once of ['Demo', 'Confusables', 'Source']) {
    const count = used[once]?.length ?? 0;
    if (count !== 1) fail('body', `has ${count} <${once}>; an entry has one`);
  }
  if (headings.join() !== sections.join())
    fail('body', `its headings are “${headings.join('”, “')}” and not “${sections.join('”, “')}”`);
  const words = texts.flatMap((text) => text.split(/\s+/).filter(Boolean)).length;
  if (words > 600 || (words < 200 && !frontmatter.draft)) fail('body', `has ${words} words, not 200 to 600`);
  const [demo] = used.Demo as [DemoUse];
  const questions = (used.Predict ?? []) as Question[];
  return { ...frontmatter, slug, file, demo, questions, texts, links, source };
}
