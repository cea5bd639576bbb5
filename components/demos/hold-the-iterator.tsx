import { asPinned, type Curve, Curves, formatNumber, Images, Table } from '@/components/plots';
import type model from '@/lib/models/hold-the-iterator.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

export function summary({ step, metrics, snapshot: { shared } }: Run): string {
  const who = shared ? 'share one iterator' : 'have each its own iterator';
  return `After ${step} turns of two training loops, which ${who}, loop A was given ${metrics.givenA} of the 200 records; on fresh points A is right on ${percent(metrics.accuracyA)} and B on ${percent(metrics.accuracyB)}.`;
}

function curvesOf({ history, snapshot }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  const of = (name: 'accuracyA' | 'accuracyB') => kept.map((i) => history.values[name][i] ?? null);
  return [
    { label: 'loop A', ink: 2, style: 'dashed', x, y: of('accuracyA') },
    { label: 'loop B', ink: 1, style: 'solid', x, y: of('accuracyB') },
  ];
}

export default function HoldTheIterator(props: ViewProps<typeof model>) {
  const { loops, shared } = props.snapshot;
  const { pinned } = props;
  const most = Math.max(1, ...loops.flatMap(({ visits }) => visits));
  return (
    <div className="panels">
      <Table
        title={
          shared
            ? 'Two variables, one object: what they name now'
            : 'Two variables, two objects, as they are now'
        }
        columns={[{ label: '' }, { label: 'iterA' }, { label: 'iterB' }]}
        rows={[
          ['class', ...loops.map(({ name }) => name)],
          ['cursor', ...loops.map(({ cursor }) => cursor)],
          ['order', ...loops.map(({ first }) => `${first.join(', ')}, …`)],
          ['hasNext()', ...loops.map(({ hasNext }) => String(hasNext))],
          ['=== iterA', 'true', String(shared)],
        ]}
      />
      <Curves
        tile
        title="Accuracy on fresh points. Both loops are the same code and start with the same weights"
        curves={[...(pinned ? asPinned(curvesOf(pinned)) : []), ...curvesOf(props)]}
        x={{ label: 'turn', domain: [0, 300] }}
        y={{ label: 'accuracy', domain: [0.4, 1] }}
      />
      <Images
        title={`How often each of the 200 records was handed to a loop, ten in a row as stored; full ink: ${most} times`}
        images={loops.map(({ visits }, i) => ({
          values: visits.map((n) => Math.round((255 * n) / most)),
          caption: `loop ${'AB'[i]}: ${visits.filter((n) => n > 0).length} records`,
        }))}
        columns={10}
        across={2}
      />
    </div>
  );
}
