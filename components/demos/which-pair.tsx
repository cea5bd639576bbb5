import { Columns, formatNumber, Images, Matrix } from '@/components/plots';
import type model from '@/lib/models/which-pair.ts';
import type { Shown, ViewProps } from '@/lib/sim';

const names = Array.from({ length: 10 }, (_, digit) => String(digit));
const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);
const percent = (share = 0) => `${formatNumber(100 * share)} %`;
const times = (n: number) => (n === 1 ? 'once' : n === 2 ? 'twice' : n === 0 ? 'never' : `${n} times`);

export function summary({ step, snapshot: { matrix, worst }, metrics }: Shown<typeof model>): string {
  const [i, j] = worst as [number, number];
  const count = matrix[i]?.[j] ?? 0;
  const right = `After ${step} updates ${percent(metrics.accuracy)} of ${sum(matrix.flat())} test digits are right`;
  if (count === 0) return `${right}.`;
  return `${right}; the most frequent mistake is a ${i} called ${j}, ${times(count)}, while a ${j} is called ${i} ${times(matrix[j]?.[i] ?? 0)}.`;
}

export default function WhichPair({ snapshot, metrics, params, pinned, setParam }: ViewProps<typeof model>) {
  const { matrix, recall, precision, shown, digits } = snapshot;
  const [row, column] = shown as [number, number];
  const shares = params.cells === 'shares';
  const inRow = (i: number) => sum(matrix[i] ?? []);
  const count = matrix[row]?.[column] ?? 0;
  return (
    <div className="panels">
      <Matrix
        tile
        title={`${sum(matrix.flat())} test digits, ${shares ? 'in % of the row' : 'counted'}: ${percent(metrics.accuracy)} right${
          pinned ? ` (pinned: ${percent(pinned.metrics.accuracy)})` : ''
        }`}
        values={matrix.map((counts, i) =>
          counts.map((n) => (shares ? (inRow(i) ? Math.round((100 * n) / inRow(i)) : null) : n)),
        )}
        limit={shares ? 40 : 32}
        ink={(i, j) => (i === j ? 1 : 2)}
        numbers
        rowHeight={30}
        rowLabels={names}
        columnLabels={names}
        rowName="true digit"
        columnName="the net’s answer"
        selected={[row, column]}
        onSelect={(i, j) => setParam('cell', 10 * i + j)}
      />
      <Images
        title={
          count === 0
            ? `No test ${row} is called ${column}: tap another cell`
            : `Test ${row}s called ${column}: ${
                count > digits.length ? `the ${digits.length} surest of ${count}` : count
              }, each with the probability of its ${column}`
        }
        images={digits.map(({ pixels, probability }) => ({ values: pixels, caption: percent(probability) }))}
        columns={8}
        across={4}
      />
      <Columns
        title="Each digit’s recall (along its row) and precision (down its column)"
        categories={names}
        series={[
          { label: 'recall', values: recall, ink: 3 },
          { label: 'precision', values: precision, ink: 4 },
          ...(pinned ? [{ label: 'pinned recall', values: pinned.snapshot.recall, ink: 3 as const }] : []),
        ]}
        domain={[0, 1]}
        x="digit"
      />
    </div>
  );
}
