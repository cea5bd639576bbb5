import { Bars, formatNumber, Images, Matrix } from '@/components/plots';
import type model from '@/lib/models/ripe-in-grey.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const NETS = [
  ['red', 'red plane'],
  ['green', 'green plane'],
  ['blue', 'blue plane'],
  ['grey', 'grey'],
  ['all', 'all three'],
] as const;

export function summary({ step, metrics, snapshot: { every } }: Shown<typeof model>): string {
  const shares = NETS.map(([name, label]) => `${label} ${percent(metrics[name])}`).join(', ');
  return `After ${step - (step % every)} updates the share of 200 new pictures told right, ripe or unripe, by what a net sees: ${shares}.`;
}

/** Colour, and each plane by itself as red, green and blue of the screen. */
function planes({ rgb, luma }: { rgb: readonly number[]; luma: readonly number[] }, name: string) {
  const only = (channel: number) => rgb.map((v, i) => (i % 3 === channel ? v : 0));
  return [
    { values: rgb, caption: name },
    { values: only(0), caption: 'red' },
    { values: only(1), caption: 'green' },
    { values: only(2), caption: 'blue' },
    { values: luma.flatMap((v) => [v, v, v]), caption: 'grey' },
  ];
}

export default function RipeInGrey({ snapshot, metrics, pinned }: ViewProps<typeof model>) {
  const { pictures, filters, maps } = snapshot;
  const [ripe, unripe] = pictures as [(typeof pictures)[0], (typeof pictures)[0]];
  return (
    <div className="panels">
      <div>
        <Images
          tile
          title="A ripe and an unripe berry, their planes, and both in grey"
          images={[...planes(ripe, 'ripe'), ...planes(unripe, 'unripe')]}
          columns={6}
          across={5}
          palette="rgb"
        />
        <Bars
          title={`Share of 200 new pictures told right, by what the net sees${
            pinned ? ` (pinned, grey: ${percent(pinned.metrics.grey)})` : ''
          }`}
          bars={NETS.map(([name, label]) => ({
            label,
            value: metrics[name] ?? null,
            ink: name === 'grey' ? 2 : 1,
          }))}
          domain={[0, 1]}
        />
      </div>
      <div>
        <Matrix
          title="The 1×1 filters of the net that sees all three: one weight a channel"
          values={filters}
          rowLabels={filters.map((_, f) => `filter ${f + 1}`)}
          columnLabels={['red', 'green', 'blue']}
          limit={1.5}
        />
        <Images
          title="The channel each filter makes of the ripe picture, then of the unripe one"
          images={[0, 1].flatMap((kind) =>
            maps.map((both, f) => ({
              values: both[kind] ?? [],
              caption: `${filters.length > 4 ? '' : kind ? 'unripe ' : 'ripe '}${f + 1}`,
            })),
          )}
          columns={6}
          across={filters.length < 3 ? 4 : filters.length}
        />
      </div>
    </div>
  );
}
