import { asPinned, type Curve, Curves, formatNumber, Matrix, Table } from '@/components/plots';
import type model from '@/lib/models/freeze-and-thaw.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const bytesOf = ({ snapshot }: Run) => snapshot.parts.reduce((sum, { bytes }) => sum + bytes, 0);

export function summary({ step, params, metrics, ...run }: Run): string {
  const { original = 0, fullGap, bareGap } = metrics;
  const far = (gap?: number) =>
    gap === undefined ? 'answers NaN' : gap ? `has been ${formatNumber(gap)} away` : 'has the same loss';
  const said =
    step < params.freezeAt
      ? `; at ${params.freezeAt} its state is written to a file`
      : metrics.full === undefined && metrics.bare === undefined
        ? `; no copy runs on from the file`
        : `; the copy with Adam’s state ${far(fullGap)}, the one from the weights alone ${far(bareGap)}`;
  return `After ${step} updates the original’s loss is ${formatNumber(original)}${said}. The file has ${bytesOf({ step, params, metrics, ...run })} bytes.`;
}

const lines = [
  { metric: 'bare', label: 'weights alone', ink: 2, style: 'solid' },
  { metric: 'original', label: 'original', ink: 'muted', style: 'solid' },
  { metric: 'full', label: 'weights + Adam', ink: 1, style: 'dashed' },
] as const;
const losses = ({ history }: Run): Curve[] =>
  lines.map(({ metric, ...line }) => ({ ...line, x: history.steps, y: history.values[metric] }));

export default function FreezeAndThaw(props: ViewProps<typeof model>) {
  const { params, snapshot, pinned, setParam } = props;
  const { parts, firstBits, frozen } = snapshot;
  const flipped = (row: number, column: number) => 8 * row + column === params.bit;
  const byte = (row: number) => (parts[1]?.hex ?? '').split(' ')[row] ?? '';
  return (
    <div className="panels">
      <Curves
        tile
        title={`Training loss: the original, and two copies thawed after ${params.freezeAt} updates`}
        curves={[...(pinned ? asPinned(losses(pinned)) : []), ...losses(props)]}
        x={{ label: 'update', domain: [0, 120] }}
        y={{ label: 'loss', log: true, domain: [0.02, 1] }}
        height={300}
      />
      <div>
        <Table
          title={`The file ${frozen ? 'as it was frozen' : 'so far'}: ${bytesOf(props)} bytes${pinned ? ` (pinned: ${bytesOf(pinned)})` : ''}`}
          columns={[{ label: 'part' }, { label: 'bytes', bars: 3 }, { label: 'first four bytes' }]}
          rows={parts.map(({ name, bytes, hex }) => [name, bytes, hex] as const)}
        />
        <Matrix
          title="The first four bytes of w1, bit by bit. Tap a bit to flip it"
          values={firstBits}
          text={(i, j) => [String(firstBits[i]?.[j])]}
          ink={(i, j) => (flipped(i, j) ? 2 : 3)}
          limit={2}
          rowHeight={32}
          rowLabels={firstBits.map((_, i) => byte(i))}
          switches={4}
          selected={params.bit < 0 ? null : [params.bit >> 3, params.bit % 8]}
          onSelect={(i, j) => setParam('bit', flipped(i, j) ? -1 : 8 * i + j)}
        />
      </div>
    </div>
  );
}
