import type { Rng } from '../sim/index.ts';
import { mean } from '../sim/numbers.ts';

/** y = 2x + 1 + Gaussian noise; the x are standardised exactly, so the least-squares fit has the closed form `best`. */
export function noisyLine(rng: Rng, n: number, noise = 0.5) {
  const drawn = Array.from({ length: n }, () => rng.normal());
  const deviation = Math.sqrt(mean(drawn.map((v) => v ** 2)) - mean(drawn) ** 2);
  const x = drawn.map((v) => (v - mean(drawn)) / deviation);
  const y = x.map((v) => 2 * v + 1 + noise * rng.normal());
  return { x, y, best: { w: mean(x.map((v, i) => v * (y[i] as number))), b: mean(y) } };
}
