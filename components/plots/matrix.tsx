import { type CellPlace, cellButton } from './cells.ts';
import { round } from './drawing.ts';
import { formatNumber } from './format.ts';
import { CHARACTER, FONT, type Ink, inkOf, Plot, type PlotProps, WIDTH } from './plot.tsx';

/** A table of numbers as coloured cells; the sign is also in the printed value. */
export function Matrix(
  props: PlotProps & {
    /** null: a value that is undefined, shown as a dash. */
    values: readonly (readonly (number | null)[])[];
    rowLabels?: readonly string[];
    columnLabels?: readonly string[];
    /** The value of full colour; default: the largest magnitude. */
    limit?: number;
    /** Overrides the colour of the sign, for cells that differ in kind. */
    ink?: (row: number, column: number) => Ink;
    /** Print values in the cells (up to about eight columns); default: as the width allows. */
    numbers?: boolean;
    /** Lines of text in a cell, instead of its value. */
    text?: (row: number, column: number) => readonly string[];
    /** Height of a row in drawing units. */
    rowHeight?: number;
    /** Sets the rows apart in groups of so many, as the layers of a block. */
    group?: number;
    /** What rows and columns are. */
    rowName?: string;
    columnName?: string;
    /** Makes the cells buttons, one stop of the Tab key with arrow keys between them. */
    onSelect?: (row: number, column: number) => void;
    selected?: CellPlace | null;
    /** The first so many rows are switches, which a press changes and the arrow keys do not; the others are no buttons. */
    switches?: number;
  },
) {
  const { values, rowLabels = [], columnLabels = [], rowHeight = 24, onSelect, selected } = props;
  const columns = Math.max(...values.map((row) => row.length));
  const left =
    Math.max(0, ...rowLabels.map((label) => label.length)) * CHARACTER + (rowLabels.length ? 8 : 1);
  const top = columnLabels.length ? 20 : 1;
  const cell = (WIDTH - left - 1) / columns;
  const numbers = props.numbers ?? cell >= 34;
  const limit = props.limit ?? Math.max(1e-9, ...values.flat().map((v) => Math.abs(v ?? 0)));
  const { group = values.length, switches } = props;
  const rowTop = (i: number) => top + i * rowHeight + 10 * Math.floor(i / group);
  const height = rowTop(values.length - 1) + rowHeight + 1;
  const fill = (v: number, row: number, column: number) => {
    const percent = Math.round(70 * Math.min(1, Math.abs(v) / limit));
    const ink = inkOf(props.ink?.(row, column) ?? (v < 0 ? 1 : 2));
    return percent === 0 ? 'var(--paper)' : `color-mix(in srgb, ${ink} ${percent}%, var(--paper))`;
  };
  const text = (v: number | null) => {
    if (v === null) return '–';
    const two = formatNumber(v, 2);
    return two.length * CHARACTER < cell * 1.2 ? two : formatNumber(v, 1);
  };
  const lines = (v: number | null, row: number, column: number) =>
    props.text?.(row, column) ?? (numbers ? [text(v)] : []);
  return (
    <Plot {...props}>
      {props.rowName && (
        <p className="axis-name">
          rows: {props.rowName}; columns: {props.columnName}
        </p>
      )}
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        className="matrix cells"
        role="group"
        aria-label={props.title}
        fontSize={FONT}
      >
        {columnLabels.map((label, j) => (
          <text key={label} x={left + (j + 0.5) * cell} y={14} textAnchor="middle" className="tick">
            {label}
          </text>
        ))}
        {values.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <g key={i} transform={`translate(${left} ${rowTop(i)})`}>
            {rowLabels[i] && (
              <text x={-6} y={rowHeight / 2 + 4.5} textAnchor="end" className="tick">
                {rowLabels[i]}
              </text>
            )}
            {row.map((v, j) => {
              const paint = { width: round(cell), height: rowHeight, fill: fill(v ?? 0, i, j) };
              const written = lines(v, i, j);
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              if (!onSelect && written.length === 0) return <rect key={j} x={round(j * cell)} {...paint} />;
              return (
                <g
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  key={j}
                  transform={`translate(${round(j * cell)} 0)`}
                  {...(onSelect &&
                    i < (switches ?? values.length) &&
                    cellButton({
                      at: [i, j],
                      selected,
                      isSwitch: switches !== undefined,
                      size: [switches ?? values.length, columns],
                      label: `${rowLabels[i] ?? i + 1}, ${columnLabels[j] ?? j + 1}: ${props.text?.(i, j).join(' ') ?? text(v)}`,
                      onSelect,
                    }))}
                >
                  <rect {...paint} />
                  {written.map((line, k, { length }) => (
                    <text
                      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                      key={k}
                      x={cell / 2}
                      y={rowHeight / 2 + 4.5 + (k - (length - 1) / 2) * (FONT + 4)}
                      textAnchor="middle"
                    >
                      {line}
                    </text>
                  ))}
                </g>
              );
            })}
          </g>
        ))}
      </svg>
    </Plot>
  );
}
