import { asPinned, Columns, type Curve, Curves, formatNumber } from '@/components/plots';
import type model from '@/lib/models/diagnose-the-curve.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;

const settingsOf = ({ snapshot }: Run) => {
  const { rate, batch, digits, wrong, penalty } = snapshot.settings;
  const labels = wrong > 0 ? `, ${formatNumber(100 * wrong)} % of their labels redrawn` : '';
  return `rate ${formatNumber(rate)}, batches of ${batch} from ${digits} digits${labels}, penalty λ = ${formatNumber(penalty)}`;
};

export function summary(run: Run): string {
  const { params, metrics, snapshot } = run;
  if (metrics.score === undefined) return 'Before the first update there is no score.';
  const last = `At iteration ${snapshot.scores.length} the score is ${formatNumber(metrics.score)}, and ${formatNumber(metrics.smooth ?? 0)} on a moving average`;
  if (params.shown === 'score' || params.shown === 'smooth') return `${last}.`;
  const whole = `${last}; at the last measurement the loss on all training digits was ${formatNumber(metrics.train ?? 0)}, on new ones ${formatNumber(metrics.validation ?? 0)}, with ${formatNumber(100 * snapshot.right.validation)} % of these answered rightly`;
  return params.shown === 'all' ? `${whole}. Settings: ${settingsOf(run)}.` : `${whole}.`;
}

const LEVEL = Math.log(10);

function curvesOf({ snapshot, history, params }: Run): Curve[] {
  const x = snapshot.scores.map((_, i) => i + 1);
  // An average changes slowly: every sixth value draws it.
  const thin = x.filter((i) => i % 6 === 1 || i === x.length);
  const kept = [...history.steps.keys()].filter((i) => (history.steps[i] as number) % snapshot.every === 0);
  const at = kept.map((i) => history.steps[i] as number);
  const whole = (name: 'train' | 'validation') => kept.map((i) => history.values[name][i] ?? null);
  const all: Curve[] = [
    { label: 'score', ink: 'muted', style: 'solid', x, y: snapshot.scores },
    { label: 'average', ink: 1, style: 'solid', x: thin, y: thin.map((i) => snapshot.smooth[i - 1] ?? null) },
    { label: 'all training', ink: 3, style: 'dashed', x: at, y: whole('train') },
    { label: 'validation', ink: 2, style: 'solid', x: at, y: whole('validation') },
  ];
  return all.slice(0, { score: 1, smooth: 2, whole: 4, all: 4 }[params.shown]);
}

export default function DiagnoseTheCurve(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned } = props;
  const { run, shown } = params;
  const name = run === 'own' ? 'your settings' : `run ${run}`;
  const curves = [
    { label: 'ln 10', ink: 'ink', style: 'dotted', x: [0, 240], y: [LEVEL, LEVEL] } as const,
    ...(pinned ? asPinned(curvesOf(pinned).slice(1)) : []),
    ...curvesOf(props),
  ];
  const now = snapshot.scores.length;
  const late = Array.from({ length: Math.min(60, now) }, (_, i) => Math.max(0, now - 60) + i + 1);
  const highest = Math.max(LEVEL, ...curves.flatMap(({ y }) => y.map((v) => v ?? 0)));
  return (
    <div className="panels">
      <Curves
        tile
        title={`Score of ${name} at each iteration, in nats${shown === 'score' || shown === 'smooth' ? '' : '; loss of whole sets'}`}
        curves={curves}
        x={{ label: 'iteration', domain: [0, 240] }}
        y={{ label: 'score', domain: [0, Math.min(highest, 30)] }}
      />
      <Curves
        title="The last 60 scores on a scale of their own"
        curves={[
          {
            label: 'score',
            ink: 'muted',
            style: 'solid',
            x: late,
            y: late.map((i) => snapshot.scores[i - 1] ?? null),
          },
          ...(shown === 'score'
            ? []
            : [
                {
                  label: 'average',
                  ink: 1,
                  x: late,
                  y: late.map((i) => snapshot.smooth[i - 1] ?? null),
                } as const,
              ]),
        ]}
        x={{ label: 'iteration' }}
        y={{ label: 'score' }}
      />
      {(shown === 'whole' || shown === 'all') && (
        <Columns
          title="Share of digits answered rightly, at the last measurement"
          categories={['training', 'validation']}
          series={[
            { label: 'right', ink: [3, 2], values: [snapshot.right.train, snapshot.right.validation] },
          ]}
          x="digits"
          domain={[0, 1]}
        />
      )}
      {shown === 'all' && (
        <Curves
          title={`The score’s two parts. Settings: ${settingsOf(props)}`}
          curves={[
            {
              label: 'data',
              ink: 1,
              style: 'solid',
              x: snapshot.scores.map((_, i) => i + 1),
              y: snapshot.scores.map((v, i) => v - (snapshot.penalties[i] ?? 0)),
            },
            {
              label: 'penalty',
              ink: 4,
              style: 'dashed',
              x: snapshot.penalties.map((_, i) => i + 1),
              y: snapshot.penalties,
            },
          ]}
          x={{ label: 'iteration', domain: [0, 240] }}
          y={{ label: 'part', domain: [0, Math.min(highest, 30)] }}
        />
      )}
    </div>
  );
}
