import type { Rng } from '../sim/index.ts';

/** y = sin(πx) + Gaussian noise at x drawn uniformly from [−1, 1]: a curve that no line fits. */
export function noisyWave(rng: Rng, n: number, noise = 0.2): { x: number[]; y: number[] } {
  const x = Array.from({ length: n }, () => 2 * rng.uniform() - 1);
  return { x, y: x.map((v) => Math.sin(Math.PI * v) + noise * rng.normal()) };
}
