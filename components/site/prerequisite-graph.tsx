import { type MapNode, prerequisiteMap } from '@/lib/content/graph';
import type { Entry } from '@/lib/content/parse';
import { type Family, families } from '@/lib/content/schema';
import { termPath, withBase } from '@/lib/paths';
import { Later } from '../browser.ts';

/** Sizes of the picture: what fits its frame, or times its own. Also in app/map/map.css and map-keys.tsx. */
const sizes = ['fit', '0.5', '1', '1.5'];

/** A mark for each family, told apart by shape as well as by colour; 10 px wide about (0, 0). */
const marks: Record<Family, string> = {
  optimization: 'M-5,0 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0',
  representation: 'M-4.5,-4.5 h9 v9 h-9 Z',
  architectures: 'M0,-5.5 L5.5,4.5 H-5.5 Z',
  data: 'M0,-6 L6,0 L0,6 L-6,0 Z',
};

/** From the right side of one node to the left side of the other. */
function curve(from: MapNode, to: MapNode): string {
  const [start, end] = [from.x + from.width / 2, to.x - to.width / 2];
  const middle = ((start + end) / 2).toFixed(0);
  return `M${start.toFixed(0)},${from.y}C${middle},${from.y} ${middle},${to.y} ${end.toFixed(0)},${to.y}`;
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
        {sizes.map((size) => (
          <label key={size}>
            <input type="radio" name="zoom" value={size} defaultChecked={size === '1'} />{' '}
            {size === 'fit' ? 'All' : `${100 * Number(size)} %`}
          </label>
        ))}
        <Later part="map" />
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
            {edges.map(({ from, to }) => {
              const ends = `${from.entry.slug} ${to.entry.slug}`;
              return <path key={ends} d={curve(from, to)} data-ends={ends} />;
            })}
          </g>
          {nodes.map(({ entry, lines, x, y, width: w, height: h }) => (
            <a
              key={entry.slug}
              href={withBase(termPath(entry.slug))}
              aria-label={entry.term}
              data-node={entry.slug}
            >
              <rect x={x - w / 2} y={y - h / 2} width={w} height={h} rx={6} />
              <path
                className={`map-mark map-${entry.family}`}
                d={marks[entry.family]}
                transform={`translate(${(x - w / 2 + 13).toFixed(1)} ${y.toFixed(1)})`}
              />
              <text>
                {lines.map((line, i) => (
                  <tspan key={line} x={x - w / 2 + 25} y={y + 4.5 + 15 * (i - (lines.length - 1) / 2)}>
                    {`${line} `}
                  </tspan>
                ))}
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
