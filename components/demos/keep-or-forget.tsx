import { type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/keep-or-forget.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;
const probes = [
  { metric: 'digit', pixels: 'digitPixels', label: 'digit', ink: 1 },
  { metric: 'place', pixels: 'placePixels', label: 'place', ink: 2 },
] as const;

export function summary({ step, metrics, snapshot: { every } }: Run): string {
  return `After ${step - (step % every)} updates a linear probe reads the digit off the features in ${percent(metrics.digit)} of new pictures and the place in ${percent(metrics.place)}; off raw pixels ${percent(metrics.digitPixels)} and ${percent(metrics.placePixels)}.`;
}

/** Both probes at the updates where they were measured. */
function measured({ history, snapshot }: Run, style: Curve['style']): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  return probes.map(({ metric, label, ink }) => {
    const y = kept.map((i) => history.values[metric][i] ?? null);
    return { label, ink, x, y, ...(style && { style }) };
  });
}

export default function KeepOrForget(props: ViewProps<typeof model>) {
  const { snapshot, metrics, pinned } = props;
  const { pairs, neighbours, sameDigit, samePlace } = snapshot;
  return (
    <div className="panels">
      <Images
        tile
        title={`A new picture (first column) and its five nearest by features: ${sameDigit} of 20 show its digit, ${samePlace} are at its place`}
        images={neighbours.map((values) => ({ values }))}
        columns={8}
        across={6}
      />
      <div className="panels">
        <Curves
          title="Read off frozen features by a linear probe: accuracy on new pictures (dashed: off raw pixels)"
          curves={[
            ...(pinned ? measured(pinned, 'pinned') : []),
            ...measured(props, 'solid'),
            ...probes.map(({ pixels, label, ink }) => {
              const level = metrics[pixels] ?? null;
              return {
                label: `${label}, pixels`,
                ink,
                x: [0, 200],
                y: [level, level],
                style: 'dashed' as const,
              };
            }),
          ]}
          x={{ label: 'update', domain: [0, 200] }}
          y={{ label: 'accuracy', domain: [0, 1] }}
        />
        <Images
          title="Pairs of the last update, one below the other: their features are pulled together"
          images={pairs.map((values) => ({ values }))}
          columns={8}
          across={4}
        />
      </div>
    </div>
  );
}
