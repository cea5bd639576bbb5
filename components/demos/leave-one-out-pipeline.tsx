import { Bars, formatNumber, Matrix, Table } from '@/components/plots';
import type model from '@/lib/models/leave-one-out-pipeline.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Run = Shown<typeof model>;
const pipelines = [
  ['none', 'every stage'],
  ['duplicates', 'repeated rows kept'],
  ['city', 'cities as 0, 1, 2'],
  ['units', 'units not converted'],
  ['blanks', 'blanks not filled'],
  ['scale', 'columns not scaled'],
] as const;

export function summary({ step, metrics }: Run): string {
  const said = pipelines.map(([name, label]) => {
    const error = metrics[name];
    return `${label} ${error === undefined ? 'no number' : formatNumber(error)}`;
  });
  return `Test error in thousands after ${step} updates: ${said.join(', ')}.`;
}

export default function LeaveOneOutPipeline({
  step,
  params,
  snapshot,
  metrics,
  pinned,
}: ViewProps<typeof model>) {
  const { sizes, leaked, unreadable, rows } = snapshot;
  const [lines, training, test] = sizes as [number, number, number];
  const shown = pipelines.find(([name]) => name === params.without)?.[1];
  const names = params.without === 'city' ? ['area', 'rooms', 'city'] : ['area', 'rooms', 'Aa', 'Bb', 'Cc'];
  const before = pinned?.metrics[params.without];
  return (
    <div className="panels">
      <Bars
        tile
        title={`Error on test houses after ${step} updates, thousands${before === undefined ? '' : ` (pinned, ${shown}: ${formatNumber(before)})`}`}
        bars={pipelines.map(([name, label]) => ({
          label,
          value: metrics[name] ?? null,
          ink: name === params.without ? 2 : name === 'none' ? 1 : 'muted',
        }))}
        missing="no number"
      />
      <div>
        <Table
          title={`The file: ${lines} lines; dropped as unreadable: ${unreadable.map((n) => `line ${n}`).join(', ') || 'none'}`}
          columns={[{ label: 'line' }, { label: 'area' }, { label: 'rooms' }, { label: 'city' }]}
          rows={rows.map(({ line, area, rooms: count, city }) => [
            String(line),
            area,
            count ?? 'blank',
            city,
          ])}
        />
        <Matrix
          title={`The same rows as the model gets them, ${shown}: ${training} for training, ${test} for the test, ${leaked} of these in both`}
          values={rows.map(({ x }) => x)}
          text={(i, j) => [rows[i]?.x[j] == null ? 'NaN' : formatNumber(rows[i]?.x[j] as number, 3)]}
          limit={4}
          rowLabels={rows.map(({ line }) => String(line))}
          columnLabels={names}
        />
      </div>
    </div>
  );
}
