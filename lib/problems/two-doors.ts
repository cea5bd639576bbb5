/** S: start; n and f: the near and the far door, behind which an episode ends; #: wall. */
export const MAP = ['..#.....', 'n.S..#..', '..#....f'];
export const WORLD = MAP.join('');
const COLUMNS = 8;
export const [START, NEAR, FAR] = [...'Snf'].map((mark) => WORLD.indexOf(mark)) as [number, number, number];
/** Rows and columns gone by ↑ → ↓ ←. */
export const ACTIONS = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const;

/** A row for each cell s, a column for each action a: values Q(s, a) or probabilities π(a | s). */
export type Table = number[][];
export const tableOf = (entry: (s: number, a: number) => number): Table =>
  Array.from(WORLD, (_, s) => ACTIONS.map((_, a) => entry(s, a)));
export const isDoor = (s: number) => s === NEAR || s === FAR;

/** Where each action leads: a move into a wall or over the rim leaves the agent where it is. */
const NEXT = tableOf((s, a) => {
  const [down, right] = ACTIONS[a] as readonly [number, number];
  const [row, column] = [Math.floor(s / COLUMNS) + down, (s % COLUMNS) + right];
  return (MAP[row]?.[column] ?? '#') === '#' ? s : row * COLUMNS + column;
});
/** The environment: which cell and which reward follow, and whether the episode is over. */
export function act(s: number, a: number, farReward: number) {
  const next = NEXT[s]?.[a] as number;
  return { next, reward: next === NEAR ? 1 : next === FAR ? farReward : 0, over: isDoor(next) };
}
