import type { Rng } from '../sim/index.ts';

/** 0.6 of the mass at −1.5 m, σ 0.4; 0.4 of it at 1 m, σ 0.12. */
export const bump = (rng: Rng) => (rng.uniform() < 0.6 ? -1.5 + 0.4 * rng.normal() : 1 + 0.12 * rng.normal());
