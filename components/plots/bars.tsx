import { Bar, BarChart, Cell, LabelList, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatNumber } from './format.ts';
import { CHARACTER, FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface BarDatum {
  label: string;
  /** null: no bar, and `missing` in its place. */
  value: number | null;
  ink?: Ink;
}

/** Named quantities, one a row: label at the left, value at the end of the bar. */
export function Bars(
  props: PlotProps & {
    bars: readonly BarDatum[];
    domain?: readonly [number, number];
    /** Shown where a value is null. */
    missing?: string;
    height?: number;
  },
) {
  const { bars, missing = '–', height = 16 + 34 * bars.length } = props;
  const known = bars.flatMap((bar) => (bar.value === null ? [] : [bar.value]));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known, 1e-9)];
  // Left of a negative bar there is room for its value.
  const domain = props.domain ?? [low < 0 ? low - 0.25 * (high - low) : low, high];
  const labelWidth = Math.max(...bars.map((bar) => bar.label.length)) * CHARACTER + 8;
  const data = bars.map((bar) => ({
    label: bar.label,
    value: bar.value ?? 0,
    text: bar.value === null ? missing : formatNumber(bar.value),
  }));
  return (
    <Plot {...props}>
      <BarChart
        width={WIDTH}
        height={height}
        data={data}
        layout="vertical"
        margin={{ top: 4, right: 60, bottom: 4, left: 4 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" domain={[...domain]} hide />
        <YAxis
          type="category"
          dataKey="label"
          width={labelWidth}
          interval={0}
          tickLine={false}
          axisLine={false}
          tick={{ fontSize: FONT, fill: 'var(--muted)' }}
        />
        <ReferenceLine x={0} stroke="var(--muted)" />
        <Bar dataKey="value" minPointSize={0.01} isAnimationActive={false} maxBarSize={18}>
          {bars.map((bar) => (
            <Cell key={bar.label} fill={inkOf(bar.ink ?? 1)} />
          ))}
          <LabelList dataKey="text" position="right" fontSize={FONT} fill="var(--ink)" />
        </Bar>
      </BarChart>
    </Plot>
  );
}
