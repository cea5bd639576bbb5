import type { Link, Root, Text } from 'mdast';
import type { Node } from 'unist';
import { SKIP, visit } from 'unist-util-visit';
import { termPath } from '../paths.ts';
import type { Mentions } from './mentions.ts';
import type { Entry } from './parse.ts';

/**
 * Links the first mention of every other entry in an entry's prose: never in a heading, a link, code or a formula, and
 * not where the entry links to it by hand or names it in `unlinked`.
 */
export function remarkTermLinks(entry: Entry, mentions: Mentions) {
  const done = new Set([entry.slug, ...entry.unlinked, ...entry.links.map(({ slug }) => slug)]);
  return (tree: Root) =>
    visit(tree, (node: Node, index, parent: (Node & { children: Node[] }) | undefined) => {
      if (node.type === 'heading' || node.type === 'link') return SKIP;
      if (node.type !== 'text' || !parent || index === undefined) return;
      const { value } = node as Text;
      const found = mentions(value).find(({ slug }) => !done.has(slug));
      if (!found) return;
      const { at, length, slug } = found;
      done.add(slug);
      const link: Link = {
        type: 'link',
        url: termPath(slug),
        children: [{ type: 'text', value: value.slice(at, at + length) }],
      };
      const rest: Text = { type: 'text', value: value.slice(at + length) };
      parent.children.splice(index, 1, { type: 'text', value: value.slice(0, at) } as Text, link, rest);
      return index + 2;
    });
}
