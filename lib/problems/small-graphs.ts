import type { Rng } from '../sim/index.ts';

/** An edge leads from a unit to a later one. Edges with the same `weight` share it. */
export type Edge = { from: number; to: number; weight: number };
export interface Net {
  /** The first units. Every later one is f of the weighted sum of what leads to it; the last is the output. */
  inputs: readonly number[];
  names: readonly string[];
  /** Columns of the drawing, each from the top. */
  columns: readonly (readonly number[])[];
  edges: readonly Edge[];
  weights: readonly number[];
  target: number;
  f: 'tanh' | 'sigmoid' | 'identity' | 'step';
}

export const STEPS = 4;

/** Two inputs, two hidden layers of two units, an output; or one recurrent unit that is told x₁ and should give it back at step 4. */
export function build(scene: 'net' | 'time', f: Net['f'], rng: Rng): Net {
  const numbers = (stream: Rng, count: number, low: number, high: number) =>
    Array.from({ length: count }, () => {
      const size = Math.round(10 * (low + (high - low) * stream.uniform())) / 10;
      return stream.int(2) ? size : -size;
    });
  const [weights, data] = [rng.fork('weights'), rng.fork('data')];
  if (scene === 'time') {
    const [told = 1] = numbers(data, 1, 0.7, 1);
    const t = Array.from({ length: STEPS }, (_, i) => i);
    return {
      f,
      target: told,
      inputs: [told, 0, 0, 0],
      names: ['x₁', 'x₂', 'x₃', 'x₄', 'h₁', 'h₂', 'h₃', 'h₄'],
      columns: t.map((i) => [STEPS + i, i]),
      edges: [
        ...t.map((i) => ({ from: i, to: STEPS + i, weight: 0 })),
        ...t.slice(1).map((i) => ({ from: STEPS + i - 1, to: STEPS + i, weight: 1 })),
      ],
      weights: numbers(weights, 2, 0.8, 1.5),
    };
  }
  const columns = [[0, 1], [2, 3], [4, 5], [6]];
  const pairs = columns.flatMap((column, l) =>
    column.flatMap((to) => (columns[l - 1] ?? []).map((from) => ({ from, to }))),
  );
  return {
    f,
    target: numbers(rng.fork('target'), 1, 0.8, 0.8)[0] as number,
    inputs: numbers(data, 2, 0.3, 1),
    names: ['x₁', 'x₂', 'h₁', 'h₂', 'h₃', 'h₄', 'ŷ'],
    columns,
    edges: pairs.map((pair, weight) => ({ ...pair, weight })),
    weights: numbers(weights, pairs.length, 0.4, 1.3),
  };
}
