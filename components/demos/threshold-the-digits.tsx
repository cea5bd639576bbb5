import { asPinned, Columns, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/threshold-the-digits.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const ACROSS = 6;
const levels = Array.from({ length: 17 }, (_, level) => String(level));
const percent = (share = 0) => `${formatNumber(share, 3)} %`;

export function summary({ params, metrics }: Run): string {
  return `Cut at grey level ${params.cut}, each pixel keeps one bit, and ${percent(metrics.bit)} of new digits are named right; in grey it is ${percent(metrics.grey)}, with coins for bits ${percent(metrics.coin)}.`;
}

const curves = ({ snapshot, metrics }: Run): Curve[] => {
  const flat = (y = 0) => ({ x: [0, 17], y: [y, y] });
  return [
    { label: 'grey', ink: 3, style: 'dashed', ...flat(metrics.grey) },
    { label: 'one bit', ink: 1, x: snapshot.cuts.map((_, cut) => cut), y: snapshot.cuts },
    { label: 'coins', ink: 2, style: 'dotted', ...flat(metrics.coin) },
  ];
};

export default function ThresholdTheDigits(props: ViewProps<typeof model>) {
  const { snapshot, params, pinned } = props;
  const { before, after, counts, otsu, valuesLeft } = snapshot;
  const how = { cut: `cut at ${params.cut}`, coin: 'coins for bits', scale: 'only scaled' }[params.shown];
  // A row of digits in grey, then the same ones encoded.
  const rows = Array.from({ length: before.length / ACROSS }, (_, i) =>
    [before, after].map((pictures) => pictures.slice(i * ACROSS, (i + 1) * ACROSS)),
  );
  return (
    <div className="panels">
      <Images
        tile
        title={`Digits in grey, and under them ${how}: values left in these, ${valuesLeft}`}
        images={rows.flat(2).map((values) => ({ values }))}
        columns={8}
        across={ACROSS}
      />
      <Curves
        title="New digits named right, in %, by the cut (dotted upright: the one shown)"
        curves={[
          ...(pinned ? asPinned(curves(pinned)) : []),
          { label: '', ink: 'ink', style: 'dotted', x: [params.cut, params.cut], y: [0, 100] },
          ...curves(props),
        ]}
        x={{ label: 'cut', domain: [0, 17] }}
        y={{ label: '%', domain: [0, 100] }}
      />
      <Columns
        title={`Pixels of each grey level: those from ${params.cut} on (coloured) become 1. ${
          otsu === null ? 'One level only: no cut for Otsu’s rule' : `Otsu’s rule cuts at ${otsu}`
        }`}
        categories={levels}
        series={[
          {
            label: 'pixels',
            values: counts,
            ink: counts.map((_, level) => (level >= params.cut ? 1 : 'muted')),
          },
        ]}
        log
        x="grey level"
        y="pixels of the 400 training digits (log scale)"
      />
    </div>
  );
}
