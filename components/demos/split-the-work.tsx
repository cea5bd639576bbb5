import {
  type Curve,
  Curves,
  formatNumber,
  Images,
  type Ink,
  Matrix,
  type Span,
  Timeline,
} from '@/components/plots';
import type model from '@/lib/models/split-the-work.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const STEPS = 240;
/** Updates that the timeline shows. */
const SHOWN = 4;
const inks = [1, 2, 3, 4] as const;

export function summary({ step, params, snapshot, metrics }: Run): string {
  const { matrix, pipe } = snapshot;
  if (pipe)
    return `Devices: ${params.parts}, micro-batches: ${params.micro}. Each device is idle for ${formatNumber(100 * pipe.idle)} % of the ${pipe.end} passes an update takes.`;
  if (matrix && params.parts === 1) return 'One device holds the whole matrix: nothing is split.';
  if (matrix)
    return `Each of ${params.parts} devices holds a part of the matrix; ${params.cut === 'columns' ? 'glued together' : 'added up'}, their results differ from the uncut product by ${formatNumber(matrix.error)}.`;
  const { loss = 0, single = 0, gap } = metrics;
  return `After ${step} updates the average of ${params.workers} workers has loss ${formatNumber(loss)}, one device with all the examples ${formatNumber(single)}${
    gap === undefined ? '' : `; their mean gradient is ${formatNumber(100 * gap)} % off the whole batch’s`
  }.`;
}

function Losses({ pinned, ...run }: Props) {
  const curve = ({ history }: Run, metric: 'loss' | 'single') => ({
    x: history.steps,
    y: history.values[metric],
  });
  const curves: Curve[] = [
    ...(pinned?.params.scene === 'data'
      ? [{ label: 'pinned', ink: 1, style: 'pinned', ...curve(pinned, 'loss') } as const]
      : []),
    { label: 'average', ink: 1, ...curve(run, 'loss') },
    { label: 'one device', ink: 2, style: 'dashed', ...curve(run, 'single') },
  ];
  const { gap } = run.metrics;
  return (
    <Curves
      title={`Loss on all 512 points${
        gap === undefined
          ? ''
          : `; the workers’ mean gradient is ${formatNumber(100 * gap, 2)} % off the whole batch’s`
      }`}
      curves={curves}
      x={{ label: 'update', domain: [0, STEPS] }}
      y={{ label: 'loss', domain: [0, 0.8] }}
    />
  );
}

/** The first updates, by the modelled times: computing, waiting for the others, averaging. */
function Schedule({ params, snapshot: { data }, metrics }: Props) {
  if (!data) return null;
  const { compute, reduce } = data;
  const slowest = Math.max(...compute);
  let ends = compute.map(() => 0);
  const lanes = compute.map((_, k) => ({ label: `${k + 1}`, spans: [] as Span[] }));
  for (let update = 1; update <= SHOWN; update++) {
    const averaging = update % params.every === 0;
    const starts = ends;
    ends = starts.map((at, k) => at + (compute[k] as number));
    const ready = Math.max(...ends);
    for (const [k, { spans }] of lanes.entries()) {
      spans.push({ from: starts[k] as number, to: ends[k] as number, ink: inks[0], text: String(update) });
      if (!averaging) continue;
      if ((ends[k] as number) < ready)
        spans.push({ from: ends[k] as number, to: ready, ink: 'muted', filling: 'outline' });
      if (reduce > 0) spans.push({ from: ready, to: ready + reduce, ink: 2, filling: 'light' });
    }
    if (averaging) ends = ends.map(() => ready + reduce);
  }
  lanes.push({
    label: 'one',
    spans: Array.from({ length: SHOWN }, (_, i) => ({
      from: 64 * i,
      to: 64 * (i + 1),
      ink: 3,
      text: `${i + 1}`,
    })),
  });
  return (
    <Timeline
      title={`Modelled time of the first ${SHOWN} updates: computing (full), waiting (outline), averaging (light); ${formatNumber(metrics.speedup ?? 1)} times one device’s speed`}
      lanes={lanes}
      x="ms"
      domain={[0, Math.max(SHOWN * 64, SHOWN * (slowest + reduce))]}
      laneHeight={24}
    />
  );
}

