import {
  asPinned,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Matrix,
  Plane,
  Segments,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/hold-the-letter.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const LETTERS = ['A', 'B', '·'];
const letter = (b: number) => (b > 0.5 ? 'B' : 'A');
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

/** What both nets say at the end of the strip and its blanks. */
const ends = ({ params, snapshot: { rnn, window } }: Run) =>
  `after ${params.blanks} more blanks the RNN says ${letter(rnn.at(-1) as number)}, the window net ${letter(window.at(-1) as number)}`;

export function summary(run: Run): string {
  const { step, metrics, snapshot } = run;
  return `After ${step - (step % snapshot.every)} updates the RNN is right on ${percent(metrics.rnn200)} of the streams after 200 blanks, the net that sees four symbols on ${percent(metrics.window200)}. On the strip, ${ends(run)}.`;
}

const accuracies = ({ snapshot: { gaps, right } }: Run): Curve[] => [
  { label: 'RNN', x: gaps, y: right.rnn, ink: 3 },
  { label: 'window', x: gaps, y: right.window, ink: 4, style: 'dashed' },
];

export default function HoldTheLetter(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { symbols, wanted, rnn, window, path, flow, field, rest } = snapshot;
  const [restA = [0, 0], restB = [0, 0]] = rest;
  /** −1 is A, 1 is B; a symbol is certain, an answer as certain as its net. */
  const sign = (symbol: number | null) => (symbol === null || symbol === 2 ? 0 : 2 * symbol - 1);
  const rows = [
    symbols.map((symbol) => ({ value: sign(symbol), text: LETTERS[symbol] as string })),
    wanted.map((symbol) => ({
      value: sign(symbol),
      text: symbol === null ? '–' : (LETTERS[symbol] as string),
    })),
    ...[rnn, window].map((b) => b.map((p) => ({ value: 2 * p - 1, text: letter(p) }))),
  ];
  return (
    <div className="panels">
      <Plane
        tile
        title="The state’s way through the strip. Strokes: where a blank moves it; discs: where blanks end; shade: the letter read from it (blue A, orange B)"
        x={{ label: 'h₁', domain: [-1.1, 1.1] }}
        y={{ label: 'h₂', domain: [-1.1, 1.1] }}
        field={field}
      >
        <Segments lines={flow} ink="muted" width={0.75} />
        <Dots points={flow.map((move) => move[1])} ink="muted" size={3} />
        <Dots points={[restA]} ink={1} size={26} />
        <Dots points={[restB]} ink={2} size={16} />
        <Trail points={path} ink="ink" />
      </Plane>
      <div className="panels">
        <Matrix
          title={`Tap the strip to write A, B or a blank; ${ends(props)}`}
          values={rows.map((row) => symbols.map((_, t) => row[t]?.value ?? 0))}
          limit={1}
          rowLabels={['tap', 'wanted', 'RNN', 'window']}
          text={(i, t) => [rows[i]?.[t]?.text ?? '']}
          rowHeight={32}
          switches={1}
          onSelect={(_, t) => {
            const old = symbols[t] as number;
            setParam('strip', params.strip + (((old + 1) % 3) - old) * 3 ** t);
          }}
        />
        <Curves
          title="Right answers by the number of blanks after the letter (log scale); guessing has 0.5"
          height={200}
          curves={[...(pinned ? asPinned(accuracies(pinned)) : []), ...accuracies(props)]}
          x={{ label: 'blanks', domain: [1, 200], log: true }}
          y={{ label: 'right', domain: [0, 1] }}
        />
      </div>
    </div>
  );
}
