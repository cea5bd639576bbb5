import { Bars, type Curve, Curves, Dots, formatNumber, NumberLine } from '@/components/plots';
import type model from '@/lib/models/learn-the-constant.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
type Metric = keyof Run['metrics'];

const methods = [
  { key: 'softmax', sum: 'sumSoftmax', kl: 'klSoftmax', label: 'softmax', ink: 3, style: 'dotted' },
  { key: 'nce', sum: 'sumNce', kl: 'klNce', label: 'NCE', ink: 1, style: 'solid' },
  { key: 'negative', sum: 'sumNegative', kl: 'klNegative', label: 'negative', ink: 2, style: 'dashed' },
] as const;

export function summary({ step, params, snapshot, metrics }: Run): string {
  const { density } = snapshot;
  const after = `After ${step} updates with ${params.k} noise ${params.k === 1 ? 'point' : 'points'} per data point`;
  if (density)
    return `${after} the area under the learned curve is ${formatNumber(metrics.area ?? 0)}; its middle is ${formatNumber(density.mu)}, its standard deviation ${formatNumber(density.lambda ** -0.5)} (truth: 1, 1 and 0.7).`;
  return `${after} the sum of eˢ over the 50 words is ${methods
    .map(
      ({ sum, label }) =>
        `${formatNumber(metrics[sum] ?? 0)} for ${label === 'negative' ? 'negative sampling' : label}`,
    )
    .join(', ')}.`;
}

const over = ({ history }: Run, metric: Metric, line: Omit<Curve, 'x' | 'y'>): Curve => ({
  ...line,
  x: history.steps,
  y: history.values[metric],
});
const level = (label: string, y: number, last: number): Curve => ({
  label,
  ink: 'muted',
  style: 'dotted',
  x: [0, last],
  y: [y, y],
});

function Density({ run, pinned }: { run: Run; pinned: Run | null }) {
  const { density } = run.snapshot;
  if (!density) return null;
  const { x, truth, noiseDensity, isData, data, noise } = density;
  const was = pinned?.snapshot.density;
  const xAxis = { label: 'x', domain: [-3, 5] } as const;
  const rug = (points: readonly number[], height: number) => points.map((v): Point => [v, height]);
  return (
    <>
      <Curves
        tile
        title="The learned curve, the true density and the noise"
        curves={[
          ...(was ? [{ label: 'pinned', ink: 1, style: 'pinned', x, y: was.model } as const] : []),
          { label: 'noise', ink: 2, style: 'dashed', x, y: noiseDensity },
          { label: 'true', ink: 'muted', style: 'dotted', x, y: truth },
          { label: 'learned', ink: 1, x, y: density.model },
        ]}
        x={xAxis}
        y={{ label: 'density', domain: [0, 1] }}
      />
      <NumberLine
        title={`What the classifier must tell apart: data (circles)${noise.length ? ' and noise (squares), the first 100 of each' : ', and no noise'}`}
        label="x"
        domain={[-3, 5]}
      >
        <Dots points={rug(data, 0.68)} ink={1} />
        <Dots points={rug(noise, 0.32)} ink={2} shape="square" size={4} />
      </NumberLine>
      <Curves
        title="Area under the learned curve (log scale): nothing tells it to be 1"
        height={200}
        curves={[
          ...(pinned ? [over(pinned, 'area', { label: 'pinned', ink: 1, style: 'pinned' })] : []),
          level('1', 1, 400),
          over(run, 'area', { label: 'area', ink: 1 }),
        ]}
        x={{ label: 'update', domain: [0, 400] }}
        y={{ label: 'area', log: true, domain: [0.1, 10] }}
      />
      <Curves
        title="What the classifier says: probability that a point at x is data"
        height={200}
        curves={[
          ...(was ? [{ label: 'pinned', ink: 4, style: 'pinned', x, y: was.isData } as const] : []),
          { label: 'data', ink: 4, x, y: isData },
        ]}
        x={xAxis}
        y={{ label: 'probability', domain: [0, 1] }}
      />
    </>
  );
}

function Words({ run, pinned }: { run: Run; pinned: Run | null }) {
  const { words } = run.snapshot;
  if (!words) return null;
  const rank = words.truth.map((_, i) => i + 1);
  const before = pinned?.snapshot.words;
  return (
    <>
      <Curves
        tile
        title="eˢ of each word, commonest first, and the true probability (log scales)"
        curves={[
          ...(before ? [{ label: 'pinned', ink: 1, style: 'pinned', x: rank, y: before.nce } as const] : []),
          ...methods.map(
            ({ key, label, ink, style }): Curve => ({ label, ink, style, x: rank, y: words[key] }),
          ),
          { label: 'true', ink: 'muted', style: 'dashed', x: rank, y: words.truth },
        ]}
        x={{ label: 'word, by rank', log: true, domain: [1, 50] }}
        y={{ label: 'eˢ', log: true, domain: [1e-3, 100] }}
      />
      <Curves
        title={`Sum of eˢ over all words (log scale). Scores used for each word read: ${words.touched.softmax} by softmax, ${words.touched.nce} by the others`}
        curves={[
          ...(pinned ? [over(pinned, 'sumNce', { label: 'pinned', ink: 1, style: 'pinned' })] : []),
          level('1', 1, 600),
          ...methods.map(({ sum, label, ink, style }) => over(run, sum, { label, ink, style })),
        ]}
        x={{ label: 'update', domain: [0, 600] }}
        y={{ label: 'sum', log: true, domain: [0.1, 1000] }}
      />
      <Bars
        title="KL divergence of eˢ, divided by its sum, from the true probabilities, in nats"
        bars={methods.map(({ kl, label, ink }) => ({ label, ink, value: run.metrics[kl] ?? null }))}
        domain={[0, 0.5]}
      />
    </>
  );
}

export default function LearnTheConstant({ pinned, ...run }: Props) {
  const same = pinned?.params.scene === run.params.scene ? pinned : null;
  return (
    <div className="panels">
      {run.params.scene === 'density' ? (
        <Density run={run} pinned={same} />
      ) : (
        <Words run={run} pinned={same} />
      )}
    </div>
  );
}
