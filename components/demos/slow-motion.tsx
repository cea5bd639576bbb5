import { Columns, Contours, type Curve, Curves, Dots, formatNumber, Matrix, Plane } from '@/components/plots';
import type model from '@/lib/models/slow-motion.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
type Run = Shown<typeof model>;
const phases = ['draw', 'forward', 'loss', 'backward', 'update'] as const;

export function summary({ step, snapshot }: Run): string {
  const { batch, own, all, tally, micro } = snapshot;
  if (step === 0) return 'No iteration yet: the net is as its random start has it.';
  const parts = micro.sizes.length;
  const gathered =
    parts > 1
      ? ` Its gradient, gathered from ${parts} parts, differs from that of the whole batch by at most ${formatNumber(micro.gap)}.`
      : '';
  const change = ({ before, after }: typeof own) =>
    `${formatNumber(before, 4)} ${after > before ? 'up' : 'down'} to ${formatNumber(after, 4)}`;
  return `Iteration ${step}, on a batch of ${batch.length}: the batch’s own loss went from ${change(own)}, that of all data from ${change(all)}. So far ${tally.ownRose} of ${step} raised their batch’s loss and ${tally.allRose} that of all data.${gathered}`;
}

/** −log of the probability given to the true class. */
const lossOf = (p: number, y: number) => -Math.log(Math.max(1e-3, y ? p : 1 - p));

function Ground({ snapshot, params }: Run) {
  const { points, label, batch, map } = snapshot;
  const of = (k: number, rows: readonly number[]) =>
    rows.flatMap((i) => (label[i] === k ? [points[i] ?? ([0, 0] as const)] : []));
  const updated = params.phase === 'update';
  const level = (field: readonly number[]) => field.map((v) => v / 255);
  return (
    <Plane
      tile
      title={`The batch among all 256 points, and the net’s border ${updated ? 'before (thin) and after the update (thick)' : 'before the update'}`}
      x={{ domain: [-1.9, 1.9] }}
      y={{ domain: [-1.9, 1.9] }}
      field={updated ? map.after : map.before}
    >
      <Contours of={level(map.before)} levels={[0.5]} ink="ink" />
      {updated && <Contours of={level(map.after)} levels={[0.5]} ink="ink" strong />}
      {([0, 1] as const).map((k) => (
        <g key={k}>
          <g opacity={0.3}>
            <Dots
              points={of(k, [...points.keys()])}
              ink={k ? 2 : 1}
              shape={k ? 'square' : 'circle'}
              size={4}
            />
          </g>
          <Dots
            points={of(k, batch)}
            ink="ink"
            shape={k ? 'square' : 'circle'}
            size={batch.length > 16 ? 5 : 10}
          />
          <Dots
            points={of(k, batch)}
            ink={k ? 2 : 1}
            shape={k ? 'square' : 'circle'}
            size={batch.length > 16 ? 3 : 6}
          />
        </g>
      ))}
    </Plane>
  );
}

/** The phases as columns, each filled once it has been reached. */
function Phases({ snapshot, params, step }: Run) {
  const { examples, own, batch } = snapshot;
  const reached = phases.indexOf(params.phase);
  const upTo = (values: readonly [phase: number, value: number | null][]) =>
    values.map(([phase, value]) => (phase <= reached ? value : null));
  const rows = examples.map(({ label, p, pAfter }) =>
    upTo([
      [0, label],
      [1, p],
      [2, lossOf(p, label)],
      [3, p - label],
      [4, pAfter],
      [4, lossOf(pAfter, label)],
    ]),
  );
  const mean = upTo([
    [0, null],
    [1, null],
    [2, own.before],
    [3, null],
    [4, null],
    [4, own.after],
  ]);
  return (
    <Matrix
      title={
        step === 0
          ? 'An iteration from left to right: nothing drawn yet'
          : `Iteration ${step} from left to right${batch.length > examples.length ? `: ${examples.length} of its ${batch.length} examples` : ''}`
      }
      values={step === 0 ? [[null, null, null, null, null, null]] : [...rows, mean]}
      rowLabels={step === 0 ? [''] : [...rows.map((_, i) => `${i + 1}`), ' mean']}
      columnLabels={['y', 'p', 'ℓ', 'p − y', 'p′', 'ℓ′']}
      rowName="examples drawn, with their label y (1 Draw)"
      columnName="output p (2 Forward), loss ℓ (3 Loss), its slope p − y (4 Backward), p and ℓ after the update (5 Update)"
      limit={3}
      ink={(_, column) => (column === 2 || column === 5 ? 4 : 3)}
    />
  );
}

export default function SlowMotion(props: Props) {
  const { snapshot, pinned } = props;
  const curves = ({ snapshot: { losses } }: Run): Curve[] => [
    { label: 'own batch', ink: 4, style: 'dotted', x: losses.own.map((_, t) => t), y: losses.own },
    { label: 'all data', ink: 3, x: losses.all.map((_, t) => t), y: losses.all },
  ];
  const { ownFell, ownRose, allFell, allRose } = snapshot.tally;
  return (
    <div className="panels">
      <Ground {...props} />
      <div className="panels">
        <Phases {...props} />
        <Columns
          title="Iterations so far, by what they did to the loss"
          height={150}
          categories={['of their own batch', 'of all data']}
          series={[
            { label: 'lowered it', values: [ownFell, allFell], ink: 3 },
            { label: 'raised it', values: [ownRose, allRose], ink: 2 },
          ]}
          x=""
        />
        <Curves
          title="Loss of each batch before its update, and of all data"
          height={170}
          curves={[
            ...(pinned ? curves(pinned).slice(1) : []).map((curve) => ({
              ...curve,
              style: 'pinned' as const,
            })),
            ...curves(props),
          ]}
          x={{ label: 'iteration', domain: [0, 300] }}
          y={{ label: 'loss' }}
        />
      </div>
    </div>
  );
}
