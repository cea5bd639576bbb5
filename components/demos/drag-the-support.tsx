import { Contours, Dots, formatNumber, Handles, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/drag-the-support.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
const SQUARE = { domain: [-3, 3] as const };
const fitted = { all: 'all points', ringed: 'the ringed points alone', others: 'all points but the ringed' };

export function summary({ params, snapshot, metrics }: Shown<typeof model>): string {
  const { supports, line } = snapshot;
  if (line)
    return `The regression rests on ${supports.length} of ${params.line.length} points, those on the edge of the tube or outside; the line of least squares has slope ${formatNumber(line[0])}.`;
  const width = metrics.margin === undefined ? '' : ` The margin is ${formatNumber(metrics.margin)} wide.`;
  return `Of ${params.plus.length + params.minus.length} points ${supports.length} are support vectors.${width}`;
}

function Groups({ params, snapshot, metrics, pinned, setParam }: Props) {
  const { supports, full, shown } = snapshot;
  const width = metrics.margin === undefined ? '' : `, ${formatNumber(metrics.margin)} wide`;
  return (
    <Plane
      tile
      title={
        params.fit === 'all'
          ? `The boundary (strong), its margin${width}, and the support vectors (ringed): drag the points`
          : `Fitted to ${fitted[params.fit]}: boundary strong, margin thin; tinted, the side of the circles before`
      }
      x={{ label: 'x₁', ...SQUARE }}
      y={{ label: 'x₂', ...SQUARE }}
    >
      {full && <Contours of={full} levels={[0]} ink={1} filled />}
      {pinned?.snapshot.full && <Contours of={pinned.snapshot.full} levels={[0]} ink={3} />}
      {shown && <Contours of={shown} levels={[0]} ink="ink" strong />}
      {shown && <Contours of={shown} levels={[1]} ink={1} strong />}
      {shown && <Contours of={shown} levels={[-1]} ink={2} strong />}
      <Dots points={supports} ink="ink" size={27} />
      {(['plus', 'minus'] as const).map((side) => (
        <Handles
          key={side}
          points={params[side]}
          name={side === 'plus' ? 'Circle' : 'Square'}
          ink={side === 'plus' ? 1 : 2}
          shape={side === 'plus' ? 'circle' : 'square'}
          removable
          onChange={(points) => setParam(side, points)}
        />
      ))}
    </Plane>
  );
}

function Tube({ params, snapshot, pinned, setParam }: Props) {
  const { supports, across, curve, line } = snapshot;
  const [slope, intercept] = (line ?? [0, 0]) as [number, number];
  const path = (values: readonly number[], shift = 0) =>
    across.map((u, i): Point => [u, (values[i] as number) + shift]);
  const before = pinned?.snapshot.curve;
  return (
    <Plane
      tile
      title="Support vector regression with its tube, and least squares (dashed): drag a point far out of the tube"
      x={{ label: 'x', ...SQUARE }}
      y={{ label: 'y', ...SQUARE }}
    >
      {before && <Trail points={path(before)} ink={1} pinned bare />}
      <Trail
        points={[
          [-3, intercept - 3 * slope],
          [3, intercept + 3 * slope],
        ]}
        ink={2}
        pinned
        bare
      />
      {curve && <Trail points={path(curve)} ink={1} bare />}
      {curve && <Trail points={path(curve, params.epsilon)} ink="muted" bare />}
      {curve && <Trail points={path(curve, -params.epsilon)} ink="muted" bare />}
      <Dots points={supports} ink="ink" size={27} />
      <Handles points={params.line} name="Point" ink={1} onChange={(points) => setParam('line', points)} />
    </Plane>
  );
}

export default function DragTheSupport(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'tube' ? <Tube {...props} /> : <Groups {...props} />}
    </div>
  );
}
