import { type Curve, Curves, formatNumber, Images } from '@/components/plots';
import type model from '@/lib/models/signal-through-depth.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Snapshot = Shown<typeof model>['snapshot'];
/** Height of a small histogram in pixels. */
const HEIGHT = 13;

const activationsOf = ({ activations }: Snapshot) => activations.map(({ spread }) => spread);
const gradientsOf = ({ gradients }: Snapshot) => gradients.map(({ spread }) => spread);
const times = (ratio: number | undefined) => (ratio === undefined ? 'none' : `× ${formatNumber(ratio, 2)}`);

export function summary({ snapshot, metrics }: Shown<typeof model>): string {
  const depth = snapshot.activations.length;
  const part = ({ up, down }: typeof metrics) =>
    up === undefined || down === undefined
      ? 'no signal gets through'
      : `the spread of the activations changes by × ${formatNumber(up, 2)} from layer 1 to layer ${depth}, that of the gradients by × ${formatNumber(down, 2)} on the way back`;
  return `Before any training, ${part(metrics)}.`;
}

/** Whole decades around all values above 0, and at least from 0.1 to 10. */
function decades(values: readonly number[]): readonly [number, number] {
  const known = values.filter((v) => v > 0).map(Math.log10);
  return [10 ** Math.floor(Math.min(-1, ...known)), 10 ** Math.ceil(Math.max(1, ...known))];
}

/** The histogram as a picture of columns, filled from the bottom; its fullest bin has the full height. */
const draw = (bins: readonly number[]) =>
  Array.from({ length: HEIGHT * bins.length }, (_, i) => {
    const [fromBottom, bin] = [HEIGHT - 1 - Math.floor(i / bins.length), bins[i % bins.length] as number];
    return Math.round(255 * Math.min(1, Math.max(0, (HEIGHT * bin) / 255 - fromBottom)));
  });

const histograms = (layers: Snapshot['activations']) =>
  layers.map(({ bins, spread }, l) => ({
    values: draw(bins),
    caption:
      layers.length > 10 || spread < 0.005 || spread > 9999
        ? `${l + 1}`
        : `${l + 1}: ${formatNumber(spread, 2)}`,
  }));

export default function SignalThroughDepth({ snapshot, metrics, pinned }: ViewProps<typeof model>) {
  const { activations, gradients } = snapshot;
  const depth = activations.length;
  const curve = (
    label: string,
    y: readonly number[],
    ink: 1 | 2,
    style: NonNullable<Curve['style']>,
  ): Curve => ({
    label,
    ink,
    style,
    x: y.map((_, l) => l + 1),
    y,
  });
  const curves = [
    ...(pinned
      ? [
          curve('activations', activationsOf(pinned.snapshot), 1, 'pinned'),
          curve('gradients', gradientsOf(pinned.snapshot), 2, 'pinned'),
        ]
      : []),
    curve('activations', activationsOf(snapshot), 1, 'solid'),
    curve('gradients', gradientsOf(snapshot), 2, 'dashed'),
  ];
  const across = depth > 10 ? 7 : 5;
  return (
    <div className="panels">
      <Curves
        title={`Spread at each layer, a standard deviation (log scale): activations ${times(metrics.up)} on the way up, gradients ${times(metrics.down)} on the way back`}
        curves={curves}
        x={{ label: 'layer, from the input', domain: [1, depth] }}
        y={{ label: 'spread', log: true, domain: decades(curves.flatMap(({ y }) => y.map((v) => v ?? 0))) }}
        height={320}
      />
      <div>
        <Images
          tile
          title={`Activations from −3 to 3 (beyond: at the edges), layer 1 to ${depth}`}
          images={histograms(activations)}
          columns={25}
          across={across}
        />
        <Images
          title={`Gradients, likewise, on their way from layer ${depth} to 1`}
          images={histograms(gradients)}
          columns={25}
          across={across}
        />
      </div>
    </div>
  );
}
