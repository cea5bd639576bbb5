import { describe, expect, it } from 'vitest';
import { loadEntries } from '@/lib/content/entries';
import { layers, prerequisiteMap, readFirst } from '@/lib/content/graph';
import type { Entry } from '@/lib/content/parse';
import { loadReadingPaths } from '@/lib/content/reading-paths';

const entry = (slug: string, ...prerequisites: string[]) =>
  ({ slug, term: slug, prerequisites }) as unknown as Entry;
const diamond = [entry('d', 'b', 'c'), entry('b', 'a'), entry('c', 'a'), entry('a'), entry('alone')];

describe('prerequisites', () => {
  it('are read in an order in which each comes after its own, once', () =>
    expect(readFirst('d', diamond).map(({ slug }) => slug)).toEqual(['a', 'b', 'c']));

  it('make layers by the longest way', () =>
    expect(layers(diamond)).toEqual([['a', 'alone'], ['b', 'c'], ['d']]));

  it('are drawn from left to right, no term over another', () => {
    const { nodes, edges, width, height } = prerequisiteMap(loadEntries());
    for (const { from, to } of edges)
      expect(from.x + from.width / 2, `${from.entry.slug} before ${to.entry.slug}`).toBeLessThan(
        to.x - to.width / 2,
      );
    for (const [i, a] of nodes.entries()) {
      expect(a.x + a.width / 2).toBeLessThanOrEqual(width);
      expect(a.y + a.height / 2).toBeLessThanOrEqual(height);
      for (const b of nodes.slice(i + 1)) {
        const apart =
          2 * Math.abs(a.x - b.x) >= a.width + b.width || 2 * Math.abs(a.y - b.y) >= a.height + b.height;
        expect(apart, `${a.entry.slug} and ${b.entry.slug}`).toBe(true);
      }
    }
  });

  it('are drawn close together, each name whole in its box', () => {
    const { nodes, width, height } = prerequisiteMap(loadEntries());
    const covered = nodes.reduce((sum, node) => sum + node.width * node.height, 0);
    expect(covered / (width * height)).toBeGreaterThan(0.4);
    for (const { entry, lines, ...node } of nodes) {
      expect(lines.join(' ')).toBe(entry.term);
      expect(lines.length * 15).toBeLessThan(node.height);
    }
  });
});

describe('reading paths', () => {
  it.each(loadReadingPaths().map((path) => [path.id, path] as const))(
    '%s never puts an entry before one that it needs',
    (_, { steps }) => {
      const order = steps.map(({ slug }) => slug);
      for (const slug of order)
        for (const { slug: before } of readFirst(slug, loadEntries()))
          if (order.includes(before))
            expect(order.indexOf(before), `${before} before ${slug}`).toBeLessThan(order.indexOf(slug));
    },
  );
});
