import { asPinned, Columns, type Curve, Curves, formatNumber } from '@/components/plots';
import type model from '@/lib/models/moving-target.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const chasers = [
  {
    key: 'adagrad',
    distance: 'distanceAdagrad',
    rate: 'rateAdagrad',
    label: 'Adagrad',
    ink: 2,
    style: 'dashed',
  },
  { key: 'rms', distance: 'distanceRms', rate: 'rateRms', label: 'RMSProp', ink: 1, style: 'solid' },
] as const;

export function summary({ step, snapshot }: Run): string {
  const said = chasers.map(({ key, label }) => {
    const { catches } = snapshot[key];
    const caught = catches.filter((steps) => steps !== null);
    const latest = caught.length > 0 ? `, the latest in ${caught.at(-1)} steps` : '';
    return `${label} has caught ${caught.length} of ${catches.length}${latest}`;
  });
  return `After ${step} steps, of the positions the target has taken, ${said.join('; ')}.`;
}

export default function MovingTarget(props: Props) {
  const { snapshot, pinned } = props;
  const lines = (of: 'distance' | 'rate', { history }: Run): Curve[] =>
    chasers.map(({ label, ink, style, ...chaser }) => ({
      label,
      ink,
      style,
      x: history.steps,
      y: history.values[chaser[of]],
    }));
  const withPinned = (of: 'distance' | 'rate') => [
    ...(pinned ? asPinned(lines(of, pinned)) : []),
    ...lines(of, props),
  ];
  const most = Math.max(...chasers.map(({ key }) => snapshot[key].catches.length));
  return (
    <div className="panels">
      <Curves
        tile
        title={`Distance to the target, which jumps every ${formatNumber(snapshot.every)} steps`}
        curves={withPinned('distance')}
        x={{ label: 'step', domain: [0, 1000] }}
        y={{ label: 'distance', domain: [0, 5] }}
      />
      <Curves
        title="Effective rate of the slope, η / √(its squares) (log scale)"
        curves={withPinned('rate')}
        x={{ label: 'step', domain: [0, 1000] }}
        y={{ label: 'rate', log: true, domain: [1e-3, 10] }}
      />
      <Columns
        title="Steps to each catch; no column where the target moved first"
        categories={Array.from({ length: most }, (_, i) => (i === 0 ? 'start' : String(i)))}
        series={chasers.map(({ key, label, ink }) => ({ label, ink, values: snapshot[key].catches }))}
        domain={[0, snapshot.every]}
        x="move of the target"
        y="steps until within 0.3 of it"
      />
    </div>
  );
}
