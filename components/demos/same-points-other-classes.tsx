import {
  asPinned,
  Columns,
  Contours,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Plane,
} from '@/components/plots';
import type model from '@/lib/models/same-points-other-classes.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const REACH = 1.8;
const square = { domain: [-REACH, REACH] } as const;
const marks = [
  { name: '●', ink: 1, size: 6 },
  { name: '■', ink: 2, shape: 'square', size: 6 },
  { name: '▲', ink: 3, glyph: '▲' },
  { name: '✚', ink: 4, glyph: '✚' },
] as const;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const labelled = { side: 'by side', ring: 'by ring', quadrant: 'by quadrant', coin: 'by coin' };

export function summary({ step, params, metrics }: Run): string {
  return `After ${step} updates on points labelled ${labelled[params.labelling]} the net is right on ${percent(metrics.train)} of its training points and ${percent(metrics.fresh)} of fresh ones; always to answer the most frequent class would be right on ${percent(metrics.baseline)} of these.`;
}

function curvesOf({ history, metrics, snapshot }: Run): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  const of = (name: 'train' | 'fresh') => kept.map((i) => history.values[name][i] ?? null);
  const baseline = metrics.baseline ?? null;
  return [
    { label: 'baseline', ink: 'muted', style: 'dotted', x: [0, 300], y: [baseline, baseline] },
    { label: 'training', ink: 4, style: 'dashed', x, y: of('train') },
    { label: 'fresh', ink: 'ink', style: 'solid', x, y: of('fresh') },
  ];
}

export default function SamePointsOtherClasses(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { points, regions } = snapshot;
  return (
    <div className="panels">
      <Plane
        tile
        title={`The net’s regions and its training points, labelled ${labelled[params.labelling]}: ${points
          .map((_, k) => `${marks[k]?.name} class ${k}`)
          .join(', ')}`}
        x={square}
        y={square}
      >
        {regions.map((region, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its number
          <Contours key={k} of={region} levels={[127.5]} ink={marks[k]?.ink ?? 'ink'} filled strong />
        ))}
        {points.map((of, k) => {
          const { name: _, ...mark } = marks[k] ?? marks[0];
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its number
          return <Dots key={k} points={of} {...mark} />;
        })}
      </Plane>
      <div>
        <Curves
          title="Share answered rightly, and that of always answering the most frequent class (dotted)"
          curves={[...(pinned ? asPinned(curvesOf(pinned).slice(1)) : []), ...curvesOf(props)]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Columns
          title="Training points in each class"
          categories={points.map((_, k) => `${marks[k]?.name} ${k}`)}
          series={[
            {
              label: 'points',
              values: points.map(({ length }) => length),
              ink: points.map((_, k) => marks[k]?.ink ?? 'ink'),
            },
          ]}
          x="class"
          height={150}
        />
      </div>
    </div>
  );
}
