import { type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/short-chain-bias.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;

const name = ({ params: { rule, k } }: Run) => `${rule === 'pcd' ? 'PCD' : 'CD'}-${k}`;
const percent = (share: number) => `${formatNumber(share, 2)} %`;

export function summary(run: Run): string {
  const { step, metrics, snapshot } = run;
  const [first, last] = [snapshot.pictures[0], snapshot.pictures.at(-1)];
  return `After ${step - (step % snapshot.every)} updates the pictures’ mean log-likelihood is ${formatNumber(metrics.likelihoodExact ?? 0)} nats for the exact gradient and ${formatNumber(metrics.likelihoodCd ?? 0)} for ${name(run)}, whose machine gives one picture ${percent(first?.short ?? 0)} and another ${percent(last?.short ?? 0)}.`;
}

type Metric = keyof Run['metrics'];
/** One metric at the updates where it was measured: the first step kept after each stands for it. */
function curve(
  { history, snapshot: { every } }: Run,
  metric: Metric,
  line: Pick<Curve, 'label' | 'ink' | 'style'>,
): Curve {
  const measured = history.steps.map((step) => step - (step % every));
  const kept = [...measured.keys()].filter((i) => measured[i] !== measured[i - 1]);
  return {
    ...line,
    x: kept.map((i) => measured[i] as number),
    y: kept.map((i) => history.values[metric][i] ?? null),
  };
}

export default function ShortChainBias(props: Props) {
  const { snapshot, pinned } = props;
  const { pictures, floor, ceiling } = snapshot;
  const x = { label: 'update', domain: [0, 1500] } as const;
  const level = (label: string, y: number): Curve => ({
    label,
    ink: 'muted',
    style: 'dotted',
    x: [0, 1500],
    y: [y, y],
  });
  const race = (exact: Metric, short: Metric): Curve[] => [
    ...(pinned ? [curve(pinned, short, { label: 'pinned', ink: 2, style: 'pinned' })] : []),
    curve(props, exact, { label: 'exact', ink: 1 }),
    curve(props, short, { label: name(props), ink: 2, style: 'dashed' }),
  ];
  return (
    <div className="panels">
      <Curves
        title="Mean log-likelihood of the 14 pictures, in nats"
        curves={[
          ...race('likelihoodExact', 'likelihoodCd'),
          level('ceiling', ceiling),
          level('coins', floor),
        ]}
        x={x}
        y={{ label: 'nats', domain: [-7, -2] }}
      />
      <Images
        tile
        title={`What ${name(props)}’s machine gives each picture (fair: 7.1 %), and all 498 others: ${percent(snapshot.others)}`}
        images={pictures.map(({ pixels, short }) => ({ values: pixels, caption: percent(short) }))}
        columns={3}
        across={7}
      />
      <Curves
        title="Angle from the gradient to the mean step of CD, at the exact machine"
        height={200}
        curves={[
          curve(props, 'angle1', { label: 'CD-1', ink: 2, style: 'dashed' }),
          curve(props, 'angle10', { label: 'CD-10', ink: 3 }),
        ]}
        x={x}
        y={{ label: 'degrees', domain: [0, 90] }}
      />
      <Curves
        title="Pixels that one Gibbs step from a picture redraws wrongly, in % (log scale)"
        height={200}
        curves={race('wrongExact', 'wrongCd')}
        x={x}
        y={{ label: '%', log: true, domain: [0.1, 100] }}
      />
    </div>
  );
}
