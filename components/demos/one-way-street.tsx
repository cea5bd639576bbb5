import { type Curve, Curves, formatNumber, Graph, Matrix } from '@/components/plots';
import type model from '@/lib/models/one-way-street.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const bits = (count: number) => (count === 1 ? 'one bit' : `${count} bits`);
const SUBSCRIPTS = ['ₜ', 'ₜ₋₁', 'ₜ₋₂', 'ₜ₋₃', 'ₜ₋₄'];
const lines = [
  { metric: 'forward', label: 'no loop', ink: 1, style: 'solid' },
  { metric: 'loop', label: 'loop', ink: 2, style: 'dashed' },
] as const;

export function summary({ step, params, metrics }: Run): string {
  const asked =
    params.delay === 0
      ? 'the present bit'
      : `the bit of ${params.delay} step${params.delay > 1 ? 's' : ''} ago`;
  return `Asked for ${asked} after ${step} updates, the net without a loop, which sees ${bits(params.window)}, is right on ${percent(metrics.forward)} of all streams, the net with a loop on ${percent(metrics.loop)}.`;
}

const curves = ({ history }: Run): Curve[] =>
  lines.map(({ metric, ...line }) => ({
    ...line,
    x: history.steps.map((step) => step),
    y: history.values[metric].map((share) => 100 * (share ?? 0)),
  }));

/** Inputs, hidden layer and output; with a loop the hidden layer also leads to itself. */
function Net({
  window,
  looped,
  cycle,
  units,
}: {
  window: number;
  looped: boolean;
  cycle: boolean;
  units: number;
}) {
  const seen = Array.from({ length: window }, (_, j) => window - 1 - j);
  return (
    <Graph
      title={`${looped ? 'With' : 'Without'} a loop: ${cycle ? 'a cycle, so h keeps something of the past' : 'no cycle, so the answer depends on what stands at the left alone'}`}
      layers={[
        seen.map((j) => ({ text: `x${SUBSCRIPTS[j]}` })),
        [{ text: 'h', label: `${units} units`, ink: looped ? 2 : 1 }],
        [{ text: 'ŷ' }],
      ]}
      edges={[
        ...seen.map((_, i) => ({ from: [0, i], to: [1, 0], value: 0.3, ink: 'muted' }) as const),
        { from: [1, 0], to: [2, 0], value: 0.3, ink: 'muted' },
        ...(looped ? [{ from: [1, 0], to: [1, 0], value: 0.6, ink: 2, strong: true } as const] : []),
      ]}
      limit={1}
      height={looped ? 130 : Math.max(130, 48 * window)}
    />
  );
}

export default function OneWayStreet(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { window, units } = params;
  const { cycle, pasts, apart } = snapshot;
  const length = pasts[0]?.bits.length ?? 0;
  return (
    <div className="panels">
      <Net window={window} looped={false} cycle={cycle.forward} units={units} />
      <Net window={1} looped cycle={cycle.loop} units={units} />
      <Curves
        title="Right on all 256 streams of eight bits, at their last bit (%)"
        tile
        curves={[
          ...(pinned ? curves(pinned) : []).map((line) => ({ ...line, style: 'pinned' as const })),
          { label: 'coin', x: [0, 80], y: [50, 50], ink: 'muted', style: 'dotted' },
          ...curves(props),
        ]}
        x={{ label: 'update', domain: [0, 80] }}
        y={{ label: '%', domain: [0, 100] }}
      />
      <Matrix
        title={`Two streams whose last ${bits(window)} agree. Last answers: ${apart.forward === 0 ? 'equal to the last digit' : 'apart'} without a loop, ${formatNumber(apart.loop)} apart with one`}
        values={pasts.flatMap(({ bits: stream, wanted, forward, loop }) => [stream, wanted, forward, loop])}
        rowLabels={pasts.flatMap(() => ['bit in', 'wanted', 'no loop', 'loop'])}
        columnLabels={Array.from({ length }, (_, t) => String(t + 1))}
        group={4}
        limit={1.6}
        ink={(row) => (['muted' as const, 'muted', 1, 2] as const)[row % 4] ?? 'muted'}
        rowHeight={26}
        rowName="stream A, then B"
        columnName="steps"
      />
    </div>
  );
}
