import { Columns, Dots, formatNumber, Mark, Matrix, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/same-fit-other-future.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const inks = { line: 4, cubic: 2, net: 1, wave: 3 } as const;
const names = ['line', 'cubic', 'net', 'wave'] as const;
const HEIGHT = 2.6;
const inside = ([, y]: Point) => Math.abs(y) < HEIGHT;

const onPoints = ({ metrics }: Run) => [metrics.fitLine, metrics.fitCubic, metrics.fitNet, metrics.fitWave];
const beyondThem = ({ metrics }: Run) => [metrics.farLine, metrics.farCubic, metrics.farNet, metrics.farWave];

export function summary(run: Run): string {
  const [near, beyond] = [onPoints(run), beyondThem(run)];
  const of = (i: number) =>
    `the ${names[i]} ${formatNumber(near[i] ?? 0)} and ${formatNumber(beyond[i] ?? 0)}`;
  return `Mean squared error on the ${run.snapshot.data.length} points and beyond them, after ${run.step} updates: ${[0, 1, 2, 3].map(of).join(', ')}.`;
}

/** Names at the ends of the curves, moved apart where they would cover each other. */
function labels(curves: readonly { name: (typeof names)[number]; points: readonly Point[] }[]) {
  const ends = curves.map(({ name, points }) => ({ name, y: points.findLast(inside)?.[1] ?? 0 }));
  ends.sort((a, b) => a.y - b.y);
  let low = -HEIGHT + 0.15;
  return ends.map(({ name, y }, i) => {
    const at = Math.min(Math.max(y, low), HEIGHT - 0.2 - 0.4 * (ends.length - 1 - i));
    low = at + 0.4;
    return { name, at };
  });
}

export default function SameFitOtherFuture(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { data, grid, models, weights } = snapshot;
  const along = (y: readonly number[]) => grid.map((x, i): Point => [x, y[i] as number]);
  const curves = models.map(({ name, curve }) => ({ name, points: along(curve) }));
  return (
    <div className="panels">
      <Plane
        tile
        title={`${data.length} points left of 2, and four models of them (${models.map(({ name, parameters }) => `${name}: ${parameters}`).join(', ')} parameters). Dashed: the truth`}
        x={{ label: 'x', domain: [-2, 5.2] }}
        y={{ label: 'y', domain: [-HEIGHT, HEIGHT] }}
        height={300}
      >
        <Mark at={2} ink="muted" style="dashed" />
        <Dots points={data} ink="muted" size={4} />
        <Trail points={along(snapshot.truth)} ink="ink" pinned bare />
        {pinned?.snapshot.models.map(({ name, curve }) => (
          <Trail key={name} points={along(curve)} ink={inks[name]} pinned bare />
        ))}
        {curves.map(({ name, points }) => (
          <Trail key={name} points={points} ink={inks[name]} bare />
        ))}
        {labels(curves).map(({ name, at }) => (
          <Dots key={name} points={[[4.6, at]]} ink={inks[name]} glyph={name} />
        ))}
      </Plane>
      <div>
        <Columns
          title="Mean squared error, on a log axis"
          categories={names}
          series={[
            { label: 'on the points', values: onPoints(props).map((v) => v ?? null), ink: 'muted' },
            {
              label: 'beyond, against the truth',
              values: beyondThem(props).map((v) => v ?? null),
              ink: 'ink',
            },
          ]}
          x="model"
          domain={[1e-4, 100]}
          log
        />
        <Matrix
          title={`The net’s weights and biases, unit by unit${params.mix < 1 ? `, α = ${formatNumber(params.mix)}` : ''}`}
          values={weights}
          rowLabels={['in', 'bias', 'out']}
          text={(i, j) => [(Math.round(10 * (weights[i]?.[j] ?? 0)) / 10 + 0).toFixed(1).replace('-', '−')]}
          limit={3}
        />
      </div>
    </div>
  );
}
