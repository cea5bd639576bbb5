import {
  Arrow,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Handle,
  Matrix,
  Plane,
  Segments,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/square-to-parallelogram.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const names = { one: 'one affine layer', three: 'three affine layers', bent: 'three with tanh between' };
const corners = ['bottom left', 'bottom right', 'top right', 'top left'];
const lines = [
  { metric: 'three', label: 'three', ink: 2, style: 'dashed' },
  { metric: 'one', label: 'one', ink: 1, style: 'solid' },
  { metric: 'bent', label: 'with tanh', ink: 3, style: 'solid' },
] as const;

export function summary({ step, params, snapshot, metrics }: Run): string {
  return `After ${5 * step} updates ${names[params.net]} (${snapshot.parameters} parameters) ${params.net === 'one' ? 'has' : 'have'} the loss ${formatNumber(metrics[params.net] ?? 0)}, where the least of any affine map is ${formatNumber(snapshot.least)}.`;
}

const closed = (points: readonly Point[]) => [...points, points[0] as Point];

/** The lines of the square, and the letter in it. */
function Picture({
  size,
  square,
  letter,
}: {
  size: number;
  square: readonly Point[];
  letter: readonly Point[];
}) {
  const all = Array.from({ length: size }, (_, i) => i);
  return (
    <>
      {all.flatMap((i) => [
        <Trail key={`row ${i}`} ink="muted" bare points={all.map((j) => square[i * size + j] as Point)} />,
        <Trail key={`column ${i}`} ink="muted" bare points={all.map((j) => square[j * size + i] as Point)} />,
      ])}
      <Segments lines={letter.map((from, i) => [from, letter.at(i - 1) as Point])} ink="ink" width={2.5} />
    </>
  );
}

export default function SquareToParallelogram({
  params,
  snapshot,
  history,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { size, inputs, letter, w, b, determinant, least } = snapshot;
  const [p, q] = w.map((axis) => axis.map((v, k) => v + (b[k] as number))) as unknown as [Point, Point];
  const shift = b as unknown as Point;
  const square = snapshot.square as unknown as Point[];
  /** The grid’s corners, in the order of the settings. */
  const reached = [0, size - 1, size ** 2 - 1, size ** 2 - size];
  const affine = params.net !== 'bent';
  const at = (i: number) => (2 * i) / (size - 1) - 1;
  const plain = Array.from({ length: size ** 2 }, (_, k): Point => [at(k % size), at(Math.floor(k / size))]);
  const curves = (of: Run): Curve[] =>
    lines.map(({ metric, ...line }) => ({
      ...line,
      x: of.history.steps.map((s) => 5 * s),
      y: of.history.values[metric],
    }));
  return (
    <div className="panels">
      <Plane
        title="Before: the square from −1 to 1, and the points to learn from"
        x={{ label: 'x₁', domain: [-2, 2] }}
        y={{ label: 'x₂', domain: [-2, 2] }}
      >
        <Picture size={size} square={plain} letter={letter} />
        <Dots points={inputs} ink={4} size={4} />
        <Arrow to={[1, 0]} ink={3} label="x₁" />
        <Arrow to={[0, 1]} ink={5} label="x₂" />
      </Plane>
      <Plane
        tile
        title={`After ${names[params.net]}; dashed: where it should go, with corners to drag; thick: what each corner misses`}
        x={{ label: 'y₁', domain: [-2, 2] }}
        y={{ label: 'y₂', domain: [-2, 2] }}
      >
        <Picture size={size} square={square} letter={snapshot.image as unknown as Point[]} />
        {affine && <Arrow from={shift} to={p} ink={3} />}
        {affine && <Arrow from={shift} to={q} ink={5} />}
        <Trail points={closed(params.corners)} ink={2} pinned bare />
        <Segments
          lines={params.corners.map((corner, i) => [corner, square[reached[i] as number] as Point])}
          ink="ink"
          width={4}
        />
        {params.corners.map((corner, i) => (
          <Handle
            key={corners[i]}
            at={corner}
            label={`Where the ${corners[i]} corner should go`}
            ink={2}
            onMove={(to) => setParam('corners', params.corners.with(i, to))}
          />
        ))}
      </Plane>
      <Curves
        title="Mean squared error (log scale); dotted: the least of any affine map"
        curves={[
          ...(pinned ? curves(pinned) : []).map((line) => ({ ...line, style: 'pinned' as const })),
          ...(least > 0
            ? [
                {
                  label: 'least',
                  ink: 'muted' as const,
                  style: 'dotted' as const,
                  x: [0, 300],
                  y: [least, least],
                },
              ]
            : []),
          ...curves({ params, snapshot, history } as Run),
        ]}
        x={{ label: 'update', domain: [0, 300] }}
        y={{ label: 'loss', log: true, domain: [1e-5, 10] }}
      />
      {affine ? (
        <Matrix
          title={`W and b of ${params.net === 'one' ? 'the layer' : 'the three layers multiplied out'}; areas are scaled by |det W| = ${formatNumber(Math.abs(determinant))}${determinant < 0 ? ', and turned over' : ''}`}
          values={[0, 1].map((k) => [w[0]?.[k] as number, w[1]?.[k] as number, b[k] as number])}
          rowLabels={['y₁', 'y₂']}
          columnLabels={['from x₁', 'from x₂', 'b']}
          rowHeight={40}
        />
      ) : (
        <p className="plot-title">
          With tanh between its layers the map has no single W and b: it is not affine.
        </p>
      )}
    </div>
  );
}
