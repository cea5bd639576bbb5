import type { KeyboardEvent } from 'react';

const MOVES: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export type CellPlace = readonly [row: number, column: number];

/**
 * Attributes that make a cell of a grid a button. The grid, which has the class `cells`, is one stop of the Tab key:
 * its chosen cell (the first while none is); the arrow keys choose a neighbour.
 */
export function cellButton(props: {
  at: CellPlace;
  selected: CellPlace | null | undefined;
  size: readonly [rows: number, columns: number];
  label: string;
  onSelect: (row: number, column: number) => void;
  /** A press changes the cell, so the arrow keys only move on to its neighbour. */
  isSwitch?: boolean;
}) {
  const { at, size, label, onSelect } = props;
  const stop = props.selected ?? [0, 0];
  const isStop = stop[0] === at[0] && stop[1] === at[1];
  return {
    role: 'button',
    tabIndex: isStop ? 0 : -1,
    ...(!props.isSwitch && { 'aria-pressed': props.selected ? isStop : false }),
    'aria-label': label,
    'data-cell': at.join('-'),
    className: isStop && props.selected ? 'cell cell-selected' : 'cell',
    onClick: () => onSelect(...at),
    onKeyDown(event: KeyboardEvent<Element>) {
      const move = MOVES[event.key];
      if (!move && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      const [row, column] = [at[0] + (move?.[0] ?? 0), at[1] + (move?.[1] ?? 0)];
      if (row < 0 || column < 0 || row >= size[0] || column >= size[1]) return;
      if (!move || !props.isSwitch) onSelect(row, column);
      const next = event.currentTarget.closest('.cells')?.querySelector(`[data-cell="${row}-${column}"]`);
      (next as HTMLElement | SVGElement | null | undefined)?.focus();
    },
  } as const;
}
