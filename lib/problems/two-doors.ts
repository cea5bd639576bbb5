import { sum } from 'd3-array';
import type { Rng } from '../sim/index.ts';
import { dot } from '../sim/numbers.ts';

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

/** Solves Q(s, a) = r + γ V(s′) by sweeps, where V is max Q or, under a given policy, the mean of Q. */
export function bellman(gamma: number, farReward: number, policy?: Table): Table {
  let q = tableOf(() => 0);
  for (let change = 1; change > 1e-5; ) {
    const v = q.map((row, s) => (policy ? dot(row, policy[s] as number[]) : Math.max(...row)));
    const last = q;
    q = tableOf((s, a) => {
      if (isDoor(s) || WORLD[s] === '#') return 0;
      const { next, reward, over } = act(s, a, farReward);
      return reward + (over ? 0 : gamma * (v[next] as number));
    });
    change = Math.max(...q.flatMap((row, s) => row.map((x, a) => Math.abs(x - (last[s]?.[a] as number)))));
  }
  return q;
}

/** An episode is given up after so many moves. */
export const PATIENCE = 200;

function draw(rng: Rng, probabilities: readonly number[]): number {
  const u = rng.uniform();
  const a = probabilities.findIndex((_, i) => u < sum(probabilities.slice(0, i + 1)));
  return Math.max(a, 0);
}

/** One episode under a policy that may change on the way; gives each move as it is made. */
export function* episode(rng: Rng, policy: () => Table, farReward: number) {
  let s = START;
  for (let t = 0; t < PATIENCE; t++) {
    const a = draw(rng, policy()[s] as number[]);
    const move = { t, s, a, ...act(s, a, farReward) };
    yield move;
    if (move.over) return;
    s = move.next;
  }
}
export type Move = ReturnType<typeof episode> extends Generator<infer M> ? M : never;
