import { asPinned, Columns, type Curve, Curves, Dots, formatNumber, Plane } from '@/components/plots';
import type model from '@/lib/models/gate-bias.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;

export function summary({ step, params, metrics, snapshot }: Run): string {
  return `After ${step} updates of ${params.depth} highway layers the loss is ${formatNumber(metrics.loss ?? 0)} with a gate bias of ${formatNumber(params.bias)} at the start and ${formatNumber(metrics.openLoss ?? 0)} with a bias of 3; at update ${step - (step % snapshot.every)} the first net got ${formatNumber(100 * snapshot.accuracy)} % of the points right.`;
}

const loss = ({ history, params }: Run): Curve => ({
  label: `bias ${formatNumber(params.bias)}`,
  x: history.steps,
  y: history.values.loss,
  ink: 1,
});

export default function GateBias(props: ViewProps<typeof model>) {
  const { step, params, snapshot, history, pinned } = props;
  const { every, gates, start, without, cut, map, points, accuracy } = snapshot;
  const layers = start.map((_, l) => String(l + 1));
  const measuredAt = step - (step % every);
  const rival: Curve = {
    label: 'bias 3',
    x: history.steps,
    y: history.values.openLoss,
    ink: 2,
    style: 'dashed',
  };
  return (
    <div className="panels">
      <div className="panels">
        <Curves
          tile
          title="Loss: gates that start as you set them, and gates that start open (log scale)"
          curves={[...(pinned ? asPinned([loss(pinned)]) : []), loss(props), rival]}
          x={{ label: 'updates', domain: [0, 60] }}
          y={{ label: 'loss', log: true }}
          height={210}
        />
        <Columns
          title={`Mean gate of each layer after ${measuredAt} updates: 0 carries, 1 transforms`}
          categories={layers}
          series={[
            { label: 'at the start', values: start, ink: 'muted' },
            { label: 'for the round class', values: gates[0] ?? [], ink: 1 },
            { label: 'for the square class', values: gates[1] ?? [], ink: 2 },
          ]}
          domain={[0, 1]}
          x="layer, from the input"
          height={210}
        />
      </div>
      <div className="panels">
        <Plane
          title={`The net’s answers${cut ? ` without layer ${cut}` : ', all layers in'}`}
          x={{ domain: [-1.75, 1.75] }}
          y={{ domain: [-1.75, 1.75] }}
          height={210}
          field={map}
        >
          <Dots points={points[0] ?? []} ink={1} />
          <Dots points={points[1] ?? []} ink={2} shape="square" />
        </Plane>
        <Curves
          title={`Points right when one layer is taken out (%); with all in: ${formatNumber(100 * accuracy)}`}
          curves={[
            { label: 'cut', x: without.map((_, l) => l + 1), y: without.map((share) => 100 * share), ink: 1 },
          ]}
          x={{ label: 'layer taken out', domain: [1, params.depth] }}
          y={{ label: '%', domain: [0, 100] }}
          height={180}
        />
      </div>
    </div>
  );
}
