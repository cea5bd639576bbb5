import { Columns, type Curve, Curves, formatNumber, Histogram } from '@/components/plots';
import type model from '@/lib/models/bell-from-sums.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;

const sources = {
  uniform: ['uniform number', 'uniform numbers'],
  bumps: ['number of two bumps', 'numbers of two bumps'],
  gaussian: ['Gaussian number', 'Gaussian numbers'],
  laplace: ['Laplace number', 'Laplace numbers'],
  cauchy: ['Cauchy number', 'Cauchy numbers'],
} as const;

const drawn = ({ source, terms, samples }: Run['params']) =>
  `${samples} ${terms === 1 ? '' : samples === 1 ? 'sum of ' : 'sums of '}${terms === 1 ? sources[source][samples === 1 ? 0 : 1] : `${terms} ${sources[source][1]}`}`;
const percent = (share: number) => `${formatNumber(100 * share)} %`;

export function summary({ step, params, snapshot, metrics }: Run): string {
  const { mu, sigma, beyond } = snapshot;
  const [, two = 0, three = 0] = beyond.map((share) => percent(1 - share));
  return `After ${step} steps the Gaussian fitted to ${drawn(params)} has μ = ${formatNumber(mu)} and σ = ${formatNumber(sigma)}; ${formatNumber(metrics.within ?? 0)} % of them lie within 1 σ of μ, ${two} within 2 σ and ${three} within 3 σ, where a Gaussian has 68.3, 95.4 and 99.7 %.`;
}

const bell = (x: number, mu: number, sigma: number) =>
  Math.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * Math.sqrt(2 * Math.PI));

export default function BellFromSums(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { half, bins, outside, mu, sigma, beyond, rule, growing } = snapshot;
  const x = Array.from({ length: 121 }, (_, i) => half * (i / 60 - 1));
  // A collapsing bell would leave the bars no height: it is cut off at twice theirs.
  const top = 2 * Math.max(...bins, 0.25);
  const edge = (at: number) => ({
    label: String(at),
    x: [at, at],
    y: [0, Math.min(top, bell(sigma, 0, sigma))],
    ink: 2 as const,
    dashed: true,
  });
  // More points near the mean, so that no narrow bell falls between two of them.
  const fitted = ({ snapshot: s }: Run) => {
    const near = Array.from({ length: 25 }, (_, i) => s.mu + s.sigma * (i / 4 - 3));
    const at = [...x, ...near].filter((v) => Math.abs(v) <= half).sort((a, b) => a - b);
    return { x: at, y: at.map((v) => Math.min(top, bell(v, s.mu, s.sigma))) };
  };
  const heavy = params.source === 'cauchy';
  const sigmas = ({ snapshot: s }: Run, rest: Pick<Curve, 'label' | 'ink' | 'style'>): Curve => ({
    x: s.growing.map(([m]) => m),
    y: s.growing.map(([, v]) => v),
    ...rest,
  });
  return (
    <div className="panels">
      <Histogram
        tile
        title={`Density of ${drawn(params)}, and the fitted Gaussian, with dashes at μ ± σ${outside ? ` (${outside} outside the picture)` : ''}`}
        bins={bins}
        domain={[-half, half]}
        x={heavy ? 'sum / k' : 'sum / √k'}
        y="density"
        height={300}
        curves={[
          ...(pinned ? [{ label: 'pinned', ...fitted(pinned), ink: 'muted' as const, dashed: true }] : []),
          edge(mu - sigma),
          edge(mu + sigma),
          { label: 'fit', ...fitted(props), ink: 2 },
        ]}
      />
      <div>
        <Columns
          title="Samples farther from μ than so many σ, in % (log scale)"
          categories={['1 σ', '2 σ', '3 σ', '4 σ']}
          series={[
            { label: 'these samples', values: beyond.map((share) => 100 * share), ink: 1 },
            { label: 'a Gaussian', values: rule, ink: 2 },
          ]}
          x="distance"
          log
          domain={[0.001, 100]}
        />
        {growing.length > 1 && (
          <Curves
            title="σ fitted to the first m of the samples"
            curves={[
              ...(pinned && pinned.snapshot.growing.length > 1
                ? [sigmas(pinned, { label: 'pinned', ink: 1, style: 'pinned' })]
                : []),
              sigmas(props, { label: 'σ', ink: 1, style: 'solid' }),
            ]}
            x={{ label: 'samples m', log: true, domain: [1, Math.max(100, params.samples)] }}
            y={heavy ? { label: 'σ', log: true } : { label: 'σ', domain: [0, 2] }}
          />
        )}
      </div>
    </div>
  );
}
