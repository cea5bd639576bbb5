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
  const { data, matrix, pipe } = snapshot;
  if (pipe)
    return `${params.parts} devices and ${params.micro} micro-batches: each device is idle for ${formatNumber(100 * pipe.idle)} % of the ${pipe.end} passes an update takes.`;
  if (matrix)
    return `${params.parts} devices each hold a part of the matrix; ${params.cut === 'columns' ? 'glued together' : 'added up'}, their results differ from the uncut product by ${formatNumber(matrix.error)}.`;
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
  return (
    <Curves
      title="Loss on all 512 points"
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
      if (!averaging || reduce === 0) continue;
      if ((ends[k] as number) < ready)
        spans.push({ from: ends[k] as number, to: ready, ink: 'muted', filling: 'outline' });
      spans.push({ from: ready, to: ready + reduce, ink: 2, filling: 'light' });
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
  const { snapshot, metrics, params } = props;
  const { data } = snapshot;
  if (!data) return null;
  return (
    <>
      <Images
        tile
        title={`What each worker’s model answers${params.every === 1 ? ', just before it is averaged' : ''}; ${data.rounds} averagings, ${formatNumber(data.sent, 6)} numbers sent by each`}
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
      <p className="plot-title">
        {metrics.gap === undefined
          ? ''
          : `Mean of the workers’ gradients, against the gradient of the whole batch: ${formatNumber(100 * metrics.gap, 2)} % off`}
      </p>
    </>
  );
}

function SplitMatrix({ snapshot: { matrix }, params }: Props) {
  if (!matrix) return null;
  const { weights, owners, pieces, product } = matrix;
  const columns = params.cut === 'columns';
  const ink = (k: number): Ink => inks[k] ?? 'muted';
  const rows = ['1', '2', '3'];
  const result = (
    <Matrix
      title={columns ? 'XW: the devices’ results, glued side by side' : 'XW: the devices’ results, added up'}
      values={product}
      limit={1}
      ink={(_, j) => (columns ? ink(owners[j] as number) : 'muted')}
      numbers
      rowHeight={30}
    />
  );
  return (
    <>
      <Matrix
        tile
        title={`The matrix W, cut by ${columns ? 'columns' : 'rows'}: each device holds one colour`}
        values={weights}
        text={(i, j) =>
          [formatNumber(weights[i]?.[j] ?? 0), `device ${(owners[columns ? j : i] as number) + 1}`].slice(
            0,
            1,
          )
        }
        limit={0.1}
        ink={(i, j) => ink(owners[columns ? j : i] as number)}
        rowLabels={columns ? [] : owners.map((k) => `device ${k + 1}`)}
        columnLabels={[]}
        rowHeight={30}
      />
      {!columns && params.parts > 1 && (
        <Matrix
          title="What each device computes from its columns of X"
          values={pieces.flat()}
          limit={0.1}
          ink={(i) => ink(Math.floor(i / 3))}
          rowLabels={pieces.flatMap((_, k) => rows.map((row) => (row === '2' ? `device ${k + 1}` : ' ')))}
          numbers
          rowHeight={24}
        />
      )}
      {result}
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
