import { Bar, BarChart, Cell, LabelList, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatTick } from './drawing.ts';
import { formatNumber } from './format.ts';
import { CHARACTER, FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface BarDatum {
  label: string;
  /** null: no bar, and `missing` in its place. */
  value: number | null;
  ink?: Ink;
}

/** Named quantities. Rows (label at the left, value at the end of the bar) or columns over an ordered axis. */
export function Bars(
  props: PlotProps & {
    bars: readonly BarDatum[];
    layout?: 'rows' | 'columns';
    domain?: readonly [number, number];
    /** Shown where a value is null. */
    missing?: string;
    /** Columns: names the axis under them. */
    axisLabel?: string;
    height?: number;
  },
) {
  const { bars, layout = 'rows', missing = '–', axisLabel } = props;
  const rows = layout === 'rows';
  const height = props.height ?? (rows ? 16 + 34 * bars.length : 200);
  const known = bars.flatMap((bar) => (bar.value === null ? [] : [bar.value]));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known, 1e-9)];
  // Left of a negative bar there is room for its value.
  const domain = props.domain ?? [rows && low < 0 ? low - 0.25 * (high - low) : low, high];
  const tick = { fontSize: FONT, fill: 'var(--muted)' };
  const labelWidth = Math.max(...bars.map((bar) => bar.label.length)) * CHARACTER + 8;
  const data = bars.map((bar) => ({
    label: bar.label,
    value: bar.value ?? 0,
    text: bar.value === null ? missing : formatNumber(bar.value),
  }));
  const fixed = { tickLine: false, axisLine: false, tick } as const;
  return (
    <Plot {...props}>
      <BarChart
        width={WIDTH}
        height={height}
        data={data}
        layout={rows ? 'vertical' : 'horizontal'}
        margin={{ top: rows ? 4 : 20, right: rows ? 60 : 8, bottom: 4, left: 4 }}
        accessibilityLayer={false}
      >
        {rows ? (
          <>
            <XAxis type="number" domain={[...domain]} hide />
            <YAxis type="category" dataKey="label" width={labelWidth} interval={0} {...fixed} />
            <ReferenceLine x={0} stroke="var(--muted)" />
          </>
        ) : (
          <>
            <XAxis
              type="category"
              dataKey="label"
              height={axisLabel ? 36 : 20}
              {...fixed}
              {...(axisLabel ? { label: { value: axisLabel, position: 'insideBottomRight', ...tick } } : {})}
            />
            <YAxis
              type="number"
              domain={[...domain]}
              width={40}
              tickCount={5}
              tickFormatter={formatTick}
              {...fixed}
            />
            <ReferenceLine y={0} stroke="var(--muted)" />
          </>
        )}
        <Bar dataKey="value" minPointSize={0.01} isAnimationActive={false} maxBarSize={rows ? 18 : 40}>
          {bars.map((bar) => (
            <Cell key={bar.label} fill={inkOf(bar.ink ?? 1)} />
          ))}
          {rows && <LabelList dataKey="text" position="right" fontSize={FONT} fill="var(--ink)" />}
        </Bar>
      </BarChart>
    </Plot>
  );
}
