import { Arrow, Curves, Dots, formatNumber, Handle, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/the-cliff.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const GROUND = { w: [3, 7], b: [-4.5, -0.5] } as const;
const isOn = ([w, b]: Point) => w >= GROUND.w[0] && w <= GROUND.w[1] && b >= GROUND.b[0] && b <= GROUND.b[1];
const place = ([w, b]: Point) => `(${formatNumber(w)}, ${formatNumber(b)})`;

export function summary({ step, metrics, snapshot }: Run): string {
  const said = (['clipped', 'plain'] as const).map((key, i) => {
    const at = snapshot.paths[i]?.at(-1) ?? [0, 0];
    const name = i ? 'without it, the plain runner' : 'with clipping the runner';
    return `${name} is at ${place(at)}${isOn(at) ? '' : ', off the map,'} with a loss of ${formatNumber(metrics[key] ?? 0)} and a longest step of ${formatNumber(metrics[i ? 'longestPlain' : 'longestClipped'] ?? 0)}`;
  });
  return `After ${step} steps: ${said.join('; ')}.`;
}

function Ground({ snapshot, params, pinned, setParam }: ViewProps<typeof model>) {
  const [clipped = [], plain = []] = snapshot.paths;
  const left = plain.findIndex((at) => !isOn(at));
  const start = params.start[0] ?? ([4.8, -3] as const);
  return (
    <Plane
      tile
      title={`Drag the start. Clipped: circles; plain: squares${left > 0 ? `, off the map at step ${left}` : ''}. The weaker the colour, the lower the loss`}
      x={{ label: 'recurrent weight w', domain: GROUND.w }}
      y={{ label: 'bias b', domain: GROUND.b }}
      field={snapshot.ground}
    >
      {pinned && <Trail points={pinned.snapshot.paths[0] ?? []} ink={1} pinned />}
      <Trail points={plain} ink="ink" />
      <Dots points={plain.filter(isOn)} ink="ink" shape="square" size={3.5} />
      <Trail points={clipped} ink={1} />
      <Dots points={clipped} ink={1} size={4.5} />
      <Handle at={start} label="Start of both runners" ink={3} onMove={(to) => setParam('start', [to])} />
    </Plane>
  );
}

/** The largest gradient clipped so far: its direction, and what each kind of clipping makes of it. */
function Clipped({ snapshot: { largest }, params: { threshold: c } }: Run) {
  const reach = 1.7 * c;
  const [x = 0, y = 0] = largest?.raw ?? [];
  const length = Math.hypot(x, y) || 1;
  const turned = largest
    ? Math.abs(Math.atan2(largest.value[1] ?? 0, largest.value[0] ?? 0) - Math.atan2(y, x)) * (180 / Math.PI)
    : 0;
  return (
    <Plane
      title={
        largest
          ? `Downhill at the longest gradient clipped, ${formatNumber(length)}: by norm the direction (dotted) stays, by value it turns by ${formatNumber(turned)}°`
          : 'No gradient clipped yet'
      }
      x={{ label: 'along w', domain: [-reach, reach] }}
      y={{ label: 'along b', domain: [-reach, reach] }}
    >
      {largest && (
        <>
          <Trail
            points={[
              [0, 0],
              [(-1.45 * c * x) / length, (-1.45 * c * y) / length],
            ]}
            ink={1}
            label="norm"
            pinned
          />
          <Arrow to={[-(largest.value[0] ?? 0), -(largest.value[1] ?? 0)]} ink={2} label="value" />
          <Arrow to={[-(largest.norm[0] ?? 0), -(largest.norm[1] ?? 0)]} ink={1} />
        </>
      )}
    </Plane>
  );
}

export default function TheCliff(props: ViewProps<typeof model>) {
  const { history, params, pinned } = props;
  return (
    <div className="panels">
      <Ground {...props} />
      <div className="panels">
        <Curves
          title="Gradient norm of the clipped runner, before clipping (log scale)"
          height={200}
          curves={[
            ...(pinned
              ? [
                  {
                    label: 'pinned',
                    ink: 1,
                    style: 'pinned',
                    x: pinned.history.steps,
                    y: pinned.history.values.gradient,
                  } as const,
                ]
              : []),
            { label: 'norm', ink: 1, x: history.steps, y: history.values.gradient },
            { label: 'c', ink: 2, style: 'dashed', x: [0, 300], y: [params.threshold, params.threshold] },
          ]}
          x={{ label: 'step', domain: [0, 300] }}
          y={{ label: 'norm', log: true, domain: [1e-4, 1e4] }}
        />
        <Clipped {...props} />
      </div>
    </div>
  );
}
