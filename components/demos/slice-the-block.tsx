import { asPinned, Curves, formatNumber, type Ink, Matrix } from '@/components/plots';
import type model from '@/lib/models/slice-the-block.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;
const SHAPE = [2, 3, 4];
const STEPS = [0, 30] as const;

const shapeText = (shape: readonly number[]) => `[${shape.join(', ')}]`;
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const inkOf = (slice: number) => ((slice % 5) + 1) as Ink;
/** Softmax of a long slice is nearly 0 in most places. */
const short = (v: number) => (v > 0 && v < 1e-3 ? '< 0.001' : formatNumber(v));
const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** What one slice is: a number, a vector of 4, a 3×4 matrix, the whole block. */
function sliceName(shape: readonly number[], n = 1) {
  const s = n === 1 ? '' : 's';
  return shape.length === 0
    ? `single number${s}`
    : shape.length === 1
      ? `vector${s} of length ${shape[0]}`
      : shape.length === 2
        ? `${shape.join('×')} ${n === 1 ? 'matrix' : 'matrices'}`
        : `block${s} of ${shape.join('×')}`;
}

const moved = {
  reshape: 'Reshaped: the same order, cut anew',
  transpose: 'Axes 1 and 2 swapped: rows become columns',
  add: 'Plus 100, 200, …, stretched',
};

export function summary({ step, params, snapshot, metrics }: Shown<typeof model>): string {
  const { count, sliceShape, result } = snapshot;
  if (params.scene === 'learn')
    return `After ${step} steps the share of new people told right is ${percent(metrics.columns)} standardised over axis 0, ${percent(metrics.rows)} over axis 1 and ${percent(metrics.raw)} not standardised.`;
  if (params.scene === 'move')
    return result
      ? `${moved[params.move]}; the result has shape ${shapeText(result.shape)}.`
      : `The shapes [2, 3, 4] and ${shapeText(params.other.split(',').map(Number))} cannot be broadcast together.`;
  return `The block of shape [2, 3, 4] has ${plural(count, 'slice')} along the chosen axes, ${count === 1 ? 'a' : 'each a'} ${sliceName(sliceShape)}; ${metrics.slices ?? 0} ${metrics.slices === 1 ? 'is' : 'are'} done.`;
}

/** A tensor of up to three axes: its last axis runs along the rows, its first sets them apart in layers. */
function Tensor(props: {
  title: string;
  shape: readonly number[];
  values: readonly number[];
  /** The slice each number is of. */
  ids: readonly number[];
  /** How strongly a number is coloured, 0 … 1; null: not there yet. */
  strength: (place: number) => number | null;
  tile?: boolean;
  selected?: number;
  onSelect?: (place: number) => void;
}) {
  const { shape, values, ids, strength, selected, onSelect } = props;
  const columns = shape.at(-1) ?? 1;
  const rows = values.length / columns;
  const perLayer = shape.at(-2) ?? 1;
  const at = (i: number, j: number) => i * columns + j;
  const label = (i: number) =>
    shape.length === 3
      ? `[${Math.floor(i / perLayer)}, ${i % perLayer}, :]`
      : shape.length === 2
        ? `[${i}, :]`
        : '';
  return (
    <Matrix
      title={props.title}
      {...(props.tile && { tile: true })}
      values={Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) => strength(at(i, j)) ?? 0),
      )}
      limit={1}
      ink={(i, j) => inkOf(ids[at(i, j)] ?? 0)}
      text={(i, j) => [strength(at(i, j)) === null ? '' : short(values[at(i, j)] ?? 0)]}
      rowHeight={rows > 6 ? 24 : 30}
      group={shape.length === 3 ? perLayer : rows}
      rowLabels={shape.length > 1 ? Array.from({ length: rows }, (_, i) => label(i)) : []}
      columnLabels={shape.length > 0 ? Array.from({ length: columns }, (_, j) => String(j)) : []}
      {...(onSelect && {
        selected: [Math.floor((selected ?? 0) / columns), (selected ?? 0) % columns] as const,
        onSelect: (i: number, j: number) => onSelect(at(i, j)),
      })}
    />
  );
}

