import { Bars, type Curve, Curves, Dots, formatNumber, Handle, Histogram } from '@/components/plots';
import type model from '@/lib/models/area-not-height.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const perUnit = ({ params }: Run) => (params.scene === 'bumps' && params.unit === 'cm' ? 100 : 1);
const unitOf = ({ params }: Run) => (params.scene === 'hydrogen' ? 'Å' : params.unit);

export function summary(run: Run): string {
  const { step, params, snapshot, metrics } = run;
  const { counted, measured, peak } = snapshot;
  const [unit, per, p] = [unitOf(run), perUnit(run), formatNumber(metrics.probability ?? 0)];
  if (params.scene === 'hydrogen')
    return `The electron is within ${formatNumber(params.radius)} Å of the nucleus with probability ${p}; of ${measured} measured distances ${formatNumber(100 * counted)} % are. The density per Å of distance is highest, ${formatNumber(peak)}, at 0.529 Å.`;
  const [a, b] = [Math.min(params.from, params.to), Math.max(params.from, params.to)];
  return `After ${step} steps the learned density gives ${formatNumber(a * per)} to ${formatNumber(b * per)} ${unit} the probability ${p}; of ${measured} fresh samples ${formatNumber(100 * counted)} % lie there. The density is at most ${formatNumber(peak)} per ${unit}.`;
}

function Bumps(props: Props) {
  const { params, snapshot, metrics, pinned, setParam } = props;
  const { domain, strips, samples, peak, counted, train, test } = snapshot;
  const [per, unit] = [perUnit(props), unitOf(props)];
  // A spike on one point would leave the rest no height.
  const top = Math.min(peak, 4 / per);
  const line = (run: Run) => ({
    x: run.snapshot.curve.map(([x]) => x),
    y: run.snapshot.curve.map(([, p]) => Math.min(p, top)),
  });
  const likelihoods = (run: Run): Curve[] => [
    { label: 'train', ink: 1, style: 'dashed', x: run.history.steps, y: run.history.values.train },
    { label: 'fresh', ink: 2, style: 'solid', x: run.history.steps, y: run.history.values.test },
  ];
  const low = Math.min(-2, Math.floor(Math.max(-6, metrics.test ?? 0)));
  const same = pinned?.params.scene === 'bumps' && pinned.params.unit === params.unit ? pinned : null;
  return (
    <>
      <Histogram
        tile
        title={`Learned density per ${unit}, at most ${formatNumber(peak)}; drag the ends of the shaded area`}
        bins={strips.map((height) => Math.min(height, top))}
        domain={domain as [number, number]}
        x={`x in ${unit}`}
        y={`per ${unit}`}
        height={300}
        room={unit === 'cm' ? 52 : undefined}
        curves={[
          ...(same ? [{ label: 'pinned', ...line(same), ink: 'muted' as const, dashed: true }] : []),
          { label: 'density', ...line(props), ink: 1 },
        ]}
      >
        <Dots points={samples.map((x): Point => [x, 0.012 * top])} ink="ink" size={3} />
        {(['from', 'to'] as const).map((end) => (
          <Handle
            key={end}
            at={[params[end] * per, 0.09 * top]}
            axis="x"
            step={0.05 * per}
            ink={2}
            label={end === 'from' ? 'One end of the shaded area' : 'Its other end'}
            onMove={([x]) => setParam(end, x / per)}
          />
        ))}
      </Histogram>
      <div>
        <Bars
          title="Share of the whole in the shaded part"
          bars={[
            { label: 'area', value: metrics.probability ?? 0, ink: 1 },
            { label: 'counted', value: counted, ink: 2 },
          ]}
          domain={[0, 1]}
        />
        <Curves
          title={`Mean log density, in nats, at x in metres${(metrics.test ?? 0) < low ? `; fresh samples are at ${formatNumber(metrics.test ?? 0)}` : ''}${unit === 'cm' ? ` (now, in cm: train ${formatNumber(train)}, fresh ${formatNumber(test)})` : ''}`}
          curves={[
            ...(pinned?.params.scene === 'bumps' ? likelihoods(pinned) : []).map((c) => ({
              ...c,
              style: 'pinned' as const,
            })),
            ...likelihoods(props),
          ]}
          x={{ label: 'step', domain: [0, 300] }}
          y={{ label: 'nats', domain: [low, Math.max(0, Math.ceil(metrics.train ?? 0))] }}
        />
      </div>
    </>
  );
}

function Hydrogen({ params, snapshot, metrics, setParam }: Props) {
  const { domain, curve, strips, psi, counted, measured } = snapshot;
  const [x, y] = [curve.map(([r]) => r), curve.map(([, p]) => p)];
  const end = {
    label: 'radius',
    x: [params.radius, params.radius],
    y: [0, 1.1],
    ink: 2 as const,
    dashed: true,
  };
  return (
    <>
      <Histogram
        tile
        title={`${measured} measured distances, and 4πr²|ψ|², per Å; drag the radius`}
        bins={strips}
        domain={domain as [number, number]}
        x="distance r from the nucleus, in Å"
        y="per Å"
        height={300}
        curves={[end, { label: '4πr²|ψ|²', x, y, ink: 2 }]}
      >
        <Handle
          at={[params.radius, 0.1]}
          axis="x"
          step={0.1}
          ink={2}
          label="The radius"
          onMove={([r]) => setParam('radius', r)}
        />
      </Histogram>
      <div>
        <Bars
          title={`Share nearer than ${formatNumber(params.radius)} Å`}
          bars={[
            { label: 'area', value: metrics.probability ?? 0, ink: 2 },
            { label: 'counted', value: measured > 0 ? counted : null, ink: 1 },
          ]}
          domain={[0, 1]}
        />
        <Curves
          title="|ψ|², per Å³ of space: highest at the nucleus"
          curves={[{ label: '|ψ|²', ink: 3, x: psi.map(([r]) => r), y: psi.map(([, p]) => p) }]}
          x={{ label: 'distance r, in Å', domain: [0, 3] }}
          y={{ label: 'per Å³', domain: [0, 2.2] }}
        />
      </div>
    </>
  );
}

export default function AreaNotHeight(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'bumps' ? <Bumps {...props} /> : <Hydrogen {...props} />}
    </div>
  );
}
