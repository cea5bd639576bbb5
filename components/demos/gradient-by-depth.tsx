import { Columns, Dots, formatNumber, Plane } from '@/components/plots';
import type model from '@/lib/models/gradient-by-depth.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const measuredAt = ({ step, snapshot }: Run) => step - (step % snapshot.every);

export function summary(run: Run): string {
  const { activations } = run.snapshot;
  const [first, last] = [activations[0] ?? 0, activations.at(-1) ?? 0];
  return `After ${measuredAt(run)} updates the gradient at layer 1 has the size ${formatNumber(first)}, at layer ${activations.length} ${formatNumber(last)}, and the loss is ${formatNumber(run.metrics.loss ?? 0)}, where guessing has ${formatNumber(Math.LN2)}.`;
}

/** Whole decades around all values above 0. */
function decades(values: readonly number[]): readonly [number, number] {
  const known = values.filter((v) => v > 0).map(Math.log10);
  if (known.length === 0) return [1e-3, 1];
  const [low, high] = [Math.floor(Math.min(...known)), Math.ceil(Math.max(...known))];
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

export default function GradientByDepth(props: ViewProps<typeof model>) {
  const { snapshot, metrics, pinned } = props;
  const { activations, weights, moved, points, map } = snapshot;
  const layers = activations.map((_, l) => String(l + 1));
  const earlier = pinned ? layers.map((_, l) => pinned.snapshot.activations[l] ?? null) : [];
  const ratio = (activations[0] as number) / (activations.at(-1) || 1);
  const factor = ratio ** (1 / (activations.length - 1));
  return (
    <div className="panels">
      <Columns
        tile
        title={`Gradient at each hidden layer after ${measuredAt(props)} updates (log scale): × ${formatNumber(factor, 2)} a layer on the way back`}
        categories={layers}
        series={[
          { label: 'at its activations', values: activations, ink: 1 },
          { label: 'at its weights', values: weights, ink: 2 },
          ...(pinned ? [{ label: 'pinned, at activations', values: earlier, ink: 1 as const }] : []),
        ]}
        log
        domain={decades([...activations, ...weights, ...earlier.map((v) => v ?? 0)])}
        x="hidden layer, from the input"
        height={330}
      />
      <div className="panels">
        <Plane
          title={`The net’s answers: loss ${formatNumber(metrics.loss ?? 0)}${
            pinned ? ` (pinned: ${formatNumber(pinned.metrics.loss ?? 0)})` : ''
          }; guessing has ${formatNumber(Math.LN2)}`}
          x={{ domain: [-1.65, 1.65] }}
          y={{ domain: [-1.65, 1.65] }}
          height={210}
          field={map}
        >
          <Dots points={points[0] ?? []} ink={1} />
          <Dots points={points[1] ?? []} ink={2} shape="square" />
        </Plane>
        <Columns
          title="How far each layer’s weights have moved, in lengths of their start (log scale)"
          categories={layers}
          series={[{ label: 'moved', values: moved, ink: 3 }]}
          log
          domain={decades(moved)}
          x="hidden layer, from the input"
          height={180}
        />
      </div>
    </div>
  );
}
