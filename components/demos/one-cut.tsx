import { Arrow, Dots, formatNumber, Handle, Handles, Mark, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/one-cut.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;

export function summary({ params, snapshot, metrics }: Shown<typeof model>): string {
  const { line, updates, sets, distance } = snapshot;
  if (params.scene === 'random')
    return sets === 0
      ? 'No set has been drawn yet.'
      : `Of ${sets} sets of ${2 * (params.dimension + 1)} random points each, ${percent(metrics.separated)} could be separated by one hyperplane.`;
  if (!line) return 'All weights are 0: there is no line yet.';
  const wrong = metrics.errors ?? 0;
  const state = wrong === 0 ? 'separates the two kinds' : `leaves ${wrong} on the wrong side`;
  return `After ${updates} ${updates === 1 ? 'update' : 'updates'} the line ${state}; the probe is ${formatNumber(distance ?? 0)} from it.`;
}

/** Two points far apart on the line w₁x + w₂y + b = 0, and the one nearest to the origin. */
function geometry([w1 = 0, w2 = 0, b = 0]: readonly number[]) {
  const length = Math.hypot(w1, w2);
  const foot: Point = [(-b * w1) / length ** 2, (-b * w2) / length ** 2];
  const along: Point = [-w2 / length, w1 / length];
  const end = (t: number): Point => [foot[0] + t * along[0], foot[1] + t * along[1]];
  return { foot, ends: [end(-9), end(9)], tip: [foot[0] + w1 / length, foot[1] + w2 / length] as Point };
}

function Cut({ params, snapshot, pinned, setParam }: Props) {
  const { plus, minus, line, distance } = snapshot;
  const shape = line && geometry(line);
  const probe = params.probe[0] as Point;
  const w = line ?? [0, 0, 0];
  const gap = (distance ?? 0) / Math.hypot(w[0] ?? 0, w[1] ?? 0);
  const nearest: Point = [probe[0] - gap * (w[0] ?? 0), probe[1] - gap * (w[1] ?? 0)];
  return (
    <Plane
      tile
      title={
        line
          ? `The line ${formatNumber(w[0] ?? 0, 2)}·x + ${formatNumber(w[1] ?? 0, 2)}·y + ${formatNumber(w[2] ?? 0, 2)} = 0 and its normal; the probe’s signed distance is ${formatNumber(distance ?? 0)}`
          : 'No line yet: all weights are 0'
      }
      x={{ label: 'x', domain: [-2, 2] }}
      y={{ label: 'y', domain: [-2, 2] }}
    >
      {pinned?.snapshot.line && <Trail points={geometry(pinned.snapshot.line).ends} ink="muted" pinned />}
      {shape && (
        <>
          <Trail points={shape.ends} ink="ink" />
          <Arrow from={shape.foot} to={shape.tip} ink={3} label="w" />
          <Trail points={[nearest, probe]} ink={4} />
        </>
      )}
      <Dots points={plus} ink={1} size={12} />
      <Dots points={minus} ink={2} shape="square" size={11} />
      {params.scene === 'apart' &&
        (['plus', 'minus'] as const).map((side) => (
          <Handles
            key={side}
            points={params[side]}
            name={side === 'plus' ? 'Circle' : 'Square'}
            ink={side === 'plus' ? 1 : 2}
            shape={side === 'plus' ? 'circle' : 'square'}
            onChange={(points) => setParam(side, points)}
          />
        ))}
      <Handle at={probe} ink={4} label="Probe" onMove={(to) => setParam('probe', [to])} />
    </Plane>
  );
}

function Count({ params, snapshot, pinned }: Props) {
  const { sizes, found, possible, sets } = snapshot;
  const at = (values: readonly number[]) => sizes.map((n, i): Point => [n, values[i] as number]);
  const weights = params.dimension + 1;
  return (
    <Plane
      tile
      title={`Share of ${sets} random sets that one hyperplane separates (dots), and of all colourings (line)`}
      x={{ label: 'points N', domain: [weights - 0.5, 4 * weights + 0.5] }}
      y={{ label: 'share', domain: [0, 1.15] }}
      height={290}
    >
      <Trail points={at(possible)} ink="muted" />
      <Mark at={2 * weights} ink={3} style="dashed" label="N = 2 × weights" />
      {pinned && pinned.params.scene === 'random' && (
        <Dots
          points={pinned.snapshot.sizes.map((n, i): Point => [n, pinned.snapshot.found[i] as number])}
          ink="muted"
          size={5}
        />
      )}
      {sets > 0 && <Dots points={at(found)} ink={1} size={8} />}
    </Plane>
  );
}

export default function OneCut(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'random' ? <Count {...props} /> : <Cut {...props} />}
    </div>
  );
}
