import { Bars, Dots, formatNumber, Histogram, Mark, Plane, Segments } from '@/components/plots';
import type model from '@/lib/models/explore-predict-infer.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const names = {
  sepalLength: 'sepal length',
  sepalWidth: 'sepal width',
  petalLength: 'petal length',
  petalWidth: 'petal width',
} as const;
const groups = { all: 'all flowers', setosa: 'setosa', versicolor: 'versicolor', virginica: 'virginica' };
const marks = [
  { ink: 1, shape: 'circle' },
  { ink: 2, shape: 'square' },
  { ink: 3, glyph: '▲' },
] as const;
const two = (v = 0) => formatNumber(v, 2);

export function summary({ params, metrics, snapshot }: Run): string {
  const { low, high } = metrics;
  const interval =
    low === undefined || high === undefined
      ? 'no bootstrap sample has been drawn yet'
      : `${snapshot.drawn} bootstrap samples of ${groups[params.group]} put it between ${two(low)} and ${two(high)} at level ${params.level}`;
  return `Over all 150 irises ${names[params.x]} and ${names[params.y]} correlate at ${two(metrics.all)}, in the three species at ${two(metrics.setosa)}, ${two(metrics.versicolor)} and ${two(metrics.virginica)}; in ${groups[params.group]} it is ${two(metrics.r)}, and ${interval}.`;
}

/** What the values span, with some room. */
function span(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [low - 0.05 * (high - low), high + 0.08 * (high - low)];
}

export default function ExplorePredictInfer({ snapshot, params, metrics, pinned }: ViewProps<typeof model>) {
  const { points, lines, bins, drawn, tested } = snapshot;
  const all = points.flat();
  const [whole, ...parts] = lines as unknown as [Point, Point][];
  const { low, high } = metrics;
  return (
    <div className="panels">
      <Plane
        tile
        title={`Explore: 150 irises (● setosa, ■ versicolor, ▲ virginica) and lines through all (thick) and through each species, in cm`}
        x={{ label: names[params.x], domain: span(all.map(([x]) => x as number)) }}
        y={{ label: names[params.y], domain: span(all.map(([, y]) => y as number)) }}
        height={290}
      >
        {points.map((species, k) => (
          <g key={marks[k]?.ink}>
            <Dots points={species as unknown as Point[]} size={6} {...(marks[k] as (typeof marks)[0])} />
            <Segments lines={[parts[k] as [Point, Point]]} ink={marks[k]?.ink ?? 1} width={2.5} />
          </g>
        ))}
        <Segments lines={whole ? [whole] : []} ink="ink" width={3} />
      </Plane>
      <Bars
        title={`Predict ${names[params.y]} from ${names[params.x]}: typical error on ${tested} flowers not fitted on, in cm`}
        bars={[
          { label: 'one line', value: metrics.oneLine ?? null, ink: 'ink' },
          { label: 'three lines', value: metrics.threeLines ?? null, ink: 4 },
          ...(pinned
            ? [{ label: 'pinned, three', value: pinned.metrics.threeLines ?? null, ink: 'muted' as const }]
            : []),
        ]}
      />
      <Histogram
        title={`Infer: correlation of ${groups[params.group]}, ${two(metrics.r)}, in ${drawn} samples drawn with replacement${
          low === undefined || high === undefined
            ? ''
            : `; the middle ${formatNumber(100 * params.level)} % lie between ${two(low)} and ${two(high)}`
        }`}
        bins={bins}
        domain={[-1, 1]}
        x="correlation"
        y="samples"
      >
        <Mark at={0} ink="muted" style="dashed" />
        {low !== undefined && <Mark at={low} ink={2} />}
        {high !== undefined && <Mark at={high} ink={2} />}
      </Histogram>
    </div>
  );
}
