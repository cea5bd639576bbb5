import type { Rng } from '../sim/index.ts';

export const WORDS = 60;
export const TEXTS = 400;
const NOISE = 0.1;

/** Texts [400, 60]: word i stands in a text with probability 1/i, and adds its hidden weight, +1 or −1, to the score. */
export function drawTexts(rng: Rng) {
  const truth = Array.from({ length: WORDS }, () => (rng.int(2) ? 1 : -1));
  const texts = Array.from({ length: TEXTS }, () =>
    Array.from({ length: WORDS }, (_, i) => (rng.uniform() < 1 / (i + 1) ? 1 : 0)),
  );
  const score = texts.map((text) =>
    text.reduce((sum, x, i) => sum + x * (truth[i] as number), NOISE * rng.normal()),
  );
  return { truth, texts, score };
}
