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

/** Heights, gaps and a letter's width of the picture, in px. */
const [HEIGHT, LETTER, PADDING, GAP, LAYER] = [30, 7.4, 34, 8, 64];

type Place = { x: number; y: number };
/** Its centre and size, in px. */
type MapNode = Place & { entry: Entry; width: number; height: number };
export interface PrerequisiteMap {
  width: number;
  height: number;
  /** From left to right, each layer from its top: the order in which keys reach them. */
  nodes: MapNode[];
  /** From what is read first to what builds on it. */
  edges: { from: string; to: string; points: Place[] }[];
}

/** The prerequisites as a layered drawing, left to right (Sugiyama, Tagawa and Toda 1981; by dagre). */
export function prerequisiteMap(entries: readonly Entry[]): PrerequisiteMap {
  const graph = new graphlib.Graph();
  // Aligned to the upper left, where reading starts and where its window opens.
  graph.setGraph({
    rankdir: 'LR',
    align: 'UL',
    nodesep: GAP,
    ranksep: LAYER,
    edgesep: 4,
    marginx: 8,
    marginy: 8,
    // Dagre's own choice, the network simplex, takes a time that grows with the square of the terms.
    ranker: 'tight-tree',
  });
  for (const { slug, term } of entries)
    graph.setNode(slug, { width: PADDING + LETTER * term.length, height: HEIGHT });
  for (const { slug, prerequisites } of entries)
    for (const before of prerequisites) graph.setEdge(before, slug, {});
  layout(graph);
  const { width, height } = graph.graph() as { width: number; height: number };
  return {
    width,
    height,
    nodes: entries
      .map((entry) => ({ ...(graph.node(entry.slug) as Omit<MapNode, 'entry'>), entry }))
      .sort((a, b) => a.x - b.x || a.y - b.y),
    edges: graph.edges().map(({ v, w }) => ({ from: v, to: w, points: graph.edge(v, w).points as Place[] })),
  };
}
