import { asPinned, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/hidden-knob.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const fits = [
  { key: 'sgd', label: 'SGD', ink: 2, style: 'dashed' },
  { key: 'adadelta', label: 'Adadelta', ink: 1, style: 'solid' },
] as const;

export function summary({ step, metrics, params, snapshot }: Run): string {
  const said = fits.map(({ key, label }) =>
    snapshot[key].divergedAt === null
      ? `${label} has a loss of ${formatNumber(metrics[key] ?? 0)}`
      : `${label} diverged at step ${snapshot[key].divergedAt}`,
  );
  return `After ${step} steps on a loss multiplied by ${formatNumber(params.lossScale)}, counted without that factor, ${said.join(' and ')}.`;
}

export default function HiddenKnob(props: Props) {
  const { snapshot, history, pinned } = props;
  const at = (y: readonly number[]) => y.map((v, i): Point => [snapshot.x[i] as number, v]);
  const losses = (of: Run['history']): Curve[] =>
    fits.map(({ key, ...look }) => ({ ...look, x: of.steps, y: of.values[key] }));
  return (
    <div className="panels">
      <Plane
        tile
        title="The points and both fits"
        x={{ label: 'x', domain: [-1.05, 1.05] }}
        y={{ label: 'y', domain: [-1.5, 1.5] }}
        height={280}
      >
        <Dots points={at(snapshot.y)} ink="muted" />
        {fits.map(({ key, ink }) => (
          <Trail key={key} points={at(snapshot[key].curve)} ink={ink} />
        ))}
      </Plane>
      <div className="panels">
        <Curves
          title="Mean squared error, without the factor (log scale)"
          height={190}
          curves={[...(pinned ? asPinned(losses(pinned.history)) : []), ...losses(history)]}
          x={{ label: 'step', domain: [0, 300] }}
          y={{ label: 'error', log: true, domain: [0.01, 10] }}
        />
        <Curves
          title="Adadelta’s step over its gradient, output layer (log scale)"
          height={190}
          curves={[
            ...(pinned
              ? [
                  {
                    label: 'pinned',
                    ink: 1,
                    style: 'pinned',
                    x: pinned.history.steps,
                    y: pinned.history.values.effective,
                  } as const,
                ]
              : []),
            { label: 'Adadelta', ink: 1, x: history.steps, y: history.values.effective },
          ]}
          x={{ label: 'step', domain: [0, 300] }}
          y={{ label: 'rate', log: true }}
        />
      </div>
    </div>
  );
}
