import type { Rng } from '../sim/index.ts';
import { type Digits, PIXELS } from './digits.ts';

/**
 * The digits in a shadow that deepens across each picture in a direction of its own, from about none to about `shadow`: a pixel v
 * becomes v + (1 − v) · shadow · place, in 17 grey levels as before. The full angle is drawn for each picture, so that a deeper
 * shadow falls from the same side.
 */
export function shade(set: Digits, shadow: number, rng: Rng): Digits {
  const angles = set.label.map(() => 2 * Math.PI * rng.uniform());
  const pixels = set.pixels.map((v, k) => {
    const angle = angles[Math.floor(k / PIXELS)] as number;
    const [x, y] = [(k % 8) - 3.5, (Math.floor(k / 8) % 8) - 3.5];
    const place = 0.5 + (x * Math.cos(angle) + y * Math.sin(angle)) / 10;
    return Math.round(16 * (v + (1 - v) * shadow * place)) / 16;
  });
  return { ...set, pixels };
}
