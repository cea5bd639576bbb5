import { prerequisiteMap } from '@/lib/content/graph';
import type { Entry } from '@/lib/content/parse';
import { type Family, families } from '@/lib/content/schema';
import { termPath, withBase } from '@/lib/paths';

const zooms = { half: ['50 %', 0.5], full: ['100 %', 1], more: ['150 %', 1.5] } as const;

/** A mark for each family, told apart by shape as well as by colour; 10 px wide about (0, 0). */
const marks: Record<Family, string> = {
  optimization: 'M-5,0 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0',
  representation: 'M-4.5,-4.5 h9 v9 h-9 Z',
  architectures: 'M0,-5.5 L5.5,4.5 H-5.5 Z',
  data: 'M0,-6 L6,0 L0,6 L-6,0 Z',
};

/** Through dagre's points, rounded at each. */
function curve(points: readonly { x: number; y: number }[]): string {
  const at = (i: number) => points[i] as { x: number; y: number };
  const inner = points.slice(1, -1).map((p, i) => {
    const next = at(i + 2);
    const last = i + 3 === points.length;
    const end = last ? next : { x: (p.x + next.x) / 2, y: (p.y + next.y) / 2 };
    return `Q${p.x.toFixed(0)},${p.y.toFixed(0)} ${end.x.toFixed(0)},${end.y.toFixed(0)}`;
  });
  return `M${at(0).x.toFixed(0)},${at(0).y.toFixed(0)}${inner.join('')}`;
}

/** The map of prerequisites: every term is a link, and pointing at one marks what it builds on and what builds on it. */
export function PrerequisiteGraph({ entries }: { entries: readonly Entry[] }) {
  const { width, height, nodes, edges } = prerequisiteMap(entries);
  const traced = entries
    .map(({ slug }) => `.map:has([data-node="${slug}"]:is(:hover,:focus)) [data-ends~="${slug}"]`)
    .join(',');
  return (
    <figure className="map">
      <style>{`${traced}{stroke:var(--accent);stroke-width:2.5}`}</style>
      <fieldset className="map-zoom">
        <legend>Size</legend>
        {Object.entries(zooms).map(([id, [label, size]]) => (
          <label key={id}>
            <input type="radio" name="zoom" value={size} defaultChecked={id === 'full'} /> {label}
          </label>
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <section className="map-window" aria-label="Map of prerequisites" tabIndex={0}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="group"
          aria-label="Terms, with what is read first at the left"
        >
          <g className="map-edges">
            {edges.map(({ from, to, points }) => (
              <path key={`${from} ${to}`} d={curve(points)} data-ends={`${from} ${to}`} />
            ))}
          </g>
          {nodes.map(({ entry, x, y, width: w, height: h }) => (
            <a key={entry.slug} href={withBase(termPath(entry.slug))} data-node={entry.slug}>
              <rect x={x - w / 2} y={y - h / 2} width={w} height={h} rx={6} />
              <path
                className={`map-mark map-${entry.family}`}
                d={marks[entry.family]}
                transform={`translate(${(x - w / 2 + 13).toFixed(1)} ${y.toFixed(1)})`}
              />
              <text x={x - w / 2 + 25} y={y + 4.5}>
                {entry.term}
              </text>
            </a>
          ))}
        </svg>
      </section>
      <figcaption>
        {Object.entries(families).map(([family, title]) => (
          <span key={family}>
            <svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">
              <path className={`map-mark map-${family}`} d={marks[family as Family]} />
            </svg>{' '}
            {title}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
