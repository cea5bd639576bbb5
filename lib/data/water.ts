import type { Rng } from '../sim/index.ts';

/** What is said of six things, and how often. */
const said = {
  ice: { water: 6, solid: 5, cold: 4 },
  steam: { water: 6, gas: 5, hot: 4 },
  rock: { solid: 6, hard: 5 },
  air: { gas: 6, light: 5 },
  soup: { hot: 5, water: 5, tasty: 4 },
  snow: { cold: 5, water: 4, light: 3 },
} as const;
export type Thing = keyof typeof said;
export const things = Object.keys(said) as Thing[];
const properties = ['solid', 'gas', 'water', 'cold', 'hot', 'hard', 'light', 'tasty'];
/** Words that may stand with any thing: its properties, and “fashion”, which is said of all of them alike. */
export const probes: readonly string[] = [...properties, 'fashion'];
/** All 17 words that can occur. */
export const words: readonly string[] = [...things, ...probes, 'is', 'and'];

/** Share of the properties that are drawn from all eight alike. */
const ANY = 0.15;
const FASHION = 0.3;

export interface Sentence {
  words: readonly string[];
  /** How often it occurs. */
  times: number;
}

/** A made-up language as all its 672 sentences, “ice is solid and cold” or “… fashion”, with their probabilities. */
export const language: readonly Sentence[] = things.flatMap((thing) => {
  const own: Readonly<Record<string, number>> = said[thing];
  const total = Object.values(own).reduce((sum, n) => sum + n, 0);
  const p = (property: string) => ((1 - ANY) * (own[property] ?? 0)) / total + ANY / properties.length;
  return properties.flatMap((a) =>
    properties
      .filter((b) => b !== a)
      .flatMap((b) => {
        const times = (p(a) * p(b)) / (1 - p(a)) / things.length;
        const sentence = [thing, 'is', a, 'and', b];
        return [
          { words: sentence, times: (1 - FASHION) * times },
          { words: [...sentence, 'fashion'], times: FASHION * times },
        ];
      }),
  );
});

/** n sentences drawn from the language. */
export function speak(rng: Rng, n: number): Sentence[] {
  return Array.from({ length: n }, () => {
    let left = rng.uniform();
    const drawn = language.find(({ times }) => {
      left -= times;
      return left < 0;
    });
    return { words: (drawn ?? (language.at(-1) as Sentence)).words, times: 1 };
  });
}

/** For each word and each other, the sum of 1 / distance over all places where they stand at most `window` apart. */
export function cooccurrences(text: readonly Sentence[], window = 5): number[][] {
  const x = words.map(() => words.map(() => 0));
  for (const { words: spoken, times } of text) {
    const ids = spoken.map((word) => words.indexOf(word));
    ids.forEach((i, a) => {
      ids.forEach((j, b) => {
        if (a !== b && Math.abs(a - b) <= window)
          (x[i] as number[])[j] = ((x[i] as number[])[j] as number) + times / Math.abs(a - b);
      });
    });
  }
  return x;
}
