import { Contours, Dots, formatNumber, Handle, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/likelihood-landscape.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const W = { label: 'slope w', domain: [-2, 4] } as const;
const B = { label: 'offset b', domain: [-3, 3] } as const;

export function summary({ step, params, metrics }: Run): string {
  const n = params.students;
  return `After ${step} steps the climber on ℓ, for ${n} students, is at ${formatNumber(metrics.logLikelihood ?? 0)} nats, perplexity ${formatNumber(metrics.onLog ?? 0)}; the one on L is at perplexity ${formatNumber(metrics.onProduct ?? 0)}. Your point (${formatNumber(params.w)}, ${formatNumber(params.b)}) has ℓ = ${formatNumber(metrics.yours ?? 0)}.`;
}

const path = (run: Run) => run.snapshot.path.map(([w = 0, b = 0]): Point => [w, b]);
const softplus = (t: number) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));

export default function LikelihoodLandscape(props: Props) {
  const { params, snapshot, metrics, pinned, setParam } = props;
  const { likelihood, log, highest, stuck, terms } = snapshot;
  const { w, b } = params;
  const z = Array.from({ length: 61 }, (_, i) => -3 + i / 10);
  const lowest = Math.min(-4, ...terms.map(({ term }) => 1.1 * term));
  const students = (result: boolean) =>
    terms.filter(({ passed }) => passed === result).map(({ hours, term }): Point => [hours, term]);
  return (
    <div className="panels">
      <Plane tile title="Log-likelihood ℓ of each slope and offset; drag your point" x={W} y={B} field={log}>
        <Contours of={log} levels={[150, 180, 210, 230, 243, 251]} />
        {pinned && <Trail points={path(pinned)} ink="muted" pinned />}
        <Trail points={path(props)} ink={1} label="climbs ℓ" />
        <Handle
          at={[w, b]}
          ink={3}
          label="Your slope and offset"
          onMove={([toW, toB]) => {
            setParam('w', toW);
            setParam('b', toB);
          }}
        />
      </Plane>
      <Plane
        title={`Likelihood L = exp ℓ of the same; the most, in float32, is ${formatNumber(highest)}`}
        x={W}
        y={B}
        field={likelihood}
      >
        <Trail
          points={[
            [-1, 2],
            [stuck[0] ?? 0, stuck[1] ?? 0],
          ]}
          ink={1}
          label="climbs L"
        />
      </Plane>
      <Plane
        title={`What each student adds to ℓ at your point: log p(result). All add up to ${formatNumber(metrics.yours ?? 0, 4)}${params.students > terms.length ? ` (${terms.length} of ${params.students} are drawn)` : ''}`}
        x={{ label: 'hours, relative to the average', domain: [-3, 3] }}
        y={{ label: 'nats', domain: [lowest, -0.12 * lowest] }}
        height={290}
      >
        <Trail points={z.map((x): Point => [x, -softplus(-(w * x + b))])} ink={1} />
        <Trail points={z.map((x): Point => [x, -softplus(w * x + b)])} ink={2} />
        <Dots points={students(true)} ink={1} size={7} />
        <Dots points={students(false)} ink={2} shape="square" size={6} />
        <Dots points={[[-2.1, -0.07 * lowest]]} ink={1} glyph="● passed" />
        <Dots points={[[2.1, -0.07 * lowest]]} ink={2} glyph="■ failed" />
      </Plane>
    </div>
  );
}
