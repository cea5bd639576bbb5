import {
  asPinned,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Mark,
  Matrix,
  Plane,
  Segments,
} from '@/components/plots';
import type model from '@/lib/models/ratio-microscope.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
type Row = Run['snapshot']['rows'][number];
/** The plane reaches so far to each side, in logarithms; a dot beyond stands at the edge. */
const REACH = 4;
const TEN = Math.log(10);

export function summary({ snapshot, metrics }: Run): string {
  const { updates, sentences } = snapshot;
  return `After ${updates} updates the vectors are ${formatNumber(metrics.counts ?? 0, 2)} off the logarithms of the counts in ${sentences} sentences, and their log ratios ${formatNumber(metrics.language ?? 0, 2)} off those of the language itself.`;
}

const errors = ({ history }: Run): Curve[] => {
  const x = history.steps.map((s) => 4 * s);
  return [
    { label: 'language', x, y: history.values.language, ink: 'ink', style: 'dashed' },
    { label: 'counts', x, y: history.values.counts, ink: 1 },
  ];
};

export default function RatioMicroscope(props: ViewProps<typeof model>) {
  const { snapshot, params, pinned } = props;
  const { rows } = snapshot;
  const { one, other } = params;
  const height = (i: number) => rows.length - 1 - i;
  const at = (i: number, ratio: number): Point => [Math.max(-REACH, Math.min(REACH, ratio)), height(i)];
  const top = rows.length - 0.2;
  const curves = [...(pinned ? asPinned(errors(pinned)) : []), ...errors(props)];
  return (
    <div className="panels">
      <Plane
        tile
        title={`How many times as often with ${one} as with ${other}: counted (squares), rebuilt by the vectors (dots), in endless text (strokes)`}
        x={{ domain: [-REACH - 2.4, REACH + 0.2] }}
        y={{ domain: [-0.6, rows.length + 0.3] }}
        height={300}
      >
        {[-TEN, 0, TEN].map((x) => (
          <Mark key={x} at={x} ink="muted" style="pinned" />
        ))}
        <Dots points={[[-TEN, top]]} ink="muted" glyph="0.1 ×" />
        <Dots points={[[0, top]]} ink="muted" glyph="1 ×" />
        <Dots points={[[TEN, top]]} ink="muted" glyph="10 ×" />
        <Segments
          lines={rows.map(({ language }, i) => {
            const [x, y] = at(i, language);
            return [
              [x, y - 0.36],
              [x, y + 0.36],
            ] as const;
          })}
          ink="ink"
          width={3}
        />
        <Dots
          points={rows.flatMap(({ counted }, i) => (counted === null ? [] : [at(i, counted)]))}
          ink={2}
          shape="square"
          size={12}
        />
        {rows.map(({ word, counted, fitted }, i) => (
          <g key={word}>
            <Dots points={[[-REACH - 1.3, height(i)]]} ink="ink" glyph={word} />
            <Dots points={[at(i, fitted)]} ink={counted === null ? 'muted' : 1} size={8} />
            {counted === null && (
              <Dots points={[[fitted > 0 ? -2.2 : 2.2, height(i)]]} ink={2} glyph="not counted" />
            )}
          </g>
        ))}
      </Plane>
      <div className="panels">
        <Matrix
          title={`How often each word stood with ${one} and with ${other}: counted → fitted, and the weight f of the pair`}
          values={rows.map((row) => [row.one.count, row.other.count])}
          text={(i, j) => {
            const { count, fit, weight } = (rows[i] as Row)[j === 0 ? 'one' : 'other'];
            const rebuilt = fit > 9999 ? '> 9999' : formatNumber(fit, fit < 10 ? 2 : 3);
            return [`${formatNumber(count)} → ${rebuilt} · f ${formatNumber(Number(weight.toFixed(2)), 2)}`];
          }}
          rowLabels={rows.map(({ word }) => word)}
          columnLabels={[one, one === other ? `${other} again` : other]}
          rowHeight={28}
        />
        <Curves
          title="Errors in logarithms: of the fit to the counts, and of all log ratios against the language"
          height={190}
          curves={curves}
          x={{ label: 'update', domain: [0, 400] }}
          y={{ label: 'error', domain: [0, Math.max(...curves.flatMap(({ y }) => y.map((v) => v ?? 0)))] }}
        />
      </div>
    </div>
  );
}
