import { type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/needle-or-coverage.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const NETS = ['max', 'average'] as const;

export function summary({ step, params, metrics, snapshot: { every } }: Shown<typeof model>): string {
  const task = params.task === 'needle' ? 'to find a spot' : 'to tell how much is lit';
  return `After ${step - (step % every)} updates the net with max pooling is right on ${percent(metrics.max)} of 300 new pictures, the one with average pooling on ${percent(metrics.average)}; both had ${task}.`;
}

function curves({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  return NETS.map((net, i) => ({
    label: net,
    ink: i ? 2 : 1,
    style: i ? 'dashed' : 'solid',
    x: kept.map((k) => history.steps[k] as number),
    y: kept.map((k) => history.values[net][k] ?? null),
  }));
}

export default function NeedleOrCoverage(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { label, picture, lit, nets } = snapshot;
  const needle = params.task === 'needle';
  const said = (answer = 0) => (needle ? (answer ? 'a spot' : 'no spot') : answer ? 'much' : 'little');
  const truth = needle
    ? label
      ? 'with a spot'
      : 'without a spot'
    : `${label ? 'much' : 'little'} lit: ${lit} of 144`;
  return (
    <div className="panels">
      <div>
        <Curves
          tile
          title="Share of 300 new pictures answered right"
          curves={[
            ...(pinned ? curves(pinned).map((curve): Curve => ({ ...curve, style: 'pinned' })) : []),
            ...curves(props),
          ]}
          x={{ label: 'update', domain: [0, 150] }}
          y={{ label: 'share', domain: [0.4, 1] }}
        />
        <Images
          title={`Test picture ${params.picture}, ${truth}. Max says ${said(nets[0]?.answer)}, average ${said(nets[1]?.answer)}`}
          images={[{ values: picture }]}
          columns={12}
          across={2}
        />
      </div>
      <div>
        {NETS.map((name, i) => {
          const filters = nets[i]?.filters ?? [];
          return (
            <Images
              key={name}
              title={`${i ? 'Average' : 'Max'} pooling: each map and the number left of it; below, where its gradient goes`}
              images={[
                ...filters.map(({ map, value }) => ({ values: map, caption: formatNumber(value) })),
                ...filters.map(({ gradient }) => ({
                  values: gradient,
                  caption: i ? '1/100 each' : 'all to one',
                })),
              ]}
              columns={10}
              across={4}
            />
          );
        })}
      </div>
    </div>
  );
}
