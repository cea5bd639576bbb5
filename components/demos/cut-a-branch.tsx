import { asPinned, Columns, type Curve, Curves, formatNumber, Images, Table } from '@/components/plots';
import type model from '@/lib/models/cut-a-branch.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const BRANCHES = ['1×1', '3×3', '5×5', 'pooling'];
const NETS = [
  { metric: 'together', label: 'all four', ink: 1, style: 'solid' },
  { metric: 'one', label: '1×1 alone', ink: 2, style: 'solid' },
  { metric: 'three', label: '3×3', ink: 3, style: 'dashed' },
  { metric: 'five', label: '5×5', ink: 4, style: 'dashed' },
  { metric: 'pool', label: 'pooling', ink: 5, style: 'dotted' },
] as const;

export function summary({ step, metrics, snapshot: { every } }: Shown<typeof model>): string {
  return `After ${step - (step % every)} updates the module of four branches is right on ${percent(metrics.together)} of 150 new pictures; alone, 1×1 is right on ${percent(metrics.one)}, 3×3 on ${percent(metrics.three)}, 5×5 on ${percent(metrics.five)} and pooling on ${percent(metrics.pool)}.`;
}

function curves({ history, snapshot }: Shown<typeof model>): Curve[] {
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  return NETS.map(({ metric, ...line }) => ({
    ...line,
    x: kept.map((k) => history.steps[k] as number),
    y: kept.map((k) => history.values[metric][k] ?? null),
  }));
}

export default function CutABranch(props: ViewProps<typeof model>) {
  const { metrics, snapshot, pinned, params } = props;
  const { cut, picture, maps, module, plain } = snapshot;
  const convolutions = module.filter(({ kind }) => kind === 'convolution');
  const weights = (name: string) => plain.find((layer) => layer.name === name)?.parameters ?? '–';
  return (
    <div className="panels">
      <div>
        <Curves
          tile
          title="Share of 150 new pictures named right: dots, blocks or ring"
          curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(props)]}
          x={{ label: 'update', domain: [0, 150] }}
          y={{ label: 'share', domain: [0.2, 1] }}
        />
        <Columns
          title="Each branch trained alone, and the trained module with it cut out"
          categories={BRANCHES}
          series={[
            {
              label: 'alone',
              values: NETS.slice(1).map(({ metric }) => metrics[metric] ?? null),
              ink: 2,
            },
            { label: 'module without it', values: cut, ink: 1 },
          ]}
          x="branch"
          y="share named right; guessing is 0.33"
          domain={[0, 1]}
        />
      </div>
      <div>
        <Images
          title={`A test picture: ${params.shown === 'ring' ? 'a ring' : params.shown}`}
          images={[{ values: picture, caption: 'picture' }]}
          columns={12}
          across={4}
        />
        <Images
          images={maps.map((values, i) => ({ values, caption: BRANCHES[i] as string }))}
          title="Where the branches of the module answer to it: the strongest map of each"
          columns={8}
          across={4}
        />
        <Table
          title="Weights of the real module 3a: as built, and with each filter on all 192 channels"
          columns={[
            { label: 'convolution' },
            { label: 'as built', bars: 1, sum: true },
            { label: 'no 1×1 first', bars: 2, sum: true },
          ]}
          rows={convolutions.map(({ name, parameters }) => [name, parameters, weights(name)])}
        />
      </div>
    </div>
  );
}
