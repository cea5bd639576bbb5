import type { Rng } from '../sim/index.ts';

/** What the three kinds of picture show; each lights 18 pixels. */
export const KINDS = ['dots', 'blocks', 'ring'] as const;
/** The pattern lies in the inner 8 × 8 pixels of 12 × 12, so that windows of 5 × 5 can stand on each of them. */
export const [SIDE, INNER, MARGIN] = [12, 8, 2] as const;

/** n pictures, row by row; the kinds take turns. */
export interface Shapes {
  n: number;
  pixels: Float32Array;
  label: readonly number[];
}

type Cell = readonly [row: number, column: number];
const square = (side: number): Cell[] =>
  Array.from({ length: side ** 2 }, (_, i) => [Math.floor(i / side), i % side]);
const BLOCK = square(3);
const RING = square(5).filter((cell) => cell.some((v) => v === 0 || v === 4));

/** Cells of the inner field, 8 · row + column: 18 single ones; two squares of 3 × 3; or the rim of 5 × 5 and two single ones. */
function cellsOf(kind: number, rng: Rng): Set<number> {
  const at = (shape: readonly Cell[], side: number) => {
    const [down, right] = [rng.int(INNER - side + 1), rng.int(INNER - side + 1)];
    return shape.map(([row, column]) => INNER * (row + down) + column + right);
  };
  for (;;) {
    const lit = new Set(kind === 1 ? [...at(BLOCK, 3), ...at(BLOCK, 3)] : kind === 2 ? at(RING, 5) : []);
    // Squares that overlap are drawn again.
    if (kind === 1 && lit.size < 18) continue;
    while (lit.size < 18) lit.add(rng.int(INNER ** 2));
    return lit;
  }
}

/** Lit pixels are 1, the others 0, and to each is added noise of the given standard deviation. */
export function shapes(rng: Rng, n: number, noise: number): Shapes {
  const label = Array.from({ length: n }, (_, i) => i % KINDS.length);
  const pixels = Float32Array.from({ length: n * SIDE ** 2 }, () => noise * rng.normal());
  label.forEach((kind, i) => {
    for (const cell of cellsOf(kind, rng)) {
      const at = i * SIDE ** 2 + SIDE * (MARGIN + Math.floor(cell / INNER)) + MARGIN + (cell % INNER);
      pixels[at] = (pixels[at] as number) + 1;
    }
  });
  return { n, pixels, label };
}

/** What a position is told: its window of 5 × 5, the largest of the 3 × 3 around it, and a 1 for the bias. */
const WINDOW = square(5);
export const INPUTS = WINDOW.length + 2;
const within = (reach: number) =>
  [...WINDOW.keys()].filter((i) => (WINDOW[i] as Cell).every((v) => Math.abs(v - 2) <= reach));
/** Which of these each branch reads: 1×1, 3×3 and 5×5 convolutions, and one of 1×1 after max pooling. */
export const READS = [within(0), within(1), within(2), [WINDOW.length]] as const;

/** Values of [positions, n, inputs], for the 8 × 8 inner positions. */
export function seen({ n, pixels }: Shapes): Float32Array {
  const out = new Float32Array(INNER ** 2 * n * INPUTS).fill(1);
  for (let position = 0; position < INNER ** 2; position++)
    for (let i = 0; i < n; i++) {
      const corner = i * SIDE ** 2 + SIDE * Math.floor(position / INNER) + (position % INNER);
      const window = WINDOW.map(([row, column]) => pixels[corner + SIDE * row + column] as number);
      const largest = Math.max(...READS[1].map((at) => window[at] as number));
      out.set([...window, largest], (position * n + i) * INPUTS);
    }
  return out;
}
