import { asPinned, type Curve, Curves, Dots, Matrix, Plane, Segments } from '@/components/plots';
import type model from '@/lib/models/hidden-map.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
/** Distances missed by more are drawn in colour, in km. */
const BAD = 150;
const km = (x = 0) => `${Math.round(x)} km`;

export function summary({ snapshot, metrics }: Run): string {
  const { updates, pairs } = snapshot;
  const kept = metrics.hidden === undefined ? '' : `, the ones kept back by ${km(metrics.hidden)}`;
  return `After ${updates} updates the table misses the ${pairs.length} known distances by ${km(metrics.known)}${kept}; laid on the true map, its cities are ${km(metrics.off)} off (root mean squares).`;
}

/** Middles of the cities’ names, right of their dots, or higher where another name stands. */
function labels(points: readonly Point[], names: readonly string[]): Point[] {
  const width = (i: number) => 0.105 * (names[i] as string).length;
  const placed: Point[] = [];
  const order = [...points.keys()].sort((i, j) => (points[i] as Point)[1] - (points[j] as Point)[1]);
  for (const i of order) {
    const [px, py] = points[i] as Point;
    const x = px + 0.1 + width(i) / 2;
    const taken = (y: number) =>
      order.some((j) => {
        const other = placed[j];
        return other && Math.abs(other[1] - y) < 0.17 && Math.abs(other[0] - x) < (width(i) + width(j)) / 2;
      });
    let y = py + 0.08;
    while (taken(y)) y += 0.03;
    placed[i] = [x, y];
  }
  return placed;
}
const Names = ({ at, names }: { at: readonly Point[]; names: readonly string[] }) =>
  labels(at, names).map((point, i) => (
    <Dots key={names[i]} points={[point]} ink="ink" glyph={names[i] as string} />
  ));

const curves = ({ history }: Run): Curve[] => {
  const x = history.steps.map((s) => 3 * s);
  const thousands = (values: (number | null)[]) => values.map((v) => v && v / 1000);
  return [
    { label: 'known', x, y: thousands(history.values.known), ink: 1 },
    { label: 'kept back', x, y: thousands(history.values.hidden), ink: 2, style: 'dashed' },
  ];
};

export default function HiddenMap(props: ViewProps<typeof model>) {
  const { snapshot, params, pinned } = props;
  const { map, laid, rows, pairs, unseen, cities, truth } = snapshot;
  const lines = (bad: boolean) =>
    pairs
      .filter(({ error }) => Math.abs(error) > BAD === bad)
      .map(({ i, j }) => [map[i] as Point, map[j] as Point] as const);
  const trained = map.filter((_, i) => !unseen.includes(i));
  return (
    <div className="panels">
      <div className="panels">
        <Plane
          tile
          title={`The rows as points${params.d === 3 ? ', seen from their widest side' : ''}; lines: known distances, orange if off by over ${BAD} km`}
          x={{ domain: [-2.1, 2.7] }}
          y={{ domain: [-2.1, 2.1] }}
        >
          <Segments lines={lines(false)} ink="muted" width={0.6} />
          <Segments lines={lines(true)} ink={2} />
          <Dots points={trained} ink={1} size={8} />
          <Dots points={unseen.map((i) => map[i] as Point)} ink={2} shape="square" size={8} />
          <Names at={map} names={cities} />
        </Plane>
        <Matrix
          title="The table: one row a city (thousands of km)"
          values={rows}
          rowLabels={cities}
          columnLabels={['first', 'second', 'third'].slice(0, params.d)}
          limit={2}
          rowHeight={22}
          numbers
        />
      </div>
      <div className="panels">
        <Plane
          title={`The same points turned onto the true map (squares): ${km(props.metrics.off)} off`}
          x={{ domain: [-1.9, 2.1] }}
          y={{ domain: [-1.6, 1.7] }}
        >
          <Segments lines={laid.map((p, i) => [truth[i] as Point, p] as const)} ink={2} />
          <Dots points={truth} ink="muted" shape="square" size={9} />
          <Dots points={laid} ink={1} size={7} />
          <Names at={truth} names={cities} />
        </Plane>
        <Curves
          title="Misfit of the distances (root mean square, thousands of km)"
          height={200}
          curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'thousand km', domain: [0, 1.6] }}
        />
      </div>
    </div>
  );
}
