import { asPinned, Columns, type Curve, Curves, Dots, formatNumber, Plane } from '@/components/plots';
import type model from '@/lib/models/watch-it-unfold.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;
const name = (l: number) => (l === 0 ? 'input' : `layer ${l}`);

export function summary({ metrics, snapshot }: Run): string {
  const lines = snapshot.layers.map(({ probe }, l) => `${percent(probe)} at ${l ? name(l) : 'the input'}`);
  return `The net of ${metrics.parameters} parameters gets ${percent(metrics.accuracy)} of the test points right; a straight line drawn at each layer gets ${lines.join(', ')}.`;
}

/** Each layer in a quarter of the plane, from the top left; a little smaller than the quarter. */
const place = (l: number, [u, v]: readonly number[]): Point => [
  (l % 2) * 2.2 + (u ?? 0),
  (l < 2 ? 2.5 : 0) + (v ?? 0),
];

export default function WatchItUnfold({ snapshot, metrics, params, pinned }: ViewProps<typeof model>) {
  const { layers, line } = snapshot;
  const each = ({ snapshot: s, metrics: m }: Pick<Run, 'snapshot' | 'metrics'>) => [
    ...s.layers.map(({ probe }) => probe),
    m.accuracy ?? 0,
  ];
  const curve: Curve = { label: '', ink: 1, x: line.x, y: line.y };
  const kinks = 2 ** params.folds - 1;
  return (
    <div className="panels">
      <Plane
        tile
        title="The training points as each layer hands them on, along their two main directions"
        x={{ domain: [-1.1, 3.3] }}
        y={{ domain: layers.length > 2 ? [-1.1, 3.9] : [1.4, 3.9] }}
      >
        {layers.map(({ points: [even = [], odd = []] }, l) => (
          <g key={name(l)}>
            <Dots points={(even as Point[]).map((p) => place(l, p))} ink={1} size={4} />
            <Dots points={(odd as Point[]).map((p) => place(l, p))} ink={2} shape="square" size={4} />
            <Dots points={[place(l, [0, 1.15])]} ink="ink" glyph={name(l)} />
          </g>
        ))}
      </Plane>
      <Columns
        title={`Test points that a straight line at each layer gets right; the net itself ${percent(metrics.accuracy)}, with ${metrics.parameters} parameters`}
        categories={[...layers.map((_, l) => name(l)), 'the net']}
        series={[
          {
            label: 'right',
            values: each({ snapshot, metrics }),
            ink: [...layers.map(() => 3 as const), 4],
          },
          ...(pinned && pinned.snapshot.layers.length === layers.length
            ? [{ label: 'pinned', values: each(pinned), ink: 3 as const }]
            : []),
        ]}
        domain={[0, 1]}
        x="where"
      />
      <Curves
        title={`${params.folds} layers of two ReLUs fold a line into ${kinks + 1} pieces; one hidden layer needs at least ${kinks} ReLUs for it`}
        curves={[
          ...(pinned ? asPinned([{ ...curve, x: pinned.snapshot.line.x, y: pinned.snapshot.line.y }]) : []),
          curve,
        ]}
        x={{ label: 'x', domain: [0, 1] }}
        y={{ label: 'folded x', domain: [0, 1] }}
        height={190}
      />
    </div>
  );
}
