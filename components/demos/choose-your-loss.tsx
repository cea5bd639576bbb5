import {
  AddPoint,
  asPinned,
  Columns,
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Handle,
  Mark,
  NumberLine,
  Plane,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/choose-your-loss.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;

const losses = [
  { name: 'squared', ink: 2, style: 'solid', mark: 'solid' },
  { name: 'absolute', ink: 1, style: 'dashed', mark: 'dashed' },
  { name: 'huber', label: 'Huber', ink: 3, style: 'solid', mark: 'solid' },
  { name: 'pinball', ink: 4, style: 'dotted', mark: 'dashed' },
] as const;
const labelOf = (loss: (typeof losses)[number]) => ('label' in loss ? loss.label : loss.name);

export function summary({ step, snapshot, metrics }: Run): string {
  if (snapshot.line) {
    const share = (v = 0) => `${formatNumber(100 * v)} %`;
    return `After ${step} steps the line trained on logistic loss gets ${share(metrics.rightLogistic)} of the points right, the one on 0–1 loss has not moved and gets ${share(metrics.rightZeroOne)}.`;
  }
  const [squared, absolute, huber, pinball] = (snapshot.number?.answers ?? []).map((v) => formatNumber(v));
  return `After ${step} steps the answers are ${squared} minutes under squared, ${absolute} under absolute, ${huber} under Huber’s and ${pinball} under pinball loss.`;
}

/** Ends of an axis that shows 0 in its middle and all of the values. */
function around(values: readonly number[]): readonly [number, number] {
  const most = Math.max(1e-3, ...values.map(Math.abs));
  const unit = 10 ** Math.floor(Math.log10(most));
  const end = unit * ([1, 2, 4, 6, 8].find((k) => k * unit >= most) ?? 10);
  return [-end, end];
}

const within = (minutes: number) => Math.min(100, Math.max(0, minutes));

function OneNumber({ params, snapshot, pinned, setParam }: Props) {
  const { points, shown } = params;
  if (!snapshot.number) return null;
  const { answers, curves, pulls, median } = snapshot.number;
  const setPoints = (next: readonly Point[]) => setParam('points', next);
  const grid = curves[0]?.map((_, i) => 2 * i) ?? [];
  const order = [...points.keys()].sort((i, j) => (points[i]?.[0] ?? 0) - (points[j]?.[0] ?? 0));
  const ink = losses.find(({ name }) => name === shown)?.ink ?? 1;
  return (
    <>
      <NumberLine
        title="Deliveries (drag them, tap to add) and the best guess under each loss"
        label="minutes"
        domain={[-4, 104]}
        height={190}
      >
        {points.length < 9 && (
          <AddPoint label="Add a delivery" onAdd={([at]) => setPoints([...points, [within(at), 0.2]])} />
        )}
        {median[0] < median[1] && (
          <Trail
            points={[
              [median[0], 0.42],
              [median[1], 0.42],
            ]}
            ink={1}
          />
        )}
        {losses.map((loss, i) => (
          <Mark
            key={loss.name}
            at={answers[i] as number}
            ink={loss.ink}
            style={loss.mark}
            label={labelOf(loss)}
            row={i}
          />
        ))}
        {pinned?.snapshot.number?.answers.map((at, i) => (
          <Mark key={losses[i]?.name} at={at} ink={losses[i]?.ink ?? 1} style="pinned" />
        ))}
        {points.map(([at], i) => (
          <Handle
            // biome-ignore lint/suspicious/noArrayIndexKey: a delivery is its place in the list
            key={i}
            at={[at, 0.2]}
            axis="x"
            step={1}
            ink="ink"
            label={`Delivery ${i + 1}`}
            onMove={([to]) => setPoints(points.map((p, k) => (k === i ? [within(to), 0.2] : p)))}
            onRemove={points.length > 2 ? () => setPoints(points.filter((_, k) => k !== i)) : undefined}
          />
        ))}
      </NumberLine>
      <Curves
        tile
        title="Mean loss of every guess, each scaled from its least (0) to its most (1)"
        curves={losses.map(
          ({ ink, style }, i): Curve => ({
            label: labelOf(losses[i] as (typeof losses)[number]),
            ink,
            style,
            x: grid,
            y: curves[i] ?? [],
          }),
        )}
        x={{ label: 'guess, minutes', domain: [0, 100] }}
        y={{ label: 'loss', domain: [0, 1] }}
      />
      <Columns
        title={`How each delivery pulls at the ${shown === 'huber' ? 'Huber' : shown} guess: −∂ℓ/∂c, up means later`}
        categories={order.map((i) => formatNumber(points[i]?.[0] ?? 0))}
        series={[{ label: 'pull', ink, values: order.map((i) => pulls[i] ?? 0) }]}
        domain={around(pulls)}
        x="delivery, minutes"
      />
    </>
  );
}

const lines = [
  { metric: 'rightLogistic', label: 'logistic', ink: 1, style: 'solid' },
  { metric: 'rightZeroOne', label: '0–1', ink: 2, style: 'solid' },
] as const;

/** Where x w₁ + y w₂ + b = 0, well beyond the picture. */
function boundary([w1 = 0, w2 = 0, b = 0]: readonly number[]): Point[] {
  const square = Math.max(w1 * w1 + w2 * w2, 1e-9);
  const along = (t: number): Point => {
    const s = t / Math.sqrt(square);
    return [(-b * w1) / square - s * w2, (-b * w2) / square + s * w1];
  };
  return [along(-9), along(9)];
}

function OneLine({ snapshot, history, pinned }: Props) {
  if (!snapshot.line) return null;
  const { examples, label, weights } = snapshot.line;
  const [zeroOne = [], logistic = []] = weights;
  const curves = (run: Pick<Run, 'history'>): Curve[] =>
    lines.map(({ metric, ...line }) => ({ ...line, x: run.history.steps, y: run.history.values[metric] }));
  return (
    <>
      <Plane
        tile
        title="Two classes, and the lines trained on logistic loss and on 0–1 loss (dashed)"
        x={{ label: 'x₁', domain: [-2.2, 2.2] }}
        y={{ label: 'x₂', domain: [-1.8, 1.8] }}
      >
        {([0, 1] as const).map((one) => (
          <Dots
            key={one}
            points={examples.filter((_, i) => label[i] === one)}
            ink={one ? 4 : 5}
            shape={one ? 'square' : 'circle'}
          />
        ))}
        <Trail points={boundary(zeroOne)} ink={2} pinned />
        <Trail points={boundary(logistic)} ink={1} />
      </Plane>
      <Curves
        title="Share of points on their side, in training on each loss"
        curves={[...(pinned?.snapshot.line ? asPinned(curves(pinned)) : []), ...curves({ history })]}
        x={{ label: 'step', domain: [0, 300] }}
        y={{ label: 'share', domain: [0, 1] }}
      />
    </>
  );
}

export default function ChooseYourLoss(props: Props) {
  return (
    <div className="panels">{props.snapshot.number ? <OneNumber {...props} /> : <OneLine {...props} />}</div>
  );
}
