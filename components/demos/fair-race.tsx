import { asPinned, Contours, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/fair-race.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const lanes = [
  { lane: 'standard', name: 'standardized', ink: 3, style: 'solid' },
  { lane: 'minmax', name: 'min-max', ink: 1, style: 'dashed' },
  { lane: 'raw', name: 'raw', ink: 2, style: 'dotted' },
] as const;
const HEIGHT = 200;
/** Width over height of the inside of a plane. */
const ASPECT = 292 / (HEIGHT - 44);

export function summary({ step, snapshot, metrics }: Run): string {
  const told = lanes.map(({ lane, name }) => {
    const { finish } = snapshot[lane];
    return finish === null
      ? `the ${name} lane has squared error ${formatNumber(metrics[lane] ?? 0)}`
      : `the ${name} lane is past the finish (since step ${finish})`;
  });
  return `At step ${step} ${told.join(', ')}.`;
}

const curves = ({ history }: Run): Curve[] =>
  lanes.map(({ lane, name, ink, style }) => ({
    label: name,
    ink,
    style,
    x: history.steps,
    y: history.values[lane] as (number | null)[],
  }));

/** Path of the two weights over the level lines of the loss, in equal units on both axes. */
function Lane({ of, name, ink }: { of: Run['snapshot']['raw']; name: string; ink: 1 | 2 | 3 }) {
  const [w = 0, v = 0] = of.minimum;
  const [aa = 0, ar = 0, rr = 0] = of.covariance;
  const excess = (x: number, y: number) => aa * (x - w) ** 2 + 2 * ar * (x - w) * (y - v) + rr * (y - v) ** 2;
  const half = 1.8 * Math.max(Math.abs(v), Math.abs(w) / ASPECT);
  const done = of.finish === null ? 'not at the finish' : `at the finish after ${of.finish} steps`;
  return (
    <Plane
      title={`${name}: κ = ${formatNumber(of.condition)}, ${done}`}
      x={{ label: 'weight of area', domain: [w - half * ASPECT, w + half * ASPECT] }}
      y={{ label: 'of rooms', domain: [v - half, v + half], room: 52 }}
      height={HEIGHT}
    >
      <Contours
        of={(x, y) => -excess(x, y)}
        levels={[0.01, 0.1, 0.4, 1].map((share) => -share * excess(0, 0))}
      />
      <Dots points={[[w, v]]} ink="ink" size={7} />
      <Trail points={of.path.map(([x = 0, y = 0]): Point => [x, y])} ink={ink} />
    </Plane>
  );
}

export default function FairRace(props: ViewProps<typeof model>) {
  const { snapshot, pinned } = props;
  return (
    <div className="panels">
      <Curves
        tile
        title="Squared error of the prices (log scale); the finish is at 200"
        curves={[
          ...(pinned ? asPinned(curves(pinned)) : []),
          { label: '', ink: 'muted', style: 'dashed', x: [0, 200], y: [200, 200] },
          ...curves(props),
        ]}
        x={{ label: 'step', domain: [0, 200] }}
        y={{ label: 'error', log: true }}
        height={HEIGHT}
      />
      {[...lanes].reverse().map(({ lane, name, ink }) => (
        <Lane key={lane} of={snapshot[lane]} name={name} ink={ink} />
      ))}
    </div>
  );
}
