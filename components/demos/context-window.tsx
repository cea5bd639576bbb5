import { Bars, type Curve, Curves, formatNumber, Images, Matrix } from '@/components/plots';
import type model from '@/lib/models/context-window.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
/** Words in a row of the text. */
const ACROSS = 5;

export function summary({ snapshot, params, metrics }: Run): string {
  const { grams, pairs, updates } = snapshot;
  if (params.scene === 'grams')
    return `The chosen sentence has ${grams.two} bigrams; leaving out up to ${params.k} words makes ${grams.skipTwo} of them, and ${grams.skipThree} trigrams instead of ${grams.three}.`;
  if (metrics.loss === undefined) return 'The text has no pairs of neighbours.';
  return `After ${updates} updates on ${pairs} pairs the loss is ${formatNumber(metrics.loss)} nats, ${formatNumber(metrics.gap ?? 0)} above their conditional entropy, which it cannot go below.`;
}

const loss = ({ history, params }: Run): Curve => ({
  label: `d = ${params.d}`,
  x: history.steps.map((s) => 3 * s),
  y: history.values.loss,
  ink: 1,
});

export default function ContextWindow(props: ViewProps<typeof model>) {
  const { snapshot, params, pinned, setParam } = props;
  const { sentences, sentence, place, chosen, shares, grams, floor, pictures, vocabulary } = snapshot;
  const isModel = params.scene === 'model';
  /** Rows of the text: sentences, cut where they are long. `at` counts words from the start of the text. */
  let at = 0;
  const rows = sentences.flatMap((words, s) =>
    Array.from({ length: Math.ceil(words.length / ACROSS) }, (_, r) =>
      words.slice(r * ACROSS, (r + 1) * ACROSS).map((word, i) => ({ word, s, i: r * ACROSS + i, at: at++ })),
    ),
  );
  const cell = (row: number, column: number) => rows[row]?.[column];
  const near = (row: number, column: number) => {
    const found = cell(row, column);
    const away = (found?.i ?? 0) - place;
    if (found?.s !== sentence || away === 0) return false;
    return isModel ? Math.abs(away) <= params.window : away > 0 && away <= params.k + 1;
  };
  const isChosen = (row: number, column: number) =>
    cell(row, column)?.s === sentence && cell(row, column)?.i === place;
  const chosenRow = rows.findIndex((_, r) => rows[r]?.some((_, c) => isChosen(r, c)));
  const chosenColumn = rows[chosenRow]?.findIndex((_, c) => isChosen(chosenRow, c)) ?? 0;
  const text = (
    <Matrix
      title={
        isModel
          ? `Choose a word: its context words (blue) stand within ${params.window} of it, in its sentence`
          : `Choose a word: its bigrams go to the words in blue, at most ${params.k} left out between`
      }
      values={rows.map((row, r) => row.map((_, c) => (isChosen(r, c) ? 1 : near(r, c) ? -0.5 : 0)))}
      limit={1}
      rowHeight={30}
      text={(r, c) => [cell(r, c)?.word ?? '']}
      selected={[chosenRow, chosenColumn]}
      onSelect={(r, c) => {
        const target = cell(r, c);
        if (target) setParam('word', target.at);
      }}
    />
  );
  if (!isModel)
    return (
      <div className="panels">
        {text}
        <Bars
          title={`What the chosen sentence of ${sentences[sentence]?.length ?? 0} words gives`}
          bars={[
            { label: 'bigrams', value: grams.two, ink: 'muted' },
            { label: `${params.k}-skip-bigrams`, value: grams.skipTwo },
            { label: 'trigrams', value: grams.three, ink: 'muted' },
            { label: `${params.k}-skip-trigrams`, value: grams.skipThree },
            { label: `pairs, window ${params.k + 1}`, value: grams.pairs, ink: 2 },
          ]}
        />
      </div>
    );
  if (snapshot.pairs === 0) return <div className="panels">{text}</div>;
  return (
    <div className="panels">
      <div className="panels">
        {text}
        <Images
          tile
          title={`Share of each context word (column) for each word (row), ${vocabulary.length} different ${vocabulary.length === 1 ? 'word' : 'words'}`}
          images={[
            { values: pictures[0] ?? [], caption: 'counted' },
            { values: pictures[1] ?? [], caption: 'learned' },
          ]}
          columns={vocabulary.length}
          across={2}
        />
      </div>
      <div className="panels">
        <Matrix
          title={`Context words of “${chosen}”: counted share, learned p(c | w)`}
          values={shares.map(({ counted, learned }) => [counted, learned])}
          rowLabels={shares.map(({ context }) => context)}
          columnLabels={['counted', 'learned']}
          limit={0.6}
          rowHeight={22}
          ink={() => 1}
          text={(r, c) => [(shares[r]?.[c ? 'learned' : 'counted'] ?? 0).toFixed(3)]}
        />
        <Curves
          title="Loss on all pairs of the text, and their conditional entropy (nats)"
          height={210}
          curves={[
            ...(pinned ? [{ ...loss(pinned), style: 'pinned' as const }] : []),
            loss(props),
            { label: 'entropy', x: [0, 300], y: [floor, floor], ink: 2, style: 'dashed' },
          ]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'loss', domain: [0, 3.2] }}
        />
      </div>
    </div>
  );
}
