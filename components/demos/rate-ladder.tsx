import {
  asPinned,
  Columns,
  Contours,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Plane,
} from '@/components/plots';
import type model from '@/lib/models/rate-ladder.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const nets = [
  { net: 'normalised', label: 'normalised', ink: 1, style: 'solid' },
  { net: 'plain', label: 'plain', ink: 2, style: 'dashed' },
] as const;
const percent = (share: number) => `${formatNumber(100 * share, 3)} %`;

export function summary({ step, snapshot: { every, rates, right } }: Run): string {
  const learned = (net: 'normalised' | 'plain') => {
    const at = rates.filter((_, i) => (right[net][i] as number) >= 0.9);
    return at.length ? `at ${at.join(', ')}` : 'at none of them';
  };
  return `After ${step - (step % every)} updates at six learning rates, the normalised net gets at least 90 % of new points right ${learned('normalised')}, the plain one ${learned('plain')}.`;
}

const ladder = ({ snapshot: { rates, right } }: Run): Curve[] =>
  nets.map(({ net, ...line }) => ({ ...line, x: rates, y: right[net] }));

export default function RateLadder(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { rates, reach, points, shown } = snapshot;
  const rate = rates[Number(params.rate[1])] as number;
  const square = { domain: [-reach, reach] } as const;
  return (
    <div className="panels">
      <Curves
        tile
        title="Share of 200 new points named right, by learning rate"
        curves={[...(pinned ? asPinned(ladder(pinned)) : []), ...ladder(props)]}
        x={{ label: 'learning rate', domain: [0.03, 10], log: true }}
        y={{ label: 'share', domain: [0, 1] }}
        height={260}
      />
      <Columns
        title={`What reaches each layer’s ReLUs at rate ${rate}: its spread over the new points`}
        categories={shown.plain.spread.map((_, l) => String(l + 1))}
        series={nets.map(({ net, label, ink }) => ({ label, ink, values: shown[net].spread }))}
        x="layer"
        y="standard deviation (log scale)"
        log
        height={200}
      />
      {nets.map(({ net, label }) => (
        <Plane
          key={net}
          title={`The ${label} net at rate ${rate}${net === 'normalised' && params.alone ? ', each point alone' : ''}: ${percent(shown[net].right)} right`}
          x={square}
          y={square}
          field={shown[net].field}
        >
          <Dots points={points[0] ?? []} ink={1} />
          <Dots points={points[1] ?? []} ink={2} shape="square" />
          <Contours of={shown[net].field} levels={[127.5]} ink="ink" strong />
        </Plane>
      ))}
    </div>
  );
}
