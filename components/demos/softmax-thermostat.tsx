import {
  asPinned,
  Bars,
  Contours,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Handle,
  Plane,
} from '@/components/plots';
import type model from '@/lib/models/softmax-thermostat.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const classes = [
  { label: 'A', ink: 1, shape: 'circle' },
  { label: 'B', ink: 2, shape: 'square' },
  { label: 'C', ink: 3, glyph: '▲' },
] as const;
/** log(p/(1 − p)) where p is 0.5 and 0.9. */
const levels = [0, Math.log(9)];
const percent = (share = 0) => `${formatNumber(100 * share)} %`;

export function summary({ step, params, metrics }: Run): string {
  return `After ${step} steps the net gets ${percent(metrics.accuracy)} of the test points right; at T = ${formatNumber(params.T)} its winning probabilities average ${percent(metrics.confidence)} and the test loss is ${formatNumber(metrics.loss ?? 0)}; at the fitted T = ${formatNumber(metrics.fitted ?? 1)} the loss is ${formatNumber(metrics.fittedLoss ?? 0)}.`;
}

export default function SoftmaxThermostat({
  params,
  snapshot,
  metrics,
  pinned,
  setParam,
}: ViewProps<typeof model>) {
  const { points, scores, exponentials, probabilities, logOdds } = snapshot;
  const bars = (values: readonly (number | null)[]) =>
    classes.map(({ label, ink }, k) => ({ label, ink, value: values[k] ?? null }));
  const square = { domain: [-4, 4] } as const;
  const fitted = metrics.fitted ?? 1;
  const atEachT = ({ snapshot: s }: Run): Curve[] => [
    { label: 'loss', ink: 1, style: 'solid', x: s.temperatures, y: s.losses },
    { label: 'wrong', ink: 2, style: 'dashed', x: s.temperatures, y: s.wrong },
  ];
  // A single bin is drawn as a short line.
  const wide = ([x, ...more]: readonly number[]) => (x && !more.length ? [x - 0.03, x] : [x ?? 0, ...more]);
  const twice = (y: readonly number[]) => (y.length === 1 ? [...y, ...y] : y);
  const reliable = (run: Run): Curve => ({
    label: `T = ${formatNumber(run.params.T, 2)}`,
    ink: 1,
    style: 'solid',
    x: wide(run.snapshot.reliability.sure),
    y: twice(run.snapshot.reliability.right),
  });
  return (
    <div className="panels">
      <Plane
        tile
        title={`Where p ≥ 0.5 (tint) and p ≥ 0.9 (darker) at T = ${formatNumber(params.T)}; ● A ■ B ▲ C: drag the input`}
        x={square}
        y={square}
      >
        {classes.map(({ label, ink }, k) =>
          levels.map((level) => (
            <Contours key={`${label}${level}`} of={logOdds[k] ?? []} levels={[level]} ink={ink} filled />
          )),
        )}
        {classes.map(({ label, ...mark }, k) => (
          <Dots key={label} points={points[k] ?? []} {...mark} />
        ))}
        <Handle
          at={params.input[0] as Point}
          label="Input"
          ink="ink"
          onMove={(to) => setParam('input', [to])}
        />
      </Plane>
      <div>
        <Bars
          title={`At the input: scores s = (z ${params.shift < 0 ? '−' : '+'} ${Math.abs(params.shift)})/T`}
          bars={bars(scores)}
        />
        <Bars
          title={
            params.formula === 'naive'
              ? 'exponentials eˢ'
              : 'exponentials eˢ, the largest score subtracted from each s'
          }
          bars={bars(exponentials)}
          missing="overflow"
        />
        <Bars
          title={`each over the sum of the three: p${
            pinned
              ? ` (pinned: ${pinned.snapshot.probabilities.map((p) => (p === null ? '–' : formatNumber(p, 2))).join(', ')})`
              : ''
          }`}
          bars={bars(probabilities)}
          domain={[0, 1]}
          missing="no number"
        />
      </div>
      <Curves
        title={`600 test points, every T: log loss (least near the fitted T = ${formatNumber(fitted)}) and share wrong`}
        curves={[
          { label: '', ink: 'muted', style: 'pinned', x: [params.T, params.T], y: [0.1, 100] },
          ...(pinned ? asPinned(atEachT(pinned)) : []),
          ...atEachT({ snapshot } as Run),
        ]}
        x={{ label: 'temperature T', log: true, domain: [0.05, 20] }}
        y={{ label: 'loss, share', log: true, domain: [0.1, 100] }}
      />
      <Curves
        title="Share right among test points given each winning probability"
        curves={[
          { label: 'honest', ink: 'muted', style: 'dashed', x: [0.3, 1], y: [0.3, 1] },
          ...(pinned ? asPinned([reliable(pinned)]) : []),
          reliable({ params, snapshot } as Run),
          {
            label: 'fitted T',
            ink: 4,
            style: 'dotted',
            x: wide(snapshot.fittedReliability.sure),
            y: twice(snapshot.fittedReliability.right),
          },
        ]}
        x={{ label: 'winning probability', domain: [0.3, 1] }}
        y={{ label: 'share right', domain: [0, 1] }}
      />
    </div>
  );
}
