import { asPinned, Columns, type Curve, Curves, formatNumber } from '@/components/plots';
import type model from '@/lib/models/an-icml-paper.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
/** A bin of fewer answers is left out of the picture, not of the error. */
const FEWEST = 5;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;

export function summary({ metrics, params }: Run): string {
  return `At T = ${formatNumber(params.T)} the net is right in ${percent(metrics.accuracy)} of the test digits and claims ${percent(metrics.confidence)} on average; its calibration error is ${formatNumber(metrics.ece ?? 0, 2)}, and ${formatNumber(metrics.fittedEce ?? 0, 2)} at the fitted T = ${formatNumber(metrics.fitted ?? 1)}.`;
}

const losses = ({ snapshot: s }: Pick<Run, 'snapshot'>): Curve => ({
  label: 'log loss',
  ink: 1,
  x: s.temperatures,
  y: s.losses,
});

export default function AnIcmlPaper({ snapshot, metrics, params, pinned }: ViewProps<typeof model>) {
  const { bins, fittedBins } = snapshot;
  const fitted = metrics.fitted ?? 1;
  const top = Math.max(...snapshot.losses, ...(pinned?.snapshot.losses ?? []));
  // Each bin is named by its lower end; below 1/10 no class can win.
  const categories = bins.map((_, b) => String(Math.round((100 * b) / bins.length)));
  const reliability = (of: typeof bins) => [
    { label: 'claimed', values: of.map((b) => (b.n < FEWEST ? null : b.confidence)), ink: 2 as const },
    { label: 'right', values: of.map((b) => (b.n < FEWEST ? null : b.right)), ink: 1 as const },
  ];
  return (
    <div className="panels">
      <Columns
        tile
        title={`T = ${formatNumber(params.T)}: ${percent(metrics.confidence)} claimed, ${percent(metrics.accuracy)} right; calibration error ${formatNumber(metrics.ece ?? 0, 2)}${pinned ? ` (pinned: ${formatNumber(pinned.metrics.ece ?? 0, 2)})` : ''}`}
        categories={categories}
        series={reliability(bins)}
        domain={[0, 1]}
        x="confidence from … %"
      />
      <Columns
        title={`At the fitted T = ${formatNumber(fitted)}: calibration error ${formatNumber(metrics.fittedEce ?? 0, 2)}; bins of fewer than ${FEWEST} answers are not drawn`}
        categories={categories}
        series={reliability(fittedBins)}
        domain={[0, 1]}
        x="confidence from … %"
      />
      <Curves
        title={`Log loss on the test digits at every T: ${formatNumber(metrics.loss ?? 0)} at yours (dotted), ${formatNumber(metrics.fittedLoss ?? 0)} at the fitted (dashed)`}
        curves={[
          { label: '', ink: 'muted', style: 'dotted', x: [params.T, params.T], y: [0, top] },
          { label: '', ink: 4, style: 'dashed', x: [fitted, fitted], y: [0, top] },
          ...(pinned ? asPinned([losses(pinned)]) : []),
          losses({ snapshot }),
        ]}
        x={{ label: 'temperature T', domain: [0.5, 8] }}
        y={{ label: 'log loss', domain: [0, top] }}
      />
    </div>
  );
}
