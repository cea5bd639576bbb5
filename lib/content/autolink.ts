import type { Link, Root, Text } from 'mdast';
import type { Node } from 'unist';
import { SKIP, visit } from 'unist-util-visit';
import { termPath } from '../paths.ts';
import type { Entry } from './parse.ts';

/** A name by which prose may mention an entry. */
interface Name {
  /** Finds it as a whole word, or its plural. */
  pattern: RegExp;
  slug: string;
}

/** Short names in capitals are acronyms: “GRU” is one, “gru” is not. */
const isAcronym = (name: string) => name.length <= 6 && name === name.toUpperCase();
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");

const patternOf = (name: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}-])${escaped(name)}(?:s|es)?(?![\\p{L}\\p{N}-])`,
    isAcronym(name) ? 'u' : 'iu',
  );

/** Every entry's term and aliases, longest first, so that “recurrent neural network” comes before “neural network”. */
const namesOf = (entries: readonly Entry[]): Name[] =>
  entries
    .flatMap(({ slug, term, aliases }) => [term, ...aliases].map((name) => ({ name, slug })))
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ name, slug }) => ({ pattern: patternOf(name), slug }));

/** The first place in a text that names one of the entries; of two names there, the longer. */
function find(text: string, names: readonly Name[]) {
  let best: { at: number; length: number; slug: string } | null = null;
  for (const { pattern, slug } of names) {
    const match = pattern.exec(text);
    if (match && (!best || match.index < best.at)) best = { at: match.index, length: match[0].length, slug };
  }
  return best;
}

/**
 * Links the first mention of every other entry in an entry's prose: never in a heading, a link, code or a formula, and
 * not where the entry links to it by hand or names it in `unlinked`.
 */
export function remarkTermLinks(entry: Entry, entries: readonly Entry[]) {
  const done = new Set([entry.slug, ...entry.unlinked, ...entry.links.map(({ slug }) => slug)]);
  let names = namesOf(entries).filter(({ slug }) => !done.has(slug));
  return (tree: Root) =>
    visit(tree, (node: Node, index, parent: (Node & { children: Node[] }) | undefined) => {
      if (node.type === 'heading' || node.type === 'link') return SKIP;
      if (node.type !== 'text' || !parent || index === undefined) return;
      const { value } = node as Text;
      const found = find(value, names);
      if (!found) return;
      const { at, length, slug } = found;
      names = names.filter((name) => name.slug !== slug);
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
