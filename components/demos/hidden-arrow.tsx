import { Arrow, Contours, type Curve, Curves, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/hidden-arrow.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;

export function summary({ step, params, snapshot, metrics }: Shown<typeof model>): string {
  if (params.scene === 'winds')
    return `The two winds make one of speed ${formatNumber(metrics.sum ?? 0)} at bearing ${formatNumber(snapshot.bearing)}°; adding the numbers of each would give ${2 * params.speed} at ${(params.first + params.second) % 360}°.`;
  return `After ${step} steps, from ${params.probes} dot products, the arrow is ${formatNumber(metrics.error ?? 0)} away from the hidden one: ${formatNumber(metrics.along ?? 0)} along the middle of the probes and ${formatNumber(metrics.across ?? 0)} across.`;
}

function Probes({ snapshot, history, pinned }: Props) {
  const { hidden, probes, path, moments, blind } = snapshot;
  const { xx, xy, yy, x, y } = moments;
  const loss = (p: number, q: number) => (xx * p * p + yy * q * q) / 2 + xy * p * q - x * p - y * q;
  const [last, first] = [path.at(-1) as Point, path[0] as Point];
  const least = loss(...last);
  // Level lines are drawn as the edges of what lies above them: here, the valley.
  const levels = [0.02, 0.1, 0.3, 0.7].map((part) => -least - part * Math.max(1e-3, loss(...first) - least));
  const away = (t: number): Point => [last[0] + t * (blind?.[0] ?? 0), last[1] + t * (blind?.[1] ?? 0)];
  const curve = (run: { history: typeof history }, style: Curve['style']): Curve[] => [
    { label: 'along', ink: 3, style: style ?? 'solid', x: run.history.steps, y: run.history.values.along },
    { label: 'across', ink: 2, style: style ?? 'dashed', x: run.history.steps, y: run.history.values.across },
  ];
  return (
    <>
      <Plane
        tile
        title="Probes (short), hidden arrow, and descent (dot) over the level lines of the loss"
        x={{ label: 'x', domain: [-1.6, 1.6] }}
        y={{ label: 'y', domain: [-1.6, 1.6] }}
      >
        <Contours of={(p, q) => -loss(p, q)} levels={levels} />
        {blind && <Trail points={[away(-9), away(9)]} ink={2} pinned />}
        {probes.map((d) => (
          <Arrow key={d.join()} to={[0.5 * d[0], 0.5 * d[1]]} ink="muted" />
        ))}
        <Arrow to={hidden} ink={4} label="hidden" />
        {pinned?.params.scene === 'probes' && <Trail points={pinned.snapshot.path} ink={1} pinned />}
        <Trail points={path} ink={1} />
      </Plane>
      <Curves
        title="What is still wrong, along the middle of the probes and across it"
        curves={[...(pinned ? curve(pinned, 'pinned') : []), ...curve({ history }, undefined)]}
        x={{ label: 'step', domain: [0, 80] }}
        y={{ label: 'distance' }}
      />
    </>
  );
}

function Winds({ params, snapshot }: Props) {
  const [a, b] = snapshot.winds as [Point, Point];
  const total = snapshot.total;
  const turn = ((params.first + params.second) * Math.PI) / 180;
  const naive: Point = [2 * params.speed * Math.sin(turn), 2 * params.speed * Math.cos(turn)];
  const reach = Math.max(60, 2.3 * params.speed);
  return (
    <Plane
      tile
      title={`By components: ${formatNumber(Math.hypot(...total))} at ${formatNumber(snapshot.bearing)}°. Speeds and bearings added: ${2 * params.speed} at ${(params.first + params.second) % 360}°`}
      x={{ label: 'east', domain: [-reach, reach] }}
      y={{ label: 'north', domain: [-reach, reach] }}
    >
      <Trail points={[a, total]} ink="muted" pinned />
      <Trail points={[b, total]} ink="muted" pinned />
      <Arrow to={naive} ink={2} label="wrong sum" />
      <Arrow to={a} ink="muted" label="first" />
      <Arrow to={b} ink="muted" label="second" />
      <Arrow to={total} ink={1} label="sum" />
    </Plane>
  );
}

export default function HiddenArrow(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'winds' ? <Winds {...props} /> : <Probes {...props} />}
    </div>
  );
}
