import {
  type Curve,
  Curves,
  Dots,
  formatNumber,
  Handle,
  Histogram,
  Mark,
  NumberLine,
  Plane,
  Trail,
} from '@/components/plots';
import type model from '@/lib/models/most-likely-coin.ts';
import type { Point, Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;

export function summary({ step, params, snapshot, metrics }: Run): string {
  if (params.scene === 'location') {
    const { gaussian, laplace } = snapshot.location;
    return `After ${step} steps with one of 21 points at ${formatNumber(params.outlier)}, the Gaussian estimate is ${formatNumber(gaussian)} and the Laplace estimate ${formatNumber(laplace)}.`;
  }
  const { heads, tails, p } = params;
  const seen = `${heads} ${heads === 1 ? 'head' : 'heads'} and ${tails} ${tails === 1 ? 'tail' : 'tails'}`;
  return `After ${step} steps the estimate is ${formatNumber(metrics.estimate ?? 0)}; one order of ${seen} has likelihood ${formatNumber(snapshot.yours, 4)} at your p of ${formatNumber(p)}, and at most ${formatNumber(snapshot.most, 4)}.`;
}

function Coin({ params, snapshot, pinned, setParam }: Props) {
  const { heads, tails, trueP, p } = params;
  const likelihood = (at: number) => at ** heads * (1 - at) ** tails;
  // As a part of its largest value: likelihoods of many tosses are tiny numbers.
  const part = (at: number) => likelihood(at) / snapshot.most;
  const curve = Array.from({ length: 101 }, (_, i): Point => [i / 100, part(i / 100)]);
  const n = Math.max(1, heads + tails);
  const sd = Math.sqrt((trueP * (1 - trueP)) / n);
  const x = Array.from({ length: 101 }, (_, i) => i / 100);
  const width = 1 / n;
  return (
    <>
      <Plane
        tile
        title="Likelihood of each p, as a part of the largest; drag your p"
        x={{ label: 'p, the chance of heads', domain: [0, 1] }}
        y={{ label: 'part', domain: [0, 1.15] }}
        height={290}
      >
        {pinned?.params.scene === 'coin' && pinned.snapshot.best !== null && (
          <Mark at={pinned.snapshot.best} ink="muted" style="pinned" />
        )}
        <Trail points={curve} ink="muted" />
        {snapshot.best !== null && <Mark at={snapshot.best} ink={3} style="dashed" label="h / n" row={1} />}
        <Dots points={snapshot.trail.map((at): Point => [at, part(at)])} ink={1} size={6} />
        <Handle at={[p, part(p)]} axis="x" ink={2} label="Your p" onMove={([at]) => setParam('p', at)} />
      </Plane>
      <Histogram
        title={`500 repeats of ${n} ${n === 1 ? 'toss' : 'tosses'} with true p = ${formatNumber(trueP)}, and the normal curve`}
        bins={snapshot.repeats}
        domain={[-width / 2, 1 + width / 2]}
        x="estimate h / n"
        y="repeats"
        curves={[
          {
            label: 'normal curve',
            ink: 2,
            x,
            y: x.map(
              (at) => ((500 / n) * Math.exp(-(((at - trueP) / sd) ** 2) / 2)) / (sd * Math.sqrt(2 * Math.PI)),
            ),
          },
        ]}
      />
    </>
  );
}

function Location({ params, snapshot, history, setParam }: Props) {
  const { gaussian, laplace } = snapshot.location;
  const moved: Curve[] = [
    { label: 'Gaussian', ink: 2, style: 'solid', x: history.steps, y: history.values.movedGaussian },
    { label: 'Laplace', ink: 1, style: 'dashed', x: history.steps, y: history.values.movedLaplace },
  ];
  return (
    <>
      <NumberLine
        tile
        title="21 points, one to drag, and two estimates of their middle"
        label="x"
        domain={[-20, 20]}
        height={150}
      >
        <Dots
          points={snapshot.points.map((at, i): Point => [at, 0.16 + 0.03 * (i % 5)])}
          ink="muted"
          size={6}
        />
        <Mark at={gaussian} ink={2} label="Gaussian" />
        <Mark at={laplace} ink={1} style="dashed" label="Laplace" row={1} />
        <Handle
          at={[params.outlier, 0.22]}
          axis="x"
          step={0.5}
          ink="ink"
          label="One point"
          onMove={([at]) => setParam('outlier', at)}
        />
      </NumberLine>
      <Curves
        title="How far that one point has moved each estimate"
        curves={moved}
        x={{ label: 'step', domain: [0, 300] }}
        y={{ label: 'distance' }}
      />
    </>
  );
}

export default function MostLikelyCoin(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'coin' ? <Coin {...props} /> : <Location {...props} />}
    </div>
  );
}
