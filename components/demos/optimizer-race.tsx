import { Contours, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/optimizer-race.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Race = Shown<typeof model>;
const optimizers = {
  sgd: 'SGD',
  momentum: 'momentum',
  nesterov: 'Nesterov',
  adagrad: 'Adagrad',
  rmsprop: 'RMSProp',
  adadelta: 'Adadelta',
  adam: 'Adam',
  uncorrected: 'uncorrected',
};
const inks = [2, 1] as const;

/** A short name for A and for B, from the first setting in which they differ. */
function namesOf({ params: p }: Race): readonly [string, string] {
  const batch = (size: string) => (size === '256' ? 'all' : `batch ${size}`);
  if (p.optimizerA !== p.optimizerB)
    return [`A: ${optimizers[p.optimizerA]}`, `B: ${optimizers[p.optimizerB]}`];
  if (p.batchA !== p.batchB) return [`A: ${batch(p.batchA)}`, `B: ${batch(p.batchB)}`];
  return [`A: η ${formatNumber(p.rateA)}`, `B: η ${formatNumber(p.rateB)}`];
}

export function summary(race: Race): string {
  const names = namesOf(race);
  const { near, runners } = race.snapshot;
  const parts = runners.map(({ divergedAt, accuracy, excess, readToNear }, i) => {
    const who = `${names[i as 0].replace(': ', ' (')})`;
    if (divergedAt !== null || excess === null) return `${who} diverged at update ${divergedAt}`;
    if (race.params.axis === 'examples') {
      const reading = readToNear === null ? 'has not come' : `read ${readToNear} examples to come`;
      return `${who} ${reading} within ${near} of the least loss`;
    }
    return accuracy === null
      ? `${who} is ${formatNumber(excess)} above the least loss`
      : `${who} is right about ${formatNumber(100 * accuracy)} % of the points`;
  });
  return `After ${race.step} updates ${parts.join(', and ')}.`;
}

/** Level lines of ½ (unitScale² (w − w*)² + (b − b*)²) and the paths of the runners over it, in equal units. */
function Surface({ race, pinned, minimum }: { race: Race; pinned: Race | null; minimum: Point }) {
  const trails = race.snapshot.runners.map((runner) => runner.trail);
  const [b, w] = minimum;
  // Less the excess loss, for level lines are drawn as the edges of what lies above them: here, the valley.
  const height = (x: number, y: number) => -((race.params.unitScale * (y - w)) ** 2 + (x - b) ** 2) / 2;
  const levels = [0.5, 1.5, 2.5, 3.5].map((i) => height(0, 0) * (i / 2.5) ** 2);
  // From the start, w = b = 0, to the minimum and as far again beyond it, for those who overshoot.
  const half = Math.max(1.05 * w, 0.66 * b);
  const around = (middle: number, reach: number) => [middle - reach, middle + reach] as const;
  const comparable = pinned?.snapshot.minimum && pinned.params.unitScale === race.params.unitScale;
  // Labels stand where the paths are furthest apart.
  const apart = (i: number) => {
    const [p, q] = trails.map((trail) => trail[i]);
    return p && q ? Math.hypot(p[0] - q[0], p[1] - q[1]) : 0;
  };
  const parting = Array.from({ length: 12 }, (_, i) => i).reduce((i, j) => (apart(j) > apart(i) ? j : i));
  return (
    <Plane
      tile
      title="Path on the loss surface of wx + b"
      x={{ label: 'b', domain: around(0.85 * b, 1.6 * half) }}
      y={{ label: 'w', domain: around(0.85 * w, half) }}
    >
      <Contours of={height} levels={levels} />
      {inks.map(
        (ink, i) =>
          comparable && <Trail key={ink} points={pinned.snapshot.runners[i as 0].trail} ink={ink} pinned />,
      )}
      {inks.map((ink, i) => (
        <Trail key={ink} points={trails[i] ?? []} ink={ink} />
      ))}
      {apart(parting) > 0 &&
        inks.map((ink, i) => (
          <Trail
            key={ink}
            points={trails[i]?.slice(parting, parting + 1) ?? []}
            ink={ink}
            label={i === 0 ? 'A' : 'B'}
          />
        ))}
      <Dots points={[minimum]} ink="ink" shape="square" size={5} />
    </Plane>
  );
}

function LossCurves({ race, pinned }: { race: Race; pinned: Race | null }) {
  const names = namesOf(race);
  const byExamples = race.params.axis === 'examples';
  const perUpdate = ({ params }: Race) =>
    byExamples ? [Number(params.batchA), Number(params.batchB)] : [1, 1];
  // Only as far as both have come, so that they can be compared.
  const end = race.step * Math.min(...perUpdate(race));
  const curves = (of: Race, style: 'solid' | 'pinned') =>
    inks.map((ink, i): Curve => {
      const x = of.history.steps.map((t) => t * (perUpdate(of)[i] as number));
      const y = of.history.values[i === 0 ? 'excessA' : 'excessB'];
      const label = `${names[i]}${of.snapshot.runners[i as 0].divergedAt === null ? '' : ' ✕'}`;
      return {
        label,
        x: x.filter((v) => v <= end),
        y: y.filter((_, j) => (x[j] as number) <= end),
        ink,
        style,
      };
    });
  return (
    <Curves
      title={
        race.snapshot.minimum ? 'Loss above its minimum (log scale)' : 'Loss over all points (log scale)'
      }
      curves={[
        ...(pinned?.params.problem === race.params.problem ? curves(pinned, 'pinned') : []),
        ...curves(race, 'solid'),
      ]}
      x={{ label: byExamples ? 'examples read' : 'updates', domain: [0, Math.max(1, end)] }}
      y={{ label: 'loss', log: true }}
    />
  );
}

export default function OptimizerRace({ pinned, ...race }: ViewProps<typeof model>) {
  const { minimum, points, runners } = race.snapshot;
  const square = { domain: [-1.2, 1.2] } as const;
  return (
    <div className="panels">
      {minimum && <Surface race={race} pinned={pinned} minimum={minimum} />}
      {!minimum &&
        namesOf(race).map((name, i) => (
          <Plane
            key={name}
            title={`Boundary of ${name}`}
            tile={i === 1}
            x={square}
            y={square}
            field={runners[i as 0].map}
          >
            <Contours of={runners[i as 0].map} levels={[127.5]} ink="ink" strong />
            <Dots points={points.filter((_, j) => j % 2 === 0)} ink={1} size={4} />
            <Dots points={points.filter((_, j) => j % 2 === 1)} ink={2} shape="square" size={4} />
          </Plane>
        ))}
      <LossCurves race={race} pinned={pinned} />
    </div>
  );
}
