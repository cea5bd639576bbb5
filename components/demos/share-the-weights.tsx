import { type Curve, Curves, formatNumber, Images, Table } from '@/components/plots';
import type model from '@/lib/models/share-the-weights.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const count = (n = 0) => n.toLocaleString('en');
const NETS = [
  { metric: 'shared', label: 'shared', ink: 1, style: 'solid' },
  { metric: 'unshared', label: 'its own', ink: 2, style: 'dashed' },
] as const;

export function summary({ step, snapshot, metrics }: Shown<typeof model>): string {
  const { every, numbers } = snapshot;
  return `After ${step - (step % every)} updates the net with shared weights (${count(numbers[0])} numbers) names ${percent(metrics.shared)} of 200 new digits right, the net with weights of its own at every position (${count(numbers[1])}) ${percent(metrics.unshared)}; of the training digits ${percent(metrics.sharedTraining)} and ${percent(metrics.unsharedTraining)}.`;
}

const KINDS: Record<string, string> = { C: 'conv', S: 'pool', F: 'affine' };

function curves({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  return NETS.map(({ metric, ...line }) => ({
    ...line,
    x: kept.map((k) => history.steps[k] as number),
    y: kept.map((k) => history.values[metric][k] ?? null),
  }));
}

export default function ShareTheWeights(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { field, maps, answers, numbers, lenet } = snapshot;
  return (
    <div className="panels">
      <div>
        <Curves
          tile
          title={`Share of 200 new digits named right: ${count(numbers[0])} shared weights, or ${count(numbers[1])}, each position its own`}
          curves={[
            ...(pinned ? curves(pinned).map((curve): Curve => ({ ...curve, style: 'pinned' })) : []),
            ...curves(props),
          ]}
          x={{ label: 'update', domain: [0, 200] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Table
          title="The real LeNet-5: what is trained, and what is connected"
          columns={[
            { label: 'layer' },
            { label: 'output' },
            { label: 'parameters', bars: 1, sum: true },
            { label: 'connections', bars: 2, sum: true },
          ]}
          rows={lenet.map(({ name, output, parameters, connections }) => [
            KINDS[name[0] ?? ''] ? `${name} ${KINDS[name[0] ?? '']}` : name,
            output.filter((n, i) => i === 2 || n > 1).join('×'),
            parameters,
            connections,
          ])}
        />
      </div>
      <div>
        <Images
          title={`A ${params.digit}, as it stands in its field: shared weights say ${answers[0]}, its own ${answers[1]}`}
          images={[{ values: field }]}
          columns={12}
          across={3}
        />
        {NETS.map(({ metric }, i) => (
          <Images
            key={metric}
            title={`The 12 maps of C1, ${i ? 'each position with weights of its own' : 'each drawn by one shared kernel'}`}
            images={(maps[i] ?? []).map((values) => ({ values }))}
            columns={8}
            across={6}
          />
        ))}
      </div>
    </div>
  );
}
