import {
  type BarDatum,
  Bars,
  Dots,
  formatNumber,
  Graph,
  type GraphEdge,
  type GraphNode,
  Plane,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/blame-flows-back.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
type Snapshot = Run['snapshot'];
/** Two decimals, for circles and edges; what is not exactly 0 does not become it. */
function brief(v: number | null | undefined): string {
  if (v === null || v === undefined) return '';
  return v !== 0 && Math.abs(v) < 0.005 ? '≈0' : formatNumber(Number(v.toFixed(2)), 2);
}

/** The tapped edge, the names of its ends, and the edges that share its weight. */
function tappedIn({ edges, names, tapped }: Snapshot) {
  const { from, to, weight } = edges[tapped] as Snapshot['edges'][number];
  const copies = edges.flatMap((edge, k) => (edge.weight === weight ? [k] : []));
  return { from, to, weight, copies, name: `${names[from]} → ${names[to]}` };
}

export function summary({ snapshot, metrics }: Run): string {
  const { found, weights } = snapshot;
  const { copies, name, weight } = tappedIn(snapshot);
  const shared = copies.length > 1 ? `, shared by ${copies.length} edges,` : '';
  return `The weight ${formatNumber(weights[weight] ?? 0)} of ${name}${shared} ${
    found === null
      ? 'has not been reached by the backward pass yet'
      : `gets the gradient ${formatNumber(found)} where the loss has a slope of size ${formatNumber(metrics.slope ?? 0)}`
  }.`;
}

export default function BlameFlowsBack({
  params,
  snapshot,
  metrics,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { names, columns, edges, inputs, weights, a, slopes, blame, delta, gradient, passed } = snapshot;
  const { tapped, found, axis, losses } = snapshot;
  const { from, to, weight, copies, name } = tappedIn(snapshot);
  const overTime = params.scene === 'time';
  const w = weights[weight] as number;
  const place = (unit: number) => {
    const column = columns.findIndex((units) => units.includes(unit));
    return [column, columns[column]?.indexOf(unit) ?? 0] as const;
  };
  const nodes = (draw: (unit: number) => GraphNode) => columns.map((units) => units.map(draw));
  const lines = (draw: (edge: number) => Pick<GraphEdge, 'value' | 'text' | 'strong'>) =>
    edges.map((edge, k): GraphEdge => {
      const [start, end] = [place(edge.from), place(edge.to)];
      const across = columns[end[0]]?.length === 1 ? 0 : end[1] - start[1];
      return { from: start, to: end, textAt: [0.3, 0.5, 0.72][across + 1] ?? 0.5, ...draw(k) };
    });
  const tap = {
    selected: tapped,
    onSelect: (edge: number) => setParam('edge', edge),
    height: 230,
  };
  const nameOf = (edge: GraphEdge) => {
    const unit = ([column, i]: readonly [number, number]) => names[columns[column]?.[i] ?? 0];
    return `${unit(edge.from)} to ${unit(edge.to)}`;
  };
  const slope = found ?? 0;
  const over = snapshot.unit === null && delta.at(-1) !== null;
  const reach = axis.at(-1) as number;
  const here = metrics.loss ?? 0;
  const curve = (of: Snapshot) => of.axis.map((v, i): Point => [v, of.losses[i] as number]);
  const bars: BarDatum[] = overTime
    ? [
        ...copies.toReversed().map((k) => ({
          label: `into ${names[edges[k]?.to ?? 0]}`,
          value: gradient[k] ?? null,
          ink: 3 as const,
        })),
        { label: 'sum', value: found, ink: 4 },
      ]
    : [
        { label: `a of ${names[from]}`, value: a[from] as number, ink: 2 },
        { label: `∂L/∂a of ${names[to]}`, value: delta[to] === null ? null : (blame[to] as number), ink: 3 },
        { label: `f′ of ${names[to]}`, value: slopes[to] as number, ink: 2 },
        { label: 'δ = ∂L/∂a · f′', value: delta[to] ?? null, ink: 3 },
        { label: '∂L/∂w = δ · a', value: found, ink: 4 },
        { label: 'passed: δ · w', value: passed[tapped] ?? null, ink: 3 },
      ];
  const longest = Math.max(1e-9, ...bars.map(({ value }) => Math.abs(value ?? 0)));
  return (
    <div className="panels">
      <Graph
        {...tap}
        title="Forward: weights at the edges, activations in the circles, slopes f′ beside them"
        layers={nodes((j) => ({
          text: brief(a[j]),
          label: j < inputs ? (names[j] as string) : `${names[j]} f′${brief(slopes[j])}`,
        }))}
        edges={lines((k) => ({
          value: weights[edges[k]?.weight ?? 0] as number,
          text: brief(weights[edges[k]?.weight ?? 0]),
        }))}
        edgeLabel={(edge) => `weight from ${nameOf(edge)}: ${formatNumber(edge.value)}`}
      />
      <Graph
        {...tap}
        tile
        title="Backward, from the right: δ in the circles, ∂L/∂w at the edges"
        layers={nodes((j) => ({
          text: brief(delta[j]),
          label: j < inputs ? (names[j] as string) : `δ of ${names[j]}`,
          ink: snapshot.unit === j ? 3 : delta[j] === null ? 'muted' : 'ink',
        }))}
        edges={lines((k) => ({
          value: gradient[k] ?? 0,
          text: brief(gradient[k]),
          strong: snapshot.edge === k,
        }))}
        edgeLabel={(edge) => `gradient from ${nameOf(edge)}: ${formatNumber(edge.value)}`}
      />
      <Bars
        title={
          overTime
            ? `The tapped weight stands on ${copies.length} edges: its gradient is the sum of their ∂L/∂w`
            : `The factors at ${name}, of weight w = ${formatNumber(w)}`
        }
        bars={bars}
        domain={[-2.2 * longest, 1.2 * longest]}
        missing={overTime && over ? 'cut off' : '–'}
      />
      <Plane
        title="Loss against the tapped weight, and the tangent with the gradient as its slope"
        x={{ label: 'the tapped weight', domain: [-reach, reach] }}
        y={{ label: 'loss', domain: [0, Math.max(0.5, 1.1 * Math.max(...losses))] }}
        height={250}
      >
        {pinned && <Trail points={curve(pinned.snapshot)} ink="muted" pinned />}
        <Trail points={curve(snapshot)} ink="muted" />
        {found !== null && (
          <Trail
            points={[-0.25, 0.25].map((part): Point => [w + part * reach, here + slope * part * reach])}
            ink={4}
          />
        )}
        <Dots points={[[w, here]]} ink="ink" size={9} />
      </Plane>
    </div>
  );
}
