import { type Ink, inkOf, Plot, type PlotProps } from './plot.tsx';

export interface TableColumn {
  label: string;
  /** Draws each number of the column as its share of the column’s sum. */
  bars?: Ink;
  /** Adds the column up in a last row. */
  sum?: boolean;
}

/** Exact numbers in rows: the layers of a network. Numbers stand at the right, and a bar may show their share. */
export function Table(
  props: PlotProps & {
    /** The first column names the rows. */
    columns: readonly TableColumn[];
    rows: readonly (readonly [name: string, ...cells: (string | number)[]])[];
    /** Names the row of sums. */
    sumLabel?: string;
    /** Row set in bold, from 0. */
    selected?: number | null;
  },
) {
  const { columns, rows, title, sumLabel = 'all', selected = null } = props;
  const sums = columns.map((_, j) =>
    rows.reduce((sum, row) => sum + (typeof row[j] === 'number' ? (row[j] as number) : 0), 0),
  );
  const text = (cell: string | number) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell);
  return (
    <Plot {...props}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={title}>
        <table className="table">
          <thead>
            <tr>
              {columns.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], i) => (
              <tr key={name} className={i === selected ? 'table-selected' : undefined}>
                <th scope="row">{name}</th>
                {cells.map((cell, j) => {
                  const { label, bars } = columns[j + 1] as TableColumn;
                  const share = typeof cell === 'number' ? cell / (sums[j + 1] || 1) : 0;
                  return (
                    <td key={label}>
                      {text(cell)}
                      {bars && (
                        <span
                          className="table-bar"
                          style={{ width: `${Math.round(1000 * share) / 10}%`, background: inkOf(bars) }}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          {columns.some(({ sum }) => sum) && (
            <tfoot>
              <tr>
                <th scope="row">{sumLabel}</th>
                {columns.slice(1).map(({ label, sum }, j) => (
                  <td key={label}>{sum ? text(sums[j + 1] as number) : ''}</td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
    </Plot>
  );
}
