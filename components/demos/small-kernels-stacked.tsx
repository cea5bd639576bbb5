import { asPinned, Columns, type Curve, Curves, formatNumber, Images, Table } from '@/components/plots';
import type model from '@/lib/models/small-kernels-stacked.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const TARGETS = [
  { metric: 'blur', label: 'blur', ink: 1, style: 'solid' },
  { metric: 'ring', label: 'ring', ink: 2, style: 'dashed' },
  { metric: 'random', label: 'random', ink: 3, style: 'dotted' },
] as const;
const DEPTHS = [1, 2, 3, 4, 5];
const percent = (share = 0) => (share < 0.001 ? 'under 0.1 %' : `${formatNumber(100 * share, 2)} %`);

export function summary({ step, params, metrics, snapshot }: Shown<typeof model>): string {
  return `After ${step - (step % snapshot.every)} updates two 3×3 layers with ${params.channels} ${params.channels === 1 ? 'channel' : 'channels'} between them miss the blur by ${percent(metrics.blur)}, the ring by ${percent(metrics.ring)} and the random filter by ${percent(metrics.random)}.`;
}

function curves({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  return TARGETS.map(({ metric, ...line }) => ({
    ...line,
    x,
    y: kept.map((i) => history.values[metric][i] ?? null),
  }));
}

export default function SmallKernelsStacked(props: ViewProps<typeof model>) {
  const { params, metrics, snapshot, pinned } = props;
  const { numbers, targets, made, vgg } = snapshot;
  const blocks = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'fc6', 'fc7', 'fc8'].map((block) => {
    const layers = vgg.filter(({ name }) => name.startsWith(block));
    const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
    const name = layers.length > 1 ? `${block}, ${layers.length} layers` : block;
    return [
      name,
      (layers.at(-1)?.output ?? []).filter((n, i) => i === 2 || n > 1).join('×'),
      parameters,
    ] as const;
  });
  return (
    <div className="panels">
      <div>
        <Images
          tile
          title={`Above: 5×5 filters to imitate. Below: what two 3×3 layers with ${params.channels} ${params.channels === 1 ? 'channel' : 'channels'} between make of them${params.rectified ? ', on average' : ''} (${numbers} numbers)`}
          images={[
            ...targets.map((values, i) => ({ values, caption: TARGETS[i]?.label ?? '' })),
            ...made.map((values, i) => ({
              values,
              caption: `off by ${percent(metrics[TARGETS[i]?.metric ?? 'blur'])}`,
            })),
          ]}
          columns={5}
          across={3}
          palette="diverging"
        />
        <Curves
          title="Error on new patches, as a share of the target’s answers"
          curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
          x={{ label: 'update', domain: [0, 300] }}
          y={{ label: 'error', domain: [0, 2] }}
        />
      </div>
      <div>
        <Columns
          title="One layer that sees as much, or a stack of 3×3: weights"
          categories={DEPTHS.map((depth) => `${2 * depth + 1}×${2 * depth + 1}`)}
          series={[
            { label: 'one large filter', values: DEPTHS.map((depth) => (2 * depth + 1) ** 2), ink: 5 },
            { label: 'stack of 1 to 5 layers', values: DEPTHS.map((depth) => 9 * depth), ink: 4 },
          ]}
          x="seen by an output"
          y="weights, in units of C² (C channels in and out)"
        />
        <Table
          title="The real VGG-16"
          columns={[{ label: 'block' }, { label: 'output' }, { label: 'parameters', bars: 1, sum: true }]}
          rows={blocks}
        />
      </div>
    </div>
  );
}
