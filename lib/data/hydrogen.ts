/** The electron of a hydrogen atom in its ground state: where a measurement finds it. Lengths in Å. */
import type { Rng } from '../sim/rng.ts';

/** Bohr radius. */
export const BOHR = 0.529177;

/** |ψ(r)|², per Å³ of space. */
export const psiSquared = (r: number) => Math.exp((-2 * r) / BOHR) / (Math.PI * BOHR ** 3);

/** 4πr²|ψ(r)|², per Å of the distance r from the nucleus. */
export const radial = (r: number) => 4 * Math.PI * r ** 2 * psiSquared(r);

/** P(distance < r), the integral of `radial`. */
export function inside(r: number): number {
  const z = (2 * r) / BOHR;
  return 1 - Math.exp(-z) * (1 + z + z ** 2 / 2);
}

/** A measured distance. `radial` is the density of a sum of three exponential variables of mean BOHR / 2. */
export const distance = (rng: Rng) =>
  (-BOHR / 2) * [1, 2, 3].reduce((sum) => sum + Math.log(1 - rng.uniform()), 0);
