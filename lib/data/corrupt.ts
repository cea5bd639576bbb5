import type { Rng } from '../sim/index.ts';

export type Corruption = 'gaussian' | 'mask';

/** Grey levels spoilt: with Gaussian noise of that standard deviation, cut to 0 … 1, or with that share set to 0. */
export const corrupt = (pixels: Float32Array, kind: Corruption, amount: number, rng: Rng): Float32Array =>
  pixels.map((v) =>
    kind === 'gaussian'
      ? Math.min(1, Math.max(0, v + amount * rng.normal()))
      : rng.uniform() < amount
        ? 0
        : v,
  );