function Blocks({ params, snapshot, metrics, setParam }: Props) {
  const { ids, count, strides, index, sliceShape, result } = snapshot;
  const slicing = params.scene === 'slice';
  const done = slicing ? (metrics.slices ?? 0) : count;
  const mine = ids[params.cell] as number;
  const shade = (slice: number) => (slice >= done ? 0 : slice === mine ? 1 : 0.35);
  const sum = index.map((i, axis) => `${i}·${strides[axis]}`).join(' + ');
  const places = Array.from({ length: 24 }, (_, i) => i);
  return (
    <>
      <Tensor
        tile
        title={
          slicing
            ? `Shape [2, 3, 4]: ${count} ${sliceName(sliceShape, count)}; tap a number`
            : 'Shape [2, 3, 4]; tap a number'
        }
        shape={SHAPE}
        values={places}
        ids={ids}
        strength={(place) => shade(ids[place] as number)}
        selected={params.cell}
        onSelect={(place) => setParam('cell', place)}
      />
      {result ? (
        <Tensor
          title={`${slicing ? 'Result' : moved[params.move]}: shape ${shapeText(result.shape)}`}
          shape={result.shape}
          values={result.values}
          ids={result.ids}
          strength={(place) => {
            const slice = result.ids[place] as number;
            return slice < done ? shade(slice) : null;
          }}
        />
      ) : (
        <Matrix title="No result: the shapes do not fit" values={[[null]]} rowHeight={60} />
      )}
      <Matrix
        title={`In memory: ${shapeText(index)} at ${sum} = ${params.cell}`}
        values={[0, 12].map((from) =>
          places.slice(from, from + 12).map((place) => shade(ids[place] as number)),
        )}
        limit={1}
        ink={(i, j) => inkOf(ids[12 * i + j] as number)}
        text={(i, j) => [String(12 * i + j)]}
        rowHeight={30}
        selected={[Math.floor(params.cell / 12), params.cell % 12]}
        onSelect={(i, j) => setParam('cell', 12 * i + j)}
      />
    </>
  );
}

function Learn({ snapshot, history, pinned }: Props) {
  const { people } = snapshot;
  const lines = [
    { metric: 'columns', label: 'axis 0', ink: 1, style: 'solid' },
    { metric: 'rows', label: 'axis 1', ink: 2, style: 'dashed' },
    { metric: 'raw', label: 'as is', ink: 3, style: 'dotted' },
  ] as const;
  const curves = (run: { history: typeof history }) =>
    lines.map(({ metric, ...line }) => ({ ...line, x: run.history.steps, y: run.history.values[metric] }));
  const old = pinned?.params.scene === 'learn' ? curves(pinned) : [];
  const table = (title: string, values: readonly (readonly number[])[]) => (
    <Matrix
      title={title}
      values={values}
      limit={2}
      numbers
      rowHeight={26}
      rowLabels={['A', 'B', 'A', 'B', 'A', 'B']}
      columnLabels={['height', 'income', 'age']}
      rowName="people of groups A and B"
      columnName="measurements"
    />
  );
  return (
    <>
      <Curves
        title="Share of 400 new people whose group is told right"
        curves={[...asPinned(old), ...curves({ history })]}
        x={{ label: 'step (5 updates)', domain: STEPS }}
        y={{ label: 'share', domain: [0.4, 1] }}
      />
      {people && table('Standardised over axis 0: each column has mean 0', people.columns)}
      {people && table('Over axis 1: each row has mean 0', people.rows)}
    </>
  );
}

export default function SliceTheBlock(props: Props) {
  return (
    <div className="panels">
      {props.params.scene === 'learn' ? <Learn {...props} /> : <Blocks {...props} />}
    </div>
  );
}
