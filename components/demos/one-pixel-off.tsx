import { asPinned, type Curve, Curves, formatNumber, Images, Table } from '@/components/plots';
import type model from '@/lib/models/one-pixel-off.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const LINES = [
  { metric: 'random', label: 'random, new', ink: 1, style: 'solid' },
  { metric: 'middle', label: 'middle, new', ink: 2, style: 'solid' },
  { metric: 'randomTraining', label: 'random, train', ink: 1, style: 'dashed' },
  { metric: 'middleTraining', label: 'middle, train', ink: 2, style: 'dashed' },
] as const;

export function summary({ step, params, snapshot, metrics }: Shown<typeof model>): string {
  const where = params.testReach ? `up to ${params.testReach} px off centre` : 'in the middle';
  return `After ${step - (step % snapshot.every)} updates the net trained on random crops names ${percent(metrics.random)} of 200 new digits right that stand ${where}, the net trained on the middle crop alone ${percent(metrics.middle)}; of their own training crops ${percent(metrics.randomTraining)} and ${percent(metrics.middleTraining)}.`;
}

function curves({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const x = kept.map((i) => history.steps[i] as number);
  return LINES.map(({ metric, ...line }) => ({
    ...line,
    x,
    y: kept.map((i) => history.values[metric][i] ?? null),
  }));
}

export default function OnePixelOff(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  return (
    <div className="panels">
      <div>
        <Curves
          tile
          title="Share named right: new digits, and training digits as each net is shown them"
          curves={[...(pinned ? asPinned(curves(pinned).slice(0, 2)) : []), ...curves(props)]}
          x={{ label: 'update', domain: [0, 200] }}
          y={{ label: 'share', domain: [0, 1] }}
        />
        <Table
          title="The real AlexNet: where its parameters are, and where its work is"
          columns={[
            { label: 'layer' },
            { label: 'output' },
            { label: 'parameters', bars: 1, sum: true },
            { label: 'multiply-adds', bars: 2, sum: true },
          ]}
          rows={snapshot.alexnet
            .filter(({ kind }) => kind !== 'pooling')
            .map(({ name, output, parameters, multiplyAdds }) => [
              name,
              output[0] > 1 ? `${output[0]}²×${output[2]}` : output[2],
              parameters,
              multiplyAdds,
            ])}
        />
      </div>
      <Images
        title={`A new ${params.digit} in the nine crops of its field, and what is read there: random-crop net, then middle-only net`}
        images={snapshot.crops.map(({ values, random, middle }) => ({
          values,
          caption: `${random}, ${middle}`,
        }))}
        columns={10}
        across={3}
      />
    </div>
  );
}
