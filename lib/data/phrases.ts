import { groups, range } from 'd3-array';
import type { Rng } from '../sim/index.ts';

/** Words by number: two say good, two say bad, “not” turns what it is joined with, “and” and “but” join two parts. */
export const WORDS = ['good', 'fun', 'bad', 'dull', 'not', 'and', 'but'];
export const ADJECTIVES = 4;
export const [NOT, AND, BUT] = [4, 5, 6];

/** A word, or two parts. “a and b” is [a, [AND, b]]. */
export type Tree = number | readonly [Tree, Tree];

/** Is it good? “not” turns the answer, “a and b” is good if both are, “a but b” is as b; “and b” alone has no answer. */
export function meaning(tree: Tree): boolean | null {
  if (typeof tree === 'number') return tree < ADJECTIVES ? tree < 2 : null;
  const [left, right] = tree;
  if (left === NOT) return !meaning(right);
  if (typeof left === 'number' && left > NOT) return null;
  const [joint, last] = right as readonly [Tree, Tree];
  return joint === AND ? meaning(left) === true && meaning(last) === true : meaning(last);
}

/** Where the words can be parted first: at a leading “not”, or at any “and” or “but”. */
const partings = (words: readonly number[]) =>
  words.flatMap((word, i) => ((word === NOT ? i === 0 : word > NOT) ? [i] : []));

/** Every way to group the words. */
export const groupings = (words: readonly number[]): Tree[] =>
  words.length === 1
    ? [words[0] as number]
    : partings(words).flatMap((i): Tree[] => {
        const [word, right] = [words[i] as number, groupings(words.slice(i + 1))];
        if (word === NOT) return right.map((after): Tree => [NOT, after]);
        return groupings(words.slice(0, i)).flatMap((left) =>
          right.map((after): Tree => [left, [word, after]]),
        );
      });

/** A random grouping: each of the possible first partings is as likely as the others, and so on within the parts. */
export function drawTree(rng: Rng, words: readonly number[]): Tree {
  if (words.length === 1) return words[0] as number;
  const at = partings(words);
  const i = at[rng.int(at.length)] as number;
  const [word, after] = [words[i] as number, drawTree(rng, words.slice(i + 1))];
  return word === NOT ? [NOT, after] : [drawTree(rng, words.slice(0, i)), [word, after]];
}

/** The probability that the words mean good, when their grouping is drawn so. */
export function chanceOfGood(words: readonly number[]): number {
  if (words.length === 1) return Number((words[0] as number) < 2);
  const at = partings(words);
  const chances = at.map((i) => {
    const after = chanceOfGood(words.slice(i + 1));
    if (words[i] === NOT) return 1 - after;
    return words[i] === AND ? chanceOfGood(words.slice(0, i)) * after : after;
  });
  return chances.reduce((sum, p) => sum + p, 0) / at.length;
}

/** So many adjectives with “and” or “but” between them, each with “not” before it or without. */
const drawWords = (rng: Rng, adjectives: number): number[] =>
  range(adjectives).flatMap((i) => [
    ...(i > 0 ? [rng.int(2) ? AND : BUT] : []),
    ...(rng.int(2) ? [NOT] : []),
    rng.int(ADJECTIVES),
  ]);

/** The tree that every phrase has without a grammar: each word joined to all before it. */
export const chain = (words: readonly number[]): Tree =>
  words.slice(1).reduce<Tree>((read, word) => [read, word], words[0] as number);

/** A phrase with its tree, and 1 if that means good. */
export function drawPhrase(rng: Rng, adjectives: number) {
  const words = drawWords(rng, adjectives);
  const tree = drawTree(rng, words);
  return { words, tree, good: Number(meaning(tree)) };
}

/** The phrase not a · b · c: adjectives a, b, c as digits to base 4, then “and” (0) or “but” (1) twice. */
export function phraseOf(code: number): number[] {
  const adjective = (i: number) => Math.floor(code / 4 ** i) % 4;
  const joint = (i: number) => (Math.floor(code / 2 ** (6 + i)) % 2 ? BUT : AND);
  return [NOT, adjective(0), joint(0), adjective(1), joint(1), adjective(2)];
}

export const height = (tree: Tree): number =>
  typeof tree === 'number' ? 0 : 1 + Math.max(height(tree[0]), height(tree[1]));
/** All parts of a tree, itself last, each with the words it spans: from that one up to the other. */
export function spans(tree: Tree, from = 0): { tree: Tree; from: number; to: number }[] {
  if (typeof tree === 'number') return [{ tree, from, to: from + 1 }];
  const left = spans(tree[0], from);
  const right = spans(tree[1], left.at(-1)?.to);
  return [...left, ...right, { tree, from, to: right.at(-1)?.to as number }];
}

/**
 * Work for many trees at once. Rows 0 to 6 are the words; each level adds a row for each distinct pair of that height,
 * made from the rows of its two parts. `roots`: the rows of the trees themselves.
 */
export function plan(trees: readonly Tree[]) {
  const key = (tree: Tree) => JSON.stringify(tree);
  const parts = trees.flatMap((tree) => spans(tree).map((span) => span.tree));
  const pairs = [...new Map(parts.map((tree) => [key(tree), tree])).values()].filter(
    (tree) => typeof tree !== 'number',
  );
  const levels = groups(pairs, height).sort(([a], [b]) => a - b);
  const order = [...WORDS.keys(), ...levels.flatMap(([, level]) => level)];
  const rows = new Map(order.map((tree, i) => [key(tree), i]));
  const row = (tree: Tree) => rows.get(key(tree)) as number;
  return {
    levels: levels.map(([, level]) => ({
      left: level.map(([a]) => row(a)),
      right: level.map(([, b]) => row(b)),
    })),
    roots: trees.map(row),
  };
}
export type Plan = ReturnType<typeof plan>;
