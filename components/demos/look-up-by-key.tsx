import { asPinned, Columns, type Curve, Curves, formatNumber, Matrix } from '@/components/plots';
import type model from '@/lib/models/look-up-by-key.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

/** The letter asked for, the digit (1 to 6) answered, and the card with the largest weight. */
function question({ params, snapshot }: Run) {
  const row = snapshot.weights[params.asked] ?? [];
  const largest = row.indexOf(Math.max(...row));
  return {
    letter: snapshot.questions[params.asked] ?? '',
    answer: 1 + snapshot.answer.indexOf(Math.max(...snapshot.answer)),
    largest,
    card: snapshot.cards[largest]?.letter ?? '',
    weight: row[largest] ?? 0,
  };
}

export function summary(run: Run): string {
  const { letter, answer, card, weight } = question(run);
  const { step, metrics, snapshot } = run;
  const asked = `Asked for ${letter}${snapshot.wanted === null ? ', which is on no card,' : ''} it gives card ${card} the largest weight, ${percent(weight)}, and answers ${answer}`;
  return `After ${step - (step % snapshot.every)} updates the head is right on ${percent(metrics.accuracyAttention)} of new tables, and the plain average on ${percent(metrics.accuracyAverage)}. ${asked}.`;
}

const lines = [
  { metric: 'accuracyAttention', label: 'attention', ink: 1, style: 'solid' },
  { metric: 'accuracyAverage', label: 'average', ink: 2, style: 'dashed' },
] as const;

/** Right answers at the updates where they were measured. */
function answers({ history, snapshot: { every } }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  return lines.map(({ metric, ...line }) => ({
    ...line,
    x,
    y: kept.map((i) => history.values[metric][i] ?? null),
  }));
}

export default function LookUpByKey(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { cards, questions, weights, wanted, ceiling } = snapshot;
  const { letter, answer, largest } = question(props);
  const holds = (row: number, column: number) => questions[row] === cards[column]?.letter;
  return (
    <div className="panels">
      <Matrix
        tile
        title="Attention weights, in % of the row"
        values={weights.map((row) => row.map((w) => Math.round(100 * w)))}
        limit={100}
        ink={(row, column) => (holds(row, column) ? 1 : 2)}
        numbers
        rowHeight={32}
        rowLabels={questions.map((q) => (cards.some((card) => card.letter === q) ? q : `${q} (no card)`))}
        columnLabels={cards.map((card) => `${card.letter}→${card.digit}`)}
        rowName="letter asked for (tap one)"
        columnName="cards"
        selected={[params.asked, largest]}
        onSelect={(row) => setParam('asked', row)}
      />
      <div className="panels">
        <Columns
          title={`Asked for ${letter}: it answers ${answer}, ${wanted === null ? `though no card shows ${letter}` : `the card says ${wanted}`}`}
          height={180}
          categories={snapshot.answer.map((_, digit) => String(digit + 1))}
          series={[
            {
              label: 'probability',
              values: snapshot.answer,
              ink: snapshot.answer.map((_, digit) => (digit + 1 === wanted ? 1 : 2)),
            },
          ]}
          domain={[0, 1]}
          x="digit"
          y="probability"
        />
        <Curves
          title="Right answers on new tables"
          height={190}
          curves={[
            ...(pinned ? asPinned(answers(pinned)) : []),
            { label: 'its limit', x: [0, 150], y: [ceiling, ceiling], ink: 'muted', style: 'dotted' },
            ...answers(props),
          ]}
          x={{ label: 'update', domain: [0, 150] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
      </div>
    </div>
  );
}
