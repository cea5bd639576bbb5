import { asPinned, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/hinge-builder.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const nets = [
  { key: 'relu', label: 'ReLU', ink: 1, style: 'solid' },
  { key: 'leaky', label: 'leaky', ink: 2, style: 'solid' },
] as const;
const loss = (value: number | undefined) => (value === undefined ? 'out of range' : formatNumber(value));

export function summary({ step, params, metrics }: Run): string {
  return `After ${step} updates the loss is ${loss(metrics.relu)} with ReLU and ${loss(metrics.leaky)} with leaky ReLU; ${metrics.alive ?? 0} of ${params.units} ReLU units are alive, and the ReLU fit has ${metrics.pieces ?? 1} straight ${metrics.pieces === 1 ? 'piece' : 'pieces'}.`;
}

/** A hinge is straight but for its knot, where it touches zero. */
const line = ({ knot, left, right }: Run['snapshot']['hinges'][number]): Point[] => [
  [-2, left],
  ...(Math.abs(knot) < 2 ? [[knot, 0] as const] : []),
  [2, right],
];

export default function HingeBuilder(props: ViewProps<typeof model>) {
  const { params, snapshot, metrics, pinned } = props;
  const { hinges, fit, x } = snapshot;
  const [alive, dead] = [hinges.filter((h) => h.alive), hinges.filter((h) => !h.alive)];
  const sum = fit.relu.map((y, i): Point => [x[i] as number, y]);
  const fits = ({ snapshot: s }: Run): Curve[] =>
    nets.map(({ key, ...net }) => ({ ...net, x: s.x, y: s.fit[key] }));
  const losses = ({ history }: Run): Curve[] =>
    nets.map(({ key, ...net }) => ({ ...net, x: history.steps, y: history.values[key] }));
  return (
    <div className="panels">
      <Plane
        tile
        title={`What each ReLU unit adds (green), with its knot, and the fit they make (blue): ${alive.length} of ${params.units} alive${
          dead.length ? ', dead ones grey, dashed' : ''
        }`}
        x={{ label: 'x', domain: [-2.1, 2.1] }}
        y={{ label: 'output', domain: [-3, 3] }}
        height={300}
      >
        {hinges.map((hinge, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
          <Trail key={i} points={line(hinge)} ink={hinge.alive ? 3 : 'muted'} pinned={!hinge.alive} />
        ))}
        <Dots points={alive.map(({ knot }): Point => [knot, 0])} ink={3} size={7} />
        <Dots points={dead.map(({ knot }): Point => [knot, 0])} ink="muted" size={5} />
        <Trail points={sum} ink={1} />
      </Plane>
      <Curves
        title={`The fits after ${props.step} updates; ReLU’s has ${metrics.pieces ?? 1} straight ${metrics.pieces === 1 ? 'piece' : 'pieces'}`}
        height={300}
        curves={[
          { label: 'target', ink: 'muted', style: 'dashed', x, y: snapshot.target },
          ...(pinned ? asPinned(fits(pinned)) : []),
          ...fits(props),
        ]}
        x={{ label: 'x', domain: [-2, 2] }}
        y={{ label: 'y', domain: [-1.8, 1.8] }}
      />
      <Curves
        title="Loss (mean squared error, log scale), and the best that a constant can do"
        curves={[
          {
            label: 'constant',
            ink: 'muted',
            style: 'dashed',
            x: [0, 400],
            y: [snapshot.constant, snapshot.constant],
          },
          ...(pinned ? asPinned(losses(pinned)) : []),
          ...losses(props),
        ]}
        x={{ label: 'update', domain: [0, 400] }}
        y={{ label: 'loss', log: true, domain: [0.001, 10] }}
      />
    </div>
  );
}
