import { asPinned, Columns, type Curve, Curves, formatNumber, Graph } from '@/components/plots';
import type model from '@/lib/models/three-way-secret.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const units = (n: number) => (n === 1 ? 'one hidden unit' : `${n} hidden units`);
const nats = (distance = 0) => `${formatNumber(distance)} nats`;

export function summary({ snapshot, metrics, params }: Run): string {
  return `After ${snapshot.updates} updates the machine of three lamps is ${nats(metrics.lampsOnly)} from the data, and the one with ${units(params.hidden)} ${nats(metrics.withHidden)}.`;
}

const curves = ({ history }: Run): Curve[] => {
  const x = history.steps.map((step) => 5 * step);
  return [
    { label: 'lamps only', ink: 1, x, y: history.values.lampsOnly },
    { label: 'hidden', ink: 2, style: 'dashed', x, y: history.values.withHidden },
  ];
};

export default function ThreeWaySecret(props: ViewProps<typeof model>) {
  const { snapshot, pinned, params } = props;
  const lamps = ['1', '2', '3'].map((text) => ({ text, label: 'lamp' }));
  const hidden = Array.from({ length: params.hidden }, (_, k) => ({ text: `h${k + 1}`, ink: 2 as const }));
  // Lamp 2 stands apart, so that no connection lies over another.
  const layers = [[lamps[0], lamps[2]], [lamps[1]], hidden] as { text: string; label?: string }[][];
  const places = [[0, 0], [1, 0], [0, 1], ...hidden.map((_, k) => [2, k])] as [number, number][];
  return (
    <div className="panels">
      <Columns
        tile
        title="How often each state of the three lamps occurs (1 is lit), in %"
        categories={['000', '100', '010', '110', '001', '101', '011', '111']}
        series={[
          { label: 'the rule', values: snapshot.wanted, ink: 'muted' },
          { label: 'lamps only', values: snapshot.lampsOnly, ink: 1 },
          { label: 'with hidden', values: snapshot.withHidden, ink: 2 },
        ]}
        domain={[0, 60]}
        x="state"
      />
      <Curves
        title="Distance from the data (Kullback–Leibler), in nats"
        curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
        x={{ label: 'update', domain: [0, 400] }}
        y={{ label: 'nats', domain: [0, 1] }}
      />
      <Graph
        title={`The machine with ${units(params.hidden)}: its weights (dashed: negative)`}
        layers={layers}
        edges={snapshot.pairs.map(([i, j], k) => ({
          from: places[i as number] as [number, number],
          to: places[j as number] as [number, number],
          value: snapshot.weights[k] ?? 0,
          ...(params.hidden === 1 && { text: formatNumber(snapshot.weights[k] ?? 0, 2) }),
          textAt: 0.5,
        }))}
        limit={8}
        height={230}
      />
    </div>
  );
}
