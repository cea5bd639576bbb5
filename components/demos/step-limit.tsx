import { asPinned, Contours, type Curve, Curves, Dots, formatNumber, Plane, Trail } from '@/components/plots';
import type model from '@/lib/models/step-limit.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;

export function summary({ step, params, snapshot, metrics }: Run): string {
  const { path, axes, rate } = snapshot;
  const left = `the loss is ${formatNumber(metrics.excess ?? 0)} above its least`;
  const [steep, flat] = axes;
  if (!steep || !flat) {
    const at = path.at(-1)?.[0] ?? 0;
    return `After ${step} steps from ${formatNumber(params.start)} x is ${formatNumber(at)}, in the ${at < 0 ? 'left, deeper' : 'right, shallower'} valley, and ${left}.`;
  }
  return `After ${step} steps at η = ${formatNumber(rate)} ${left}; each step multiplies the steepest error by ${formatNumber(steep.factor)} and the flattest by ${formatNumber(flat.factor)}.`;
}

/** A stretch of an axis that holds all of the values, and the middle of it. */
function around(values: readonly number[], least: number): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const half = Math.max(least, 0.62 * (high - low));
  return [(low + high) / 2 - half, (low + high) / 2 + half];
}

const points = (run: Run) => run.snapshot.path.map(([b = 0, w = 0]): Point => [b, w]);

/** Loss over intercept and slope, from the Hessian [[1, x̄], [x̄, mean x²]] of the data. */
function LineFit(props: Props) {
  const { snapshot, pinned } = props;
  const [b = 0, w = 0] = snapshot.minimum;
  const x = snapshot.data.map(([v]) => v);
  const mean = (v: readonly number[]) => v.reduce((sum, one) => sum + one, 0) / v.length;
  const [m, m2] = [mean(x), mean(x.map((v) => v * v))];
  const excess = (p: number, q: number) => ((p - b) ** 2 + 2 * m * (p - b) * (q - w) + m2 * (q - w) ** 2) / 2;
  // Level lines are drawn as the edges of what lies above them: here, the valley.
  const levels = [0.04, 0.25, 0.8, 1.8, 3.2].map((level) => -level * Math.max(excess(0, 0), 0.1));
  const half = 1.25 * Math.max(Math.abs(b), Math.abs(w), 1);
  const [slope, height] = [snapshot.path.at(-1)?.[1] ?? 0, snapshot.path.at(-1)?.[0] ?? 0];
  const ends = around(x, 0.5);
  return (
    <>
      <Plane
        tile
        title="Path over the level lines of the loss"
        x={{ label: 'intercept b', domain: [b - half, b + half] }}
        y={{ label: 'slope w', domain: [w - half, w + half] }}
      >
        <Contours of={(p, q) => -excess(p, q)} levels={levels} />
        <Dots points={[[b, w]]} ink="ink" size={7} />
        {pinned?.params.scene === 'line' && <Trail points={points(pinned)} ink={2} pinned />}
        <Trail points={points(props)} ink={1} />
      </Plane>
      <div className="panels">
        <Plane
          height={210}
          title="The data and the line so far"
          x={{ label: 'x', domain: ends }}
          y={{
            label: 'y',
            domain: around(
              snapshot.data.map(([, v]) => v),
              1,
            ),
          }}
        >
          <Dots points={snapshot.data} ink="muted" />
          <Trail points={ends.map((at): Point => [at, slope * at + height])} ink={1} />
        </Plane>
        <Errors {...props} title="Error along each direction, and loss above the least (log scale)" />
      </div>
    </>
  );
}

const lines = [
  { metric: 'excess', label: 'loss', ink: 'ink', style: 'dashed' },
  { metric: 'steep', label: 'steepest', ink: 2, style: 'solid' },
  { metric: 'flat', label: 'flattest', ink: 3, style: 'solid' },
] as const;

/** What each direction still has to go. */
function Errors({ pinned, title, ...run }: Props & { title: string }) {
  const curves = ({ history }: Run): Curve[] =>
    lines
      .map(({ metric, ...line }): Curve => ({ ...line, x: history.steps, y: history.values[metric] }))
      .filter(({ y }) => y.some((v) => v !== null));
  return (
    <Curves
      title={title}
      height={210}
      curves={[...(pinned ? asPinned(curves(pinned)) : []), ...curves(run)]}
      x={{ label: 'step', domain: [0, 100] }}
      y={{ label: 'error', log: true, domain: [1e-7, 1e3] }}
    />
  );
}

/** The two valleys as a curve, and the steps down it. */
function TwoValleys(props: Props) {
  const { snapshot, pinned } = props;
  const loss = (x: number) => (x * x - 1) ** 2 + 0.3 * x;
  const at = (run: Run) => run.snapshot.path.map(([x = 0]): Point => [x, loss(x)]);
  const curve = Array.from({ length: 81 }, (_, i): Point => [-2 + i / 20, loss(-2 + i / 20)]);
  const [least = 0] = snapshot.minimum;
  return (
    <>
      <Plane
        tile
        title="Steps down (x² − 1)² + 0.3x"
        x={{ label: 'x', domain: [-2, 2] }}
        y={{ label: 'loss', domain: [-0.5, 3] }}
        height={300}
      >
        <Trail points={curve} ink="muted" />
        <Dots points={[[least, loss(least)]]} ink="ink" size={9} />
        {pinned?.params.scene === 'well' && <Trail points={at(pinned)} ink={2} pinned />}
        <Trail points={at(props)} ink={1} />
        <Dots points={at(props)} ink={1} />
      </Plane>
      <Errors {...props} title="Loss above the least (log scale)" />
    </>
  );
}

export default function StepLimit(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'line' ? <LineFit {...props} /> : <TwoValleys {...props} />}
    </div>
  );
}
