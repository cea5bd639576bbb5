import { Arrow, Contours, Curves, Dots, formatNumber, Handle, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/fold-the-plane.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
const SQUARE = { domain: [-1.5, 1.5] } as const;
const WIDER = { domain: [-2.4, 2.4] } as const;
const CORNERS: Point[] = [
  [-1, -1],
  [1, 1],
  [-1, 1],
  [1, -1],
];

/** A round number at least as large as every coordinate, so that the frame does not change at each step. */
function reachOf(points: readonly (readonly number[])[]): number {
  const largest = 1.1 * Math.max(0.1, ...points.flat().map(Math.abs));
  const power = 10 ** Math.floor(Math.log10(largest));
  return power * ([1.2, 2, 3, 5, 10].find((n) => n * power >= largest) ?? 10);
}
const even = (reach: number) => [-reach, reach] as const;

export function summary({ step, snapshot, metrics }: Shown<typeof model>): string {
  return `After ${3 * step} updates with ${snapshot.name} the loss on XOR is ${formatNumber(metrics.loss ?? 0)}, where no line through the plain inputs gets below ${formatNumber(metrics.line ?? 0)}; the test of superposition is missed by ${formatNumber(metrics.gap ?? 0)}.`;
}

/** The lines of a grid of size × size points, in both directions. */
function Grid({ points, size }: { points: readonly Point[]; size: number }) {
  const all = Array.from({ length: size }, (_, i) => i);
  return all.flatMap((i) => [
    <Trail key={`row ${i}`} ink="muted" bare points={all.map((j) => points[i * size + j] as Point)} />,
    <Trail key={`column ${i}`} ink="muted" bare points={all.map((j) => points[j * size + i] as Point)} />,
  ]);
}

/** Class 0 as circles, class 1 as squares. */
function Corners({ at }: { at: readonly Point[] }) {
  return (
    <>
      <Dots points={at.slice(0, 2)} ink={1} size={14} />
      <Dots points={at.slice(2)} ink={2} size={12} shape="square" />
    </>
  );
}

function Fold({ params, snapshot, history, pinned }: Props) {
  const { name, size, field, matrix } = snapshot;
  const [grid, corners] = [snapshot.grid as unknown as Point[], snapshot.corners as unknown as Point[]];
  const [p = 0, q = 0, b = 0] = snapshot.line;
  const domain = even(reachOf([...grid, ...corners]));
  const rows = matrix.map((row) => row.map((v) => formatNumber(v, 2)).join(', ')).join('; ');
  return (
    <>
      <Plane title="The inputs: XOR, and the net’s answer as shade" x={SQUARE} y={SQUARE} field={field}>
        <Corners at={CORNERS} />
      </Plane>
      <Plane
        tile
        title={
          params.f === 'identity'
            ? `What ${params.depth + 1} layers make of the plane: the same as the one matrix [${rows}] and a shift`
            : `Where ${params.depth + 1} layers with ${name} put the plane, its grid and the last layer’s line`
        }
        x={{ domain }}
        y={{ domain }}
      >
        <Grid points={grid} size={size} />
        <Contours of={(u, v) => p * u + q * v + b} levels={[0]} ink="ink" strong />
        <Corners at={corners} />
      </Plane>
      <Curves
        title="Loss, and the least that a line can reach: ln 2"
        curves={[
          ...(pinned
            ? [
                {
                  label: 'pinned',
                  ink: 3 as const,
                  style: 'pinned' as const,
                  x: pinned.history.steps,
                  y: pinned.history.values.loss,
                },
              ]
            : []),
          { label: 'ln 2', ink: 'muted', style: 'dashed', x: history.steps, y: history.values.line },
          { label: 'loss', ink: 3, x: history.steps, y: history.values.loss },
        ]}
        x={{ label: 'step (3 updates)', domain: [0, 100] }}
        y={{ label: 'loss', domain: [0, 1] }}
      />
    </>
  );
}

function Superposition({ params, snapshot, setParam }: Props) {
  const [x, y] = params.vectors as [Point, Point];
  const [gx, gy, sum, ofSum] = snapshot.arrows as unknown as [Point, Point, Point, Point];
  const domain = even(reachOf(snapshot.arrows));
  const set = (vectors: Point[]) => setParam('vectors', vectors);
  return (
    <>
      <Plane title="Two inputs x and y to drag, and their sum" x={WIDER} y={WIDER}>
        <Trail points={[x, [x[0] + y[0], x[1] + y[1]]]} ink="muted" pinned bare />
        <Arrow to={x} ink={3} label="x" />
        <Arrow to={y} ink={4} label="y" />
        <Arrow to={[x[0] + y[0], x[1] + y[1]]} ink="ink" label="x + y" />
        <Handle at={x} label="x" ink={3} onMove={(to) => set([to, y])} />
        <Handle at={y} label="y" ink={4} onMove={(to) => set([x, to])} />
      </Plane>
      <Plane
        tile
        title={`Their images g (${snapshot.name}): those of x and y add up to ■, ${formatNumber(snapshot.gap)} from that of x + y`}
        x={{ domain }}
        y={{ domain }}
      >
        <Arrow to={gx} ink={3} label="x" />
        <Arrow to={gy} ink={4} label="y" />
        <Trail points={[[0, 0], sum]} ink={2} pinned bare />
        <Dots points={[sum]} ink={2} size={12} shape="square" />
        <Arrow to={ofSum} ink="ink" label="x + y" />
      </Plane>
    </>
  );
}

export default function FoldThePlane(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'sum' ? <Superposition {...props} /> : <Fold {...props} />}
    </div>
  );
}
