import { Contours, Dots, formatNumber, Handle, Images, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/activation-switchboard.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

const sides = ['left', 'right'] as const;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

export function summary({ step, snapshot: { names }, metrics }: Shown<typeof model>): string {
  return `After ${step} updates the left net (${names.left}) gets ${percent(metrics.left)} of the test points right, the right net (${names.right}) ${percent(metrics.right)}.`;
}

export default function ActivationSwitchboard(props: ViewProps<typeof model>) {
  const { params, snapshot, metrics, pinned, setParam } = props;
  const { names, reach, points, logits, f, units } = snapshot;
  const { inside, input } = params;
  const width = units.z.length / 2;
  const square = { domain: [-reach, reach] } as const;
  const shape = (of: typeof f) => of.z.map((z, i): Point => [z, of.a[i] as number]);
  const dots = units.z.map((z, i): Point => [z, units.a[i] as number]);
  const [low, high] = [Math.min(...f.a), Math.max(...f.a)];
  const margin = 0.1 * (high - low);
  return (
    <div className="panels">
      {sides.map((side) => (
        <Plane
          key={side}
          title={`${side === 'left' ? 'Left' : 'Right'} net, ${names[side]}: ${percent(metrics[side])} right${
            pinned ? ` (pinned: ${pinned.snapshot.names[side]}, ${percent(pinned.metrics[side])})` : ''
          }`}
          tile={side === 'right'}
          x={square}
          y={square}
          field={logits[side].map((logit) => Math.round(255 / (1 + Math.exp(-logit))))}
        >
          <Dots points={points[0] ?? []} ink={1} />
          <Dots points={points[1] ?? []} ink={2} shape="square" />
          {pinned && <Contours of={pinned.snapshot.logits[side]} levels={[0]} />}
          <Contours of={logits[side]} levels={[0]} ink="ink" strong />
          <Handle
            at={input[0] as Point}
            label={`Input of both nets, on the ${side} net’s map`}
            ink="ink"
            onMove={(to) => setParam('input', [to])}
          />
        </Plane>
      ))}
      <Plane
        title={`a = ${names[inside]}(z), and the ${inside} net’s units at the input: ● first, ■ second layer`}
        x={{ label: 'z', domain: [-4.75, 4.75] }}
        y={{ domain: [low - margin, high + margin] }}
        height={240}
      >
        {pinned && <Trail points={shape(pinned.snapshot.f)} ink="muted" pinned />}
        <Trail points={shape(f)} ink="muted" />
        <Dots points={dots.slice(0, width)} ink={3} size={9} />
        <Dots points={dots.slice(width)} ink={4} size={8} shape="square" />
      </Plane>
      <Images
        title={`Each unit of the ${inside} net over the plane, and its activation at the input; first layer first`}
        images={units.maps.map((values, i) => ({
          values,
          caption: formatNumber(Number((units.a[i] as number).toFixed(2))),
        }))}
        columns={12}
        across={width < 5 ? 2 * width : width > 8 ? Math.ceil(width / 2) : width}
        palette="diverging"
        smooth
      />
    </div>
  );
}
