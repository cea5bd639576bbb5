import type { KeyboardEvent } from 'react';
import { round } from './drawing.ts';
import { formatNumber } from './format.ts';
import { FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface GraphNode {
  /** Inside the circle, up to about five characters. */
  text: string;
  /** Under the circle; above it in the upper half, clear of the edges. */
  label?: string;
  ink?: Ink;
  /** Vertical place, 0 at the top to 1; default: a layer is spread evenly. */
  y?: number;
}
/** From a node to itself it is drawn as a loop above it. */
export interface GraphEdge {
  from: readonly [layer: number, index: number];
  to: readonly [layer: number, index: number];
  /** Sets the thickness by its magnitude and the colour by its sign; negative ones are dashed. */
  value: number;
  /** Beside the edge. */
  text?: string;
  /** Where along the edge the text stands, from 0 to 1. */
  textAt?: number;
  /** Overrides the colour of the sign. */
  ink?: Ink;
  /** Draws attention to it. */
  strong?: boolean;
}

const RADIUS = 21;
const MARGIN = 30;

/** What a mark with the role of a button needs, for finger, mouse and keys. */
const pressed = (press: () => void) => ({
  tabIndex: 0,
  onClick: press,
  onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  },
});

/** A small network, its layers from left to right. Edges become buttons with `onSelect`. */
export function Graph(
  props: PlotProps & {
    layers: readonly (readonly GraphNode[])[];
    edges: readonly GraphEdge[];
    /** The value drawn thickest; default: the largest magnitude. */
    limit?: number;
    height?: number;
    onSelect?: (edge: number) => void;
    selected?: number | null;
    /** Names an edge for assistive technology. */
    edgeLabel?: (edge: GraphEdge) => string;
    /** Edges end in heads. */
    directed?: boolean;
    /** Makes the nodes buttons. */
    onSelectNode?: (layer: number, index: number) => void;
  },
) {
  const { layers, edges, onSelect, onSelectNode, selected } = props;
  const most = Math.max(...layers.map((layer) => layer.length));
  const height = props.height ?? Math.max(110, most * 78);
  const limit = props.limit ?? Math.max(1e-9, ...edges.map(({ value }) => Math.abs(value)));
  const place = ([layer, i]: readonly [number, number]) => {
    const count = layers[layer]?.length ?? 1;
    return {
      x: layers.length < 2 ? WIDTH / 2 : MARGIN + (layer * (WIDTH - 2 * MARGIN)) / (layers.length - 1),
      y: height * (layers[layer]?.[i]?.y ?? (i + 0.5) / count),
    };
  };
  const name = props.edgeLabel ?? (({ value }: GraphEdge) => `weight ${formatNumber(value)}`);
  return (
    <Plot {...props}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        className="graph"
        role="group"
        aria-label={props.title}
        fontSize={FONT}
      >
        {edges.map((edge, k) => {
          const [a, b] = [place(edge.from), place(edge.to)];
          const strength = Math.min(1, Math.abs(edge.value) / limit);
          const loop = a.x === b.x && a.y === b.y;
          const line = loop ? `M${a.x - 9} ${a.y - 19}c-34 -44 52 -44 18 0` : `M${a.x} ${a.y}L${b.x} ${b.y}`;
          const angle = Math.atan2(b.y - a.y, b.x - a.x);
          const ink = inkOf(edge.ink ?? (edge.value < 0 ? 1 : 2));
          // Labels of edges that cross stand at different places along them.
          const t = edge.textAt ?? 0.34 + 0.3 * (edge.to[1] % 2);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its place
            <g key={k} className={k === selected ? 'edge edge-selected' : 'edge'}>
              <path
                d={line}
                fill="none"
                stroke={ink}
                strokeWidth={0.8 + 5 * strength}
                strokeDasharray={edge.value < 0 ? '7 4' : undefined}
                strokeOpacity={edge.strong || k === selected ? 1 : 0.5}
              />
              {props.directed && (
                <path
                  d="M0 0l-13 -7v14z"
                  transform={`translate(${b.x} ${b.y}) rotate(${round((angle * 180) / Math.PI)}) translate(${-RADIUS - 2} 0)`}
                  style={{ fill: ink }}
                />
              )}
              {onSelect && (
                <path
                  d={line}
                  className="edge-target"
                  role="button"
                  aria-pressed={k === selected}
                  aria-label={name(edge)}
                  {...pressed(() => onSelect(k))}
                />
              )}
              {edge.text && (
                <text
                  x={a.x + t * (b.x - a.x)}
                  y={a.y + t * (b.y - a.y) - 3}
                  textAnchor="middle"
                  className="edge-text"
                >
                  {edge.text}
                </text>
              )}
            </g>
          );
        })}
        {layers.map((layer, l) =>
          layer.map((node, i) => {
            const { x, y } = place([l, i]);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a node is its place
              <g key={`${l}-${i}`} transform={`translate(${x} ${y})`}>
                {onSelectNode && (
                  <circle
                    r={RADIUS}
                    fill="transparent"
                    className="edge-target"
                    role="button"
                    aria-label={`${node.label ?? ''} ${node.text}`.trim()}
                    {...pressed(() => onSelectNode(l, i))}
                  />
                )}
                <circle
                  r={RADIUS}
                  className="node"
                  stroke={inkOf(node.ink ?? 'muted')}
                  pointerEvents={onSelectNode && 'none'}
                />
                <text y={4.5} textAnchor="middle" pointerEvents={onSelectNode && 'none'}>
                  {node.text}
                </text>
                {node.label && (
                  <text
                    y={y < height / 2 - 1 ? -RADIUS - 6 : RADIUS + 14}
                    textAnchor="middle"
                    className="edge-text tick"
                  >
                    {node.label}
                  </text>
                )}
              </g>
            );
          }),
        )}
      </svg>
    </Plot>
  );
}
