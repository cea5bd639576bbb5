import { asPinned, type Curve, Curves, Dots, formatNumber, Plane } from '@/components/plots';
import type model from '@/lib/models/forty-layers.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const nets = [
  { net: 'residual', loss: 'residualLoss', ink: 1 },
  { net: 'plain', loss: 'plainLoss', ink: 2 },
] as const;

export function summary({ step, params, metrics, snapshot: { measured, gradient, every } }: Run): string {
  return `After ${step} updates of nets with ${params.depth} layers the loss is ${formatNumber(metrics.residualLoss ?? 0)} with the additions and ${formatNumber(metrics.plainLoss ?? 0)} without, where guessing has ${formatNumber(Math.LN2)}; before training the first layer’s gradient was ${formatNumber(gradient.residual)} against ${formatNumber(gradient.plain)}. At update ${step - (step % every)} they got ${formatNumber(100 * measured.residual.accuracy)} % and ${formatNumber(100 * measured.plain.accuracy)} % right.`;
}

const losses = ({ history }: Run): Curve[] =>
  nets.map(({ net, loss, ink }) => ({ label: net, x: history.steps, y: history.values[loss], ink }));

const lesions = ({ snapshot }: Run): Curve[] =>
  nets.map(({ net, ink }) => {
    const y = snapshot.measured[net].without.map((share) => 100 * share);
    return { label: net, x: y.map((_, l) => l + 1), y, ink };
  });

export default function FortyLayers(props: ViewProps<typeof model>) {
  const { step, params, snapshot, pinned } = props;
  const { every, maps, points, cut } = snapshot;
  const guess: Curve = {
    label: 'guessing',
    x: [0, 60],
    y: [Math.LN2, Math.LN2],
    ink: 'muted',
    style: 'dotted',
  };
  return (
    <div className="panels">
      <div className="panels">
        <Curves
          tile
          title={`Loss of two nets of ${params.depth} layers (log scale)`}
          curves={[...(pinned ? asPinned(losses(pinned)) : []), ...losses(props), guess]}
          x={{ label: 'updates', domain: [0, 60] }}
          y={{ label: 'loss', log: true }}
          height={240}
        />
        <Curves
          title={`Points right when one layer is taken out, after ${step - (step % every)} updates (%)`}
          curves={[...(pinned ? asPinned(lesions(pinned)) : []), ...lesions(props)]}
          x={{ label: 'layer taken out', domain: [1, params.depth] }}
          y={{ label: '%', domain: [0, 100] }}
          height={200}
        />
      </div>
      <div className="panels">
        {nets.map(({ net }) => (
          <Plane
            key={net}
            title={`The ${net} net’s answers${cut ? ` without layer ${cut}` : ', all layers in'}`}
            x={{ domain: [-1.75, 1.75] }}
            y={{ domain: [-1.75, 1.75] }}
            height={210}
            field={maps[net]}
          >
            <Dots points={points[0] ?? []} ink={1} />
            <Dots points={points[1] ?? []} ink={2} shape="square" />
          </Plane>
        ))}
      </div>
    </div>
  );
}
