import { Bar, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { formatTick } from './drawing.ts';
import { Legend } from './legend.tsx';
import { FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

const MARGIN = { left: 46, right: 8 };

/** How often a quantity fell into each of the equal bins of [from, to], with curves over them. */
export function Histogram(
  props: PlotProps & {
    /** One height a bin, from left to right. */
    bins: readonly number[];
    domain: readonly [from: number, to: number];
    /** Names the axis under the bars, with its unit. */
    x: string;
    /** What the heights are. */
    y: string;
    ink?: Ink;
    /** Drawn over the bars, in the same units: a density, an expectation. */
    curves?: readonly {
      label: string;
      x: readonly number[];
      y: readonly number[];
      ink: Ink;
      dashed?: boolean;
    }[];
    /** Height of the y axis; default: what is drawn. */
    top?: number;
    height?: number;
  },
) {
  const { bins, domain, curves = [], height = 210 } = props;
  const [from, to] = domain;
  const width = (to - from) / bins.length;
  const bars = bins.map((count, i) => ({ at: from + (i + 0.5) * width, count }));
  const top = props.top ?? Math.max(...bins, ...curves.flatMap(({ y }) => y), 1e-9);
  const tick = { fontSize: FONT, fill: 'var(--muted)' };
  return (
    <Plot {...props}>
      <p className="axis-name">{props.y}</p>
      {curves.length > 0 && (
        <Legend
          items={curves.map(({ label, ink, dashed }) => ({
            label,
            ink,
            sample: dashed ? 'dashed' : 'solid',
          }))}
        />
      )}
      <ComposedChart
        width={WIDTH}
        height={height}
        data={bars}
        margin={{ top: 10, right: MARGIN.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--hairline)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          height={36}
          tick={tick}
          tickFormatter={formatTick}
          tickLine={false}
          axisLine={{ stroke: 'var(--hairline)' }}
          tickCount={5}
          allowDataOverflow
          label={{ value: props.x, position: 'insideBottomRight', offset: 2, ...tick }}
        />
        <YAxis
          type="number"
          domain={[0, top]}
          width={MARGIN.left}
          tick={tick}
          tickCount={4}
          tickFormatter={formatTick}
          tickLine={false}
          axisLine={false}
          allowDataOverflow
        />
        <Bar
          dataKey="count"
          fill={inkOf(props.ink ?? 1)}
          fillOpacity={0.55}
          stroke="var(--paper)"
          barSize={(WIDTH - MARGIN.left - MARGIN.right) / bins.length}
          isAnimationActive={false}
        />
        {curves.map((curve) => (
          <Line
            key={curve.label}
            data={curve.x.map((at, i) => ({ at, height: curve.y[i] }))}
            dataKey="height"
            stroke={inkOf(curve.ink)}
            strokeWidth={2}
            strokeDasharray={curve.dashed ? '6 4' : '0'}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </Plot>
  );
}
