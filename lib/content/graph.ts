import { graphlib, layout } from '@dagrejs/dagre';
import type { Entry } from './parse.ts';

/** All that an entry builds on, each after what it builds on itself. */
export function readFirst(slug: string, entries: readonly Entry[]): Entry[] {
  const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
  const order = new Map<string, Entry>();
  function visit(entry: Entry) {
    for (const before of entry.prerequisites) {
      if (order.has(before)) continue;
      const found = bySlug.get(before) as Entry;
      visit(found);
      order.set(before, found);
    }
  }
  visit(bySlug.get(slug) as Entry);
  return [...order.values()];
}

/** Slugs by how long a chain of prerequisites leads to them: none, one, two … */
export function layers(entries: readonly Entry[]): string[][] {
  const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
  const depths = new Map<string, number>();
  function depth(slug: string): number {
    const known = depths.get(slug);
    if (known !== undefined) return known;
    const found = Math.max(-1, ...(bySlug.get(slug) as Entry).prerequisites.map(depth)) + 1;
    depths.set(slug, found);
    return found;
  }
  return entries.reduce<string[][]>((all, { slug }) => {
    const d = depth(slug);
    while (all.length <= d) all.push([]);
    all[d]?.push(slug);
    return all;
  }, []);
}

/** Sizes of the picture, in px: the least height of a node, a line, a letter, what stands before it, gaps down and across, the margin. */
const [HEIGHT, LINE_HEIGHT, LETTER, PADDING, GAP, ACROSS, MARGIN] = [46, 15, 7.4, 34, 6, 34, 8];
/** How many letters of a name stand in a line, as far as its words allow. */
const LINE = 15;

/** A name in lines. */
function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && longer.length <= LINE) lines.pop();
    lines.push(longer.length <= LINE ? longer : word);
  }
  return lines;
}

/** Its centre and size, in px. */
export interface MapNode {
  entry: Entry;
  lines: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface PrerequisiteMap {
  width: number;
  height: number;
  /** From left to right, each layer from its top: the order in which keys reach them. */
  nodes: MapNode[];
  /** From what is read first to what builds on it. */
  edges: { from: MapNode; to: MapNode }[];
}

/** The slugs of each layer from top to bottom, so that few lines cross (Sugiyama, Tagawa and Toda 1981; by dagre). */
function arranged(entries: readonly Entry[]): string[][] {
  const found = layers(entries);
  const depths = new Map(found.flatMap((layer, depth) => layer.map((slug) => [slug, depth] as const)));
  const depth = (slug: string) => depths.get(slug) as number;
  const graph = new graphlib.Graph();
  // Dagre's own choice of ranks, the network simplex, takes a time that grows with the square of the terms.
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree' });
  for (const { slug } of entries) graph.setNode(slug, { width: 1, height: HEIGHT });
  for (const { slug, prerequisites } of entries)
    for (const before of prerequisites) graph.setEdge(before, slug, { minlen: depth(slug) - depth(before) });
  layout(graph);
  const y = (slug: string) => (graph.node(slug) as { y: number }).y;
  return found.map((layer) => layer.sort((a, b) => y(a) - y(b)));
}

/** The prerequisites as a drawing in layers, left to right, each term in a column as near the left as it can be. */
export function prerequisiteMap(entries: readonly Entry[]): PrerequisiteMap {
  const bySlug = new Map(entries.map((entry) => [entry.slug, entry]));
  const nodes = new Map<string, MapNode>();
  let [left, height] = [MARGIN, 0];
  for (const layer of arranged(entries)) {
    const named = layer
      .map((slug) => bySlug.get(slug) as Entry)
      .map((entry) => ({ entry, lines: linesOf(entry.term) }));
    const width =
      PADDING + LETTER * Math.max(...named.flatMap(({ lines }) => lines.map((line) => line.length)));
    let top = MARGIN;
    for (const { entry, lines } of named) {
      const tall = Math.max(HEIGHT, LINE_HEIGHT * lines.length + 2);
      nodes.set(entry.slug, { entry, lines, x: left + width / 2, y: top + tall / 2, width, height: tall });
      top += tall + GAP;
    }
    height = Math.max(height, top - GAP + MARGIN);
    left += width + ACROSS;
  }
  const node = (slug: string) => nodes.get(slug) as MapNode;
  return {
    width: left - ACROSS + MARGIN,
    height,
    nodes: [...nodes.values()],
    edges: entries.flatMap(({ slug, prerequisites }) =>
      prerequisites.map((before) => ({ from: node(before), to: node(slug) })),
    ),
  };
}