function SplitData(props: Props) {
  const { snapshot, params } = props;
  const { data } = snapshot;
  if (!data) return null;
  return (
    <>
      <Images
        tile
        title={`What each worker’s model answers${params.every === 1 ? ', just before it is averaged' : ''}; averaged so far: ${data.rounds} ×, with ${formatNumber(data.sent, 6)} numbers sent by each`}
        images={[
          ...data.maps.map((values, k) => ({ values, caption: `worker ${k + 1}` })),
          { values: data.mean, caption: 'average' },
        ]}
        columns={16}
        across={3}
        palette="diverging"
        smooth
      />
      <Losses {...props} />
      <Schedule {...props} />
    </>
  );
}

const DEVICES = '①②③④';

function SplitMatrix({ snapshot: { matrix }, params }: Props) {
  if (!matrix) return null;
  const { weights, owners, pieces, product } = matrix;
  const columns = params.cut === 'columns';
  const ink = (device: number): Ink => inks[device] ?? 'muted';
  const cell = (v: number | undefined, device: number) => [
    `${formatNumber(v ?? 0)} ${DEVICES[device] ?? ''}`,
  ];
  const owner = (i: number, j: number) => owners[columns ? j : i] as number;
  return (
    <>
      <Matrix
        tile
        title={`The matrix W, cut by ${columns ? 'columns' : 'rows'} over devices ${[...DEVICES].slice(0, params.parts).join(' ')}`}
        values={weights.map((row) => row.map(() => 0.6))}
        limit={1}
        ink={(i, j) => ink(owner(i, j))}
        text={(i, j) => cell(weights[i]?.[j], owner(i, j))}
        rowHeight={32}
      />
      {!columns && (
        <Matrix
          title="What each computes: its columns of X times its rows of W"
          values={pieces.flat().map((row) => row.map(() => 0.6))}
          limit={1}
          ink={(i) => ink(Math.floor(i / 3))}
          text={(i, j) => cell(pieces.flat()[i]?.[j], Math.floor(i / 3))}
          rowHeight={26}
        />
      )}
      <Matrix
        title={
          columns
            ? 'XW: what each computes, glued side by side'
            : 'XW: the sum of what they compute, no device’s own'
        }
        values={product.map((row) => row.map(() => (columns ? 0.6 : 0.2)))}
        limit={1}
        ink={(_, j) => (columns ? ink(owners[j] as number) : 'muted')}
        text={(i, j) =>
          columns ? cell(product[i]?.[j], owners[j] as number) : [formatNumber(product[i]?.[j] ?? 0)]
        }
        rowHeight={32}
      />
    </>
  );
}

function Pipeline({ snapshot: { pipe }, pinned }: Props) {
  if (!pipe) return null;
  const before = pinned?.snapshot.pipe;
  return (
    <Timeline
      tile
      title={`Forward (full) and backward (light) passes of the micro-batches: each device idle for ${formatNumber(100 * pipe.idle)} % of the time${before ? ` (pinned: ${formatNumber(100 * before.idle)} %)` : ''}`}
      lanes={pipe.lanes.map((passes, s) => ({
        label: `layers ${s + 1}`,
        spans: passes.map(({ batch, from, back }) => ({
          from,
          to: from + 1,
          ink: back ? 2 : 1,
          text: String(batch),
          filling: back ? 'light' : 'full',
        })),
      }))}
      x="passes"
      domain={[0, pipe.end]}
      laneHeight={34}
    />
  );
}

export default function SplitTheWork(props: Props) {
  const { data, matrix } = props.snapshot;
  return (
    <div className="panels">
      {data ? <SplitData {...props} /> : matrix ? <SplitMatrix {...props} /> : <Pipeline {...props} />}
    </div>
  );
}
