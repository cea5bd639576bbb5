import { asPinned, Bars, type Curve, Curves, Dots, formatNumber, Images, Plane } from '@/components/plots';
import type model from '@/lib/models/mask-weights-or-units.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const methods = [
  { key: 'connect', label: 'DropConnect', ink: 1, style: 'solid' },
  { key: 'dropout', label: 'dropout', ink: 2, style: 'dashed' },
  { key: 'plain', label: 'neither', ink: 3, style: 'dotted' },
] as const;

export function summary({ step, metrics, snapshot: { every, pair } }: Run): string {
  const loss = methods.map(({ key, label }) => `${formatNumber(metrics[key] ?? 0)} with ${label}`).join(', ');
  return `After ${step - (step % every)} updates the loss on new digits is ${loss}; the outputs for ${pair.join(' and ')} are correlated ${formatNumber(metrics.togetherDropout ?? 0)} under masks on units and ${formatNumber(metrics.togetherConnect ?? 0)} under masks on weights (signs left out).`;
}

const losses = ({ history, snapshot }: Run): Curve[] => {
  const at = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  return methods.map(({ key, ...line }) => ({
    ...line,
    x: at.map((i) => history.steps[i] as number),
    y: at.map((i) => history.values[key][i] ?? null),
  }));
};

/** A stretch that holds all values, with a margin. */
function around(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.08 * (high - low) + 0.1;
  return [low - margin, high + margin];
}

export default function MaskWeightsOrUnits(props: ViewProps<typeof model>) {
  const { params, snapshot, metrics, pinned } = props;
  const { pair, outputs, whole, spread, left } = snapshot;
  const curves = [...(pinned ? asPinned(losses(pinned)) : []), ...losses(props)];
  const highest = Math.max(1, ...curves.flatMap(({ y }) => y.map((loss) => loss ?? 0)));
  const all = [...outputs.dropout, ...outputs.connect];
  const x = { label: `output for ${pair[0]}`, domain: around(all.map(([v]) => v)) };
  const y = { label: `output for ${pair[1]}`, domain: around(all.map(([, v]) => v)) };
  const clouds = [
    { key: 'dropout', name: 'Units masked (dropout)', ink: 2, shape: 'square' },
    { key: 'connect', name: 'Weights masked (DropConnect)', ink: 1, shape: 'circle' },
  ] as const;
  return (
    <div className="panels">
      {clouds.map(({ key, name, ink, shape }) => (
        <div key={key}>
          <Images
            title={`${name}: one mask on the last layer, a row an output, a column a hidden unit`}
            images={[{ values: left[key] }]}
            columns={64}
            across={1}
            palette="diverging"
          />
          <Plane
            title={`A ${params.digit} under 200 such masks (● none): standard deviation across ${formatNumber(spread[key])}`}
            tile={key === 'dropout'}
            x={x}
            y={y}
            height={250}
          >
            <Dots points={outputs[key]} ink={ink} shape={shape} size={5} />
            <Dots points={[whole as unknown as Point]} ink="ink" size={10} />
          </Plane>
        </div>
      ))}
      <Curves
        title="Loss on 400 new digits, every weight in place"
        curves={curves}
        x={{ label: 'update', domain: [0, 240] }}
        y={{ label: 'loss', domain: [0, highest] }}
      />
      <Bars
        title={`How closely the outputs for ${pair[0]} and ${pair[1]} move together over the masks: correlation, sign left out`}
        bars={[
          { label: 'units masked', value: metrics.togetherDropout ?? 0, ink: 2 },
          { label: 'weights masked', value: metrics.togetherConnect ?? 0, ink: 1 },
        ]}
        domain={[0, 1]}
      />
    </div>
  );
}
