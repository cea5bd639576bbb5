import { scaleLinear, scaleLog } from 'd3-scale';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { formatTick, powerTicks, roundTicks } from './drawing.ts';
import { formatNumber } from './format.ts';
import { CHARACTER, FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

export interface Curve {
  /** Empty: one of many alike, told apart by no name. */
  label: string;
  x: readonly number[];
  /** As many as x; null leaves a gap. */
  y: readonly (number | null)[];
  ink: Ink;
  /** 'pinned' is the reader's pinned run: dashed, faint and without a label. */
  style?: 'solid' | 'dashed' | 'dotted' | 'pinned';
}

/** The same curves, as those of the run the reader pinned. */
export const asPinned = (curves: readonly Curve[]): Curve[] =>
  curves.map((curve) => ({ ...curve, style: 'pinned' }));

export interface Axis {
  label: string;
  /** Default: what the data span. */
  domain?: readonly [number, number];
  log?: boolean;
}

const DASHES = { solid: '0', dashed: '6 4', dotted: '1.5 4', pinned: '3 4' };
const LABEL_GAP = FONT + 2;
const MARGIN = { top: 10, bottom: 36, left: 46 };

function extent(values: readonly (number | null)[], log: boolean): [number, number] {
  const known = values.filter((v): v is number => v !== null && (!log || v > 0));
  if (known.length === 0) return log ? [0.1, 1] : [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (low < high) return [low, high];
  return log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
}

/** Powers of ten in a domain, with as many of their multiples where they are few as have room. */
function logTicks(domain: readonly [number, number]): number[] {
  const powers = powerTicks(domain);
  if (powers.length > 2) return powers;
  const all = scaleLog().domain(domain).ticks();
  return (
    [/^[125]e/, /^[13]e/]
      .map((first) => all.filter((t) => first.test(t.toExponential())))
      .find(({ length }) => length > 1 && length <= 5) ?? roundTicks(domain)
  );
}

/** Label positions as near their curves' ends as they can be without overlap, in drawing units. */
function spread(ends: readonly number[], top: number, bottom: number): number[] {
  const order = ends.map((_, i) => i).sort((a, b) => (ends[a] as number) - (ends[b] as number));
  const placed = [...ends];
  let next = top;
  for (const i of order) {
    placed[i] = Math.max(ends[i] as number, next);
    next = (placed[i] as number) + LABEL_GAP;
  }
  let limit = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] as number, limit);
    limit = (placed[i] as number) - LABEL_GAP;
  }
  return placed;
}

/** Lines over one x axis, each labelled at its end. */
export function Curves(props: PlotProps & { curves: readonly Curve[]; x: Axis; y: Axis; height?: number }) {
  const { curves, x, y, height = 230 } = props;
  const labelled = curves.filter(
    (curve) => curve.label !== '' && curve.style !== 'pinned' && curve.y.some((v) => v !== null),
  );
  // Labels are bold, and capitals wide.
  const letters = ({ label }: Curve) => label.length + 0.4 * label.replace(/[^A-Zmw]/g, '').length;
  const right = 12 + Math.max(0, ...labelled.map(letters)) * CHARACTER;
  const xDomain =
    x.domain ??
    extent(
      curves.flatMap((curve) => curve.x),
      x.log ?? false,
    );
  const yScale = (y.log ? scaleLog() : scaleLinear())
    .domain(
      y.domain ??
        extent(
          curves.flatMap((curve) => curve.y),
          y.log ?? false,
        ),
    )
    .range([height - MARGIN.bottom, MARGIN.top])
    .nice();
  const clip = (v: number | null) => (v === null || (y.log && v <= 0) ? null : v);
  const yDomain = yScale.domain() as [number, number];
  const ends = labelled.map((curve) => yScale(clip(curve.y.findLast((v) => clip(v) !== null) ?? null) ?? 1));
  const places = spread(ends, MARGIN.top + 4, height - MARGIN.bottom - 2);
  const tick = { fontSize: FONT, fill: 'var(--muted)' };
  return (
    <Plot {...props}>
      <LineChart
        width={WIDTH}
        height={height}
        margin={{ top: MARGIN.top, right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--hairline)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={[...xDomain]}
          scale={x.log ? 'log' : 'linear'}
          height={MARGIN.bottom}
          tick={tick}
          tickFormatter={formatTick}
          tickLine={false}
          axisLine={{ stroke: 'var(--hairline)' }}
          ticks={x.log ? logTicks(xDomain) : roundTicks(xDomain)}
          allowDataOverflow
          label={{ value: x.label, position: 'insideBottomRight', offset: 5, ...tick }}
        />
        <YAxis
          type="number"
          domain={yDomain}
          scale={y.log ? 'log' : 'linear'}
          ticks={y.log ? powerTicks(yDomain) : roundTicks(yDomain)}
          width={MARGIN.left}
          tick={tick}
          tickFormatter={formatTick}
          tickLine={false}
          axisLine={false}
          allowDataOverflow
        />
        <Tooltip
          isAnimationActive={false}
          formatter={(value) => formatNumber(Number(value))}
          labelFormatter={(value) => `${x.label} ${formatNumber(Number(value))}`}
        />
        {curves.map((curve, i) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: two curves may share a label, and their order is fixed
            key={i}
            name={curve.label}
            {...(curve.label === '' && { tooltipType: 'none' as const })}
            data={curve.x.map((at, j) => ({ x: at, y: clip(curve.y[j] ?? null) }))}
            dataKey="y"
            stroke={inkOf(curve.ink)}
            strokeWidth={2}
            strokeDasharray={DASHES[curve.style ?? 'solid']}
            strokeOpacity={curve.style === 'pinned' ? 0.55 : 1}
            dot={false}
            activeDot={curve.style !== 'pinned'}
            isAnimationActive={false}
          />
        ))}
        {labelled.map((curve, i) => (
          <text
            key={curve.label}
            x={WIDTH - right + 6}
            y={(places[i] as number) + 4}
            className="curve-label"
            fill={inkOf(curve.ink)}
          >
            {curve.label}
          </text>
        ))}
      </LineChart>
    </Plot>
  );
}
