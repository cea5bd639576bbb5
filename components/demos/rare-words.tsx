import { asPinned, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/rare-words.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const learners = [
  { key: 'sgd', rare: 'rareSgd', label: 'SGD', ink: 2, shape: 'square', style: 'dashed' },
  { key: 'adagrad', rare: 'rareAdagrad', label: 'Adagrad', ink: 1, shape: 'circle', style: 'solid' },
] as const;

export function summary({ step, metrics, snapshot }: Run): string {
  const said = learners.map(({ key, rare, label }) => {
    const at = snapshot[key].divergedAt;
    return at === null
      ? `${label} is off by ${formatNumber(metrics[rare] ?? 0)}`
      : `${label} diverged at update ${at}`;
  });
  return `After ${step} updates on four texts each, on the ten rarest words met so far (mean squared error of their weights): ${said.join(', ')}.`;
}

/** Learned share of each word's true weight: 1 is known, 0 nothing learned. Words that no text holds are left out. */
const shares = ({ snapshot: { truth, seen } }: Run, weights: readonly number[]): Point[] =>
  weights.flatMap((w, i): Point[] => (seen[i] ? [[i + 1, w * (truth[i] as number)]] : []));

export default function RareWords(props: Props) {
  const { snapshot, params, pinned } = props;
  const never = snapshot.seen.filter((n) => n === 0).length;
  const errors = ({ history }: Run): Curve[] =>
    learners.map(({ rare, label, ink, style }) => ({
      label,
      ink,
      style,
      x: history.steps,
      y: history.values[rare],
    }));
  return (
    <div className="panels">
      <Plane
        tile
        title={`Learned part of each word’s weight, commonest word first${never ? `; ${never} never seen` : ''}`}
        x={{ label: 'word, by rank', domain: [0, 61] }}
        y={{ label: '1 = known', domain: [-0.4, 1.4] }}
        height={280}
      >
        <Trail
          points={[
            [0, 1],
            [61, 1],
          ]}
          ink="muted"
          pinned
        />
        {learners.map(({ key, ink, shape }) => (
          <Dots key={key} points={shares(props, snapshot[key].weights)} ink={ink} shape={shape} size={6} />
        ))}
      </Plane>
      <div className="panels">
        <Curves
          title="Error on the ten rarest words"
          height={190}
          curves={[...(pinned ? asPinned(errors(pinned)) : []), ...errors(props)]}
          x={{ label: 'update', domain: [0, 100 * params.passes] }}
          y={{ label: 'error', domain: [0, 1.2] }}
        />
        <Curves
          title="Rate each word is learned at now (log scale)"
          height={190}
          curves={[
            {
              label: 'Adagrad',
              ink: 1,
              x: snapshot.effectiveRates.map((_, i) => i + 1),
              y: snapshot.effectiveRates,
            },
            { label: 'SGD', ink: 2, style: 'dashed', x: [1, 60], y: [params.rateSgd, params.rateSgd] },
          ]}
          x={{ label: 'word, by rank', domain: [1, 60] }}
          y={{ label: 'rate', log: true, domain: [0.01, 10] }}
        />
      </div>
    </div>
  );
}
