/**
 * The bars and stripes of a size × size picture, each a row-by-row list of 0 and 1: every choice of full rows, and
 * every choice of full columns. The blank and the full picture are both and appear once: 2 · 2^size − 2 pictures.
 */
export function barsAndStripes(size: number): number[][] {
  const cells = Array.from({ length: size ** 2 }, (_, i) => [Math.floor(i / size), i % size] as const);
  const choices = Array.from({ length: 2 ** size }, (_, choice) => choice);
  const rows = choices.map((choice) => cells.map(([row]) => (choice >> row) & 1));
  const columns = choices.slice(1, -1).map((choice) => cells.map(([, column]) => (choice >> column) & 1));
  return [...rows, ...columns];
}
