import {
  asPinned,
  Bars,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Handle,
  Mark,
  NumberLine,
} from '@/components/plots';
import type model from '@/lib/models/move-the-bar.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const STEP = 0.01;

export function summary({ params, metrics, snapshot: { counts, best } }: Run): string {
  const { tp, fp, fn, tn } = counts;
  const of = `Of ${tp + fn} oranges ${tp} are found, and of ${fp + tn} apples ${fp} are called oranges`;
  if (metrics.f1 === undefined) return `${of}; there is no F1.`;
  return `${of}; with ${params.positive} as the positive class F1 is ${formatNumber(metrics.f1)} and accuracy ${formatNumber(metrics.accuracy ?? 0)}, and the best F1 of any cut-off is ${formatNumber(best.f1)}, at ${formatNumber(best.cut)}.`;
}

/** Fruits of one kind at their probabilities, spread over a lane so that they stay apart. */
const lane = (probabilities: readonly number[], from: number, to: number): Point[] =>
  probabilities.map((p, i) => [p / 255, from + ((i * 0.618) % 1) * (to - from)]);

function curvesOf({ snapshot }: Run): Curve[] {
  const x = snapshot.f1.map((_, i) => i / (snapshot.f1.length - 1));
  return [
    { label: 'accuracy', ink: 'muted', style: 'dotted', x, y: snapshot.accuracy },
    { label: 'precision', ink: 1, style: 'dashed', x, y: snapshot.precision },
    { label: 'recall', ink: 4, style: 'dashed', x, y: snapshot.recall },
    { label: 'F1', ink: 'ink', style: 'solid', x, y: snapshot.f1 },
  ];
}
const upright = (at: number, ink: Curve['ink'], style: 'solid' | 'dotted'): Curve => ({
  label: '',
  ink,
  style,
  x: [at, at],
  y: [0, 1],
});

export default function MoveTheBar(props: ViewProps<typeof model>) {
  const { params, snapshot, metrics, pinned, setParam } = props;
  const { counts, shown, shownOranges, best } = snapshot;
  const { tp, fp, fn, tn } = counts;
  const { cut } = params;
  const orange = params.positive === 'orange';
  // In the middle of either side, with room for a word at the edges.
  const left = Math.min(0.5, Math.max(0.12, cut / 2));
  const right = Math.max(0.5, Math.min(0.88, (1 + cut) / 2));
  const rule = orange ? best.f1 / 2 : 1 - best.f1 / 2;
  return (
    <div className="panels">
      <NumberLine
        title={`${tp + fn} oranges (above) and ${fp + tn} apples: right of the bar all are called oranges. Every tenth fruit is drawn`}
        label="the model’s probability of an orange"
        domain={[0, 1]}
        height={230}
      >
        <Dots points={lane(shown.slice(0, shownOranges), 0.6, 0.82)} ink={2} />
        <Dots points={lane(shown.slice(shownOranges), 0.16, 0.38)} ink={3} shape="square" size={4} />
        <Dots points={[[left, 0.9]]} ink="ink" glyph={`${orange ? 'FN' : 'FP'} ${fn}`} />
        <Dots points={[[right, 0.9]]} ink="ink" glyph={`${orange ? 'TP' : 'TN'} ${tp}`} />
        <Dots points={[[left, 0.46]]} ink="ink" glyph={`${orange ? 'TN' : 'TP'} ${tn}`} />
        <Dots points={[[right, 0.46]]} ink="ink" glyph={`${orange ? 'FP' : 'FN'} ${fp}`} />
        {pinned && <Mark at={pinned.params.cut} ink="muted" style="pinned" />}
        <Mark at={cut} ink="ink" />
        <Handle
          at={[cut, 0.06]}
          axis="x"
          ink="ink"
          step={STEP}
          label="Cut-off"
          onMove={([to]) => setParam('cut', Math.round(to / STEP) * STEP)}
        />
      </NumberLine>
      <Curves
        tile
        title={`At every cut-off, with ${params.positive} as positive. Dotted: half the best F1${orange ? '' : ', from the right'}`}
        curves={[
          upright(rule, 3, 'dotted'),
          upright(cut, 'ink', 'solid'),
          ...(pinned ? asPinned(curvesOf(pinned).slice(-1)) : []),
          ...curvesOf(props),
        ]}
        x={{ label: 'cut-off', domain: [0, 1] }}
        y={{ label: 'figure', domain: [0, 1] }}
      />
      <Bars
        title={`At the bar, ${formatNumber(cut)}; the best F1 of any is ${formatNumber(best.f1)}, at ${formatNumber(best.cut)}`}
        bars={[
          { label: 'F1', value: metrics.f1 ?? null, ink: 'ink' },
          { label: 'precision', value: metrics.precision ?? null, ink: 1 },
          { label: 'recall', value: metrics.recall ?? null, ink: 4 },
          { label: 'accuracy', value: metrics.accuracy ?? null, ink: 'muted' },
        ]}
        domain={[0, 1]}
        missing="– (0 of 0)"
      />
    </div>
  );
}
