import { asPinned, Columns, type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/half-the-units.ts';
import type { Shown, ViewProps } from '@/lib/sim';

export function summary({ step, snapshot, metrics }: Shown<typeof model>): string {
  const { every, wrongLabels, wrongLearnt } = snapshot;
  const wrong =
    wrongLabels > 0
      ? `of ${wrongLabels} wrong training labels they give back ${wrongLearnt.dropout} and ${wrongLearnt.plain}`
      : 'no training label is wrong';
  return `After ${step - (step % every)} updates the loss on new digits is ${formatNumber(metrics.testDropout ?? 0)} with dropout and ${formatNumber(metrics.testPlain ?? 0)} without, and ${wrong}.`;
}

const lines = [
  { metric: 'testPlain', label: 'test, plain', ink: 2, style: 'solid' },
  { metric: 'testDropout', label: 'test, dropout', ink: 1, style: 'solid' },
  { metric: 'trainDropout', label: 'train, dropout', ink: 1, style: 'dashed' },
  { metric: 'trainPlain', label: 'train, plain', ink: 2, style: 'dashed' },
] as const;

/** The four losses at the updates where they were measured. */
function losses({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  return lines.map(({ metric, ...line }) => ({
    ...line,
    x,
    y: kept.map((i) => history.values[metric][i] ?? null),
  }));
}

export default function HalfTheUnits(props: ViewProps<typeof model>) {
  const { step, params, snapshot, pinned } = props;
  const { masks, digits, votes, answer, probability } = snapshot;
  const curves = [...(pinned ? asPinned(losses(pinned).slice(0, 2)) : []), ...losses(props)];
  const highest = Math.max(...curves.flatMap(({ y }) => y.map((loss) => loss ?? 0)));
  return (
    <div className="panels">
      <Curves
        title="Loss with every unit on: new digits (test) and training digits"
        curves={curves}
        x={{ label: 'update', domain: [0, 300] }}
        y={{ label: 'loss', domain: [0, highest] }}
      />
      <Images
        title={
          step === 0
            ? 'Before the first update all 128 hidden units are at work'
            : `Hidden units kept in update ${step} at p = ${formatNumber(params.p)} (filled): one picture a digit`
        }
        tile
        images={masks.map((values) => ({ values }))}
        columns={16}
        across={2}
        palette="ink"
      />
      <Images
        title="Two new digits and their mix"
        images={digits.map((values, i) => ({
          values,
          caption: ['a 0', 'put to the vote', 'a 6'][i] as string,
        }))}
        columns={8}
        across={3}
        palette="ink"
      />
      <Columns
        title={`100 answers with dropout left on; all units together answer ${answer} (${formatNumber(100 * probability, 2)} %)`}
        categories={votes.map((_, k) => String(k))}
        series={[{ label: 'votes', values: votes, ink: votes.map((_, k) => (k === answer ? 1 : 'muted')) }]}
        domain={[0, 100]}
        x="answer"
      />
    </div>
  );
}
