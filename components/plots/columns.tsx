import { scaleLinear, scaleLog } from 'd3-scale';
import { Bar, BarChart, CartesianGrid, Cell, XAxis, YAxis } from 'recharts';
import { formatTick, powerTicks, roundTicks } from './drawing.ts';
import { FILLINGS, Legend } from './legend.tsx';
import { FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface ColumnSeries {
  label: string;
  /** One a category; null: no column. On a log axis zero has none either. */
  values: readonly (number | null)[];
  /** One ink, or one for each category. */
  ink: Ink | readonly Ink[];
}

/** One to three quantities over ordered categories: layers, classes, outcomes. */
export function Columns(
  props: PlotProps & {
    categories: readonly string[];
    series: readonly ColumnSeries[];
    /** Names the axis under the columns. */
    x: string;
    /** What the heights are, with the unit. */
    y?: string;
    domain?: readonly [number, number];
    log?: boolean;
    height?: number;
  },
) {
  const { categories, series, log = false, height = 210 } = props;
  const values = series.flatMap((s) => s.values).filter((v): v is number => v !== null && (!log || v > 0));
  const low = Math.min(log ? 1 : 0, ...values);
  const high = Math.max(log ? 1 : 1e-9, ...values);
  const scale = (log ? scaleLog() : scaleLinear()).domain([low, high]).nice(4);
  const domain = props.domain ?? (scale.domain() as [number, number]);
  const tick = { fontSize: FONT, fill: 'var(--muted)' };
  const data = categories.map((category, i) => ({
    category,
    ...Object.fromEntries(
      series.map(({ values: v }, k) => {
        const value = v[i] ?? null;
        return [`s${k}`, value === null || (log && value <= 0) ? null : value];
      }),
    ),
  }));
  const inks = ({ ink }: ColumnSeries): readonly Ink[] =>
    typeof ink === 'object' ? ink : categories.map(() => ink);
  const firstInk = (s: ColumnSeries) => inks(s)[0] as Ink;
  return (
    <Plot {...props}>
      {props.y && <p className="axis-name">{props.y}</p>}
      {series.length > 1 && (
        <Legend
          items={series.map((s, k) => ({ label: s.label, ink: firstInk(s), sample: k as 0 | 1 | 2 }))}
        />
      )}
      <BarChart
        width={WIDTH}
        height={height}
        data={data}
        margin={{ top: 10, right: 8, bottom: 0, left: 0 }}
        barGap={1}
        barCategoryGap="18%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--hairline)" />
        <XAxis
          dataKey="category"
          height={36}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--muted)' }}
          label={{ value: props.x, position: 'insideBottomRight', offset: 5, ...tick }}
        />
        <YAxis
          type="number"
          domain={[...domain]}
          scale={log ? 'log' : 'linear'}
          ticks={log ? powerTicks(domain) : roundTicks(domain)}
          width={46}
          tick={tick}
          tickFormatter={formatTick}
          tickLine={false}
          axisLine={false}
          allowDataOverflow
        />
        {series.map((s, k) => (
          <Bar
            key={s.label}
            dataKey={`s${k}`}
            name={s.label}
            fill={inkOf(firstInk(s))}
            stroke={inkOf(firstInk(s))}
            {...FILLINGS[k]}
            isAnimationActive={false}
            maxBarSize={40}
          >
            {inks(s).map((ink, i) => (
              <Cell key={categories[i]} fill={inkOf(ink)} stroke={inkOf(ink)} />
            ))}
          </Bar>
        ))}
      </BarChart>
    </Plot>
  );
}
