import { asPinned, Bars, type Curve, Curves, formatNumber, Matrix } from '@/components/plots';
import type model from '@/lib/models/le-chat-noir.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const EVERY = 20;
const CHOICES = [2, 4, 2, 2, 2, 4, 4];
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const text = (words: readonly (string | null)[]) =>
  `“${words.filter((word) => word && word !== '(end)').join(' ')}”`;

export function summary({ step, metrics, snapshot: { english, given, wanted } }: Run): string {
  const right = text(given) === text(wanted);
  return `After ${step - (step % EVERY)} updates ${percent(metrics.right)} of new sentences are translated without a mistake. ${text(english)} becomes ${text(given)}, which is ${right ? 'right' : `wrong: it should be ${text(wanted)}`}.`;
}

/** The share of right sentences at the updates where it was measured. */
function right({ history, params }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % EVERY === 0);
  return [
    {
      label: params.attends ? 'attention' : 'average',
      x: kept.map((i) => history.steps[i] as number),
      y: kept.map((i) => history.values.right[i] ?? null),
      ink: params.attends ? 2 : 1,
    },
  ];
}

export default function LeChatNoir(props: ViewProps<typeof model>) {
  const { params, snapshot, metrics, pinned, setParam } = props;
  const { choices, english, given, wanted, chances, weights } = snapshot;
  const cells = [
    english.map((word) => ({ value: 0 as number | null, text: word ?? '+' })),
    ...weights.map((row) =>
      row.map((w) => ({ value: w, text: w === null ? '' : String(Math.round(100 * w)) })),
    ),
  ];
  function press(_: number, place: number) {
    const unit = CHOICES.slice(0, place).reduce((product, n) => product * n, 1);
    const [old, size] = [choices[place] as number, CHOICES[place] as number];
    setParam('sentence', params.sentence + (((old + 1) % size) - old) * unit);
  }
  const least = chances.indexOf(Math.min(...chances));
  return (
    <div className="panels">
      <Matrix
        tile
        title={`Where the decoder looks while it writes each word, in %. Tap the English to change it${text(given) === text(wanted) ? '' : `. Wrong here: it should be ${text(wanted)}`}`}
        values={cells.map((row) => row.map((cell) => cell.value))}
        limit={1}
        rowLabels={['tap', ...given]}
        text={(i, j) => [cells[i]?.[j]?.text ?? '']}
        rowHeight={32}
        switches={1}
        onSelect={press}
      />
      <div className="panels">
        <Curves
          title="Sentences it never saw, translated without a mistake"
          height={200}
          curves={[...(pinned ? asPinned(right(pinned)) : []), ...right(props)]}
          x={{ label: 'update', domain: [0, 180] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Bars
          title={`The 100 test sentences, in %. Least sure word above: ${given[least]} (${percent(chances[least])})`}
          bars={[
            { label: 'right', value: 100 * (metrics.right ?? 0), ink: 2 },
            { label: 'gender', value: 100 * (metrics.gender ?? 0), ink: 3 },
            { label: 'words', value: 100 * (metrics.word ?? 0), ink: 1 },
          ]}
          domain={[0, 100]}
        />
      </div>
    </div>
  );
}
