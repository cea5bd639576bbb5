import { asPinned, Bars, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/two-objects-one-label.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share, 2)} %`;
const guesses = (k: number) => (k === 1 ? 'first guess' : `${k} best guesses`);

export function summary({ step, snapshot, metrics, params }: Run): string {
  const { k, share } = params;
  return `After ${step - (step % snapshot.every)} updates the label is missing from the net’s ${guesses(k)} in ${percent(metrics.error)} of the test scenes; ${percent(share)} of the scenes show two digits, and the first guess names the other digit of the scene in ${percent(metrics.other)} and one that is not there in ${percent(metrics.absent)}.`;
}

export default function TwoObjectsOneLabel({ snapshot, metrics, params, pinned }: ViewProps<typeof model>) {
  const { errors, scenes, winners, annotator } = snapshot;
  const k = errors.map((_, i) => i + 1);
  const measured = (run: Pick<Run, 'snapshot'>): Curve => ({
    label: 'the net',
    ink: 1,
    x: k,
    y: run.snapshot.errors.map((share) => 100 * share),
  });
  return (
    <div className="panels">
      <Images
        title={`Test scenes: the label, the ${guesses(params.k)}, and the verdict`}
        images={scenes.map(({ pixels, label, guesses: order }) => {
          const named = order.slice(0, params.k);
          return {
            values: pixels,
            caption: `${label} | ${named.join(' ')} ${named.includes(label) ? '✓' : '✗'}`,
          };
        })}
        columns={16}
        across={2}
      />
      <Curves
        title={`Test scenes whose label is not among k guesses, in %: ${percent(metrics.error)} at k = ${params.k}`}
        curves={[
          { label: '', ink: 'muted', style: 'dotted', x: [params.k, params.k], y: [0, 100] },
          // No picture tells which of two digits is the label: one guess is wrong in half of those scenes, two never.
          {
            label: 'at best',
            ink: 2,
            style: 'dashed',
            x: k,
            y: k.map((n) => (n === 1 ? 50 * params.share : 0)),
          },
          ...(pinned ? asPinned([measured(pinned)]) : []),
          measured({ snapshot }),
        ]}
        x={{ label: 'guesses k', domain: [1, 10] }}
        y={{ label: 'error', domain: [0, 100] }}
      />
      <Bars
        tile
        title="ILSVRC: the winners’ top-5 test error in %; features made by hand in 2010 and 2011, then convolutional nets"
        bars={winners.flatMap(({ year, name, kind, error }) => [
          {
            label: `${year} ${name}`,
            value: error,
            ink: kind === 'CNN' ? (1 as const) : (4 as const),
          },
          ...(year === 2014 ? [{ label: 'one annotator', value: annotator, ink: 'muted' as const }] : []),
        ])}
      />
    </div>
  );
}
