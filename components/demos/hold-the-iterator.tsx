import { asPinned, Columns, type Curve, Curves, formatNumber, Table } from '@/components/plots';
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

/** Mean visits of each ten records, in the order in which they are stored. */
const byTens = (visits: readonly number[]) =>
  Array.from({ length: 20 }, (_, k) => visits.slice(10 * k, 10 * k + 10).reduce((sum, n) => sum + n / 10, 0));

export default function HoldTheIterator(props: ViewProps<typeof model>) {
  const { loops, shared } = props.snapshot;
  const { pinned } = props;
  return (
    <div className="panels">
      <div>
        <Table
          title={shared ? 'Two variables name one object' : 'Two variables name two objects'}
          columns={[{ label: 'ask for' }, { label: 'iterA' }, { label: 'iterB' }]}
          rows={[
            ['class', ...loops.map(({ name }) => name)],
            ['cursor', ...loops.map(({ cursor }) => cursor)],
            ['order', ...loops.map(({ first }) => `${first.join(', ')}, …`)],
            ['hasNext()', ...loops.map(({ hasNext }) => String(hasNext))],
            ['=== iterA', 'true', String(shared)],
          ]}
        />
        <Columns
          title="How often each record went to a loop, averaged over tens as they are stored: first one class, then the other"
          categories={loops[0]?.visits.filter((_, i) => i % 10 === 0).map((_, k) => String(10 * k)) ?? []}
          series={loops.map(({ visits }, i) => ({
            label: `loop ${'AB'[i]}`,
            values: byTens(visits),
            ink: i === 0 ? 2 : 1,
          }))}
          x="record"
          height={180}
        />
      </div>
      <Curves
        tile
        title="Accuracy on fresh points. Both loops are the same code and start with the same weights"
        curves={[...(pinned ? asPinned(curvesOf(pinned)) : []), ...curvesOf(props)]}
        x={{ label: 'turn', domain: [0, 300] }}
        y={{ label: 'accuracy', domain: [0.4, 1] }}
        height={300}
      />
    </div>
  );
}
