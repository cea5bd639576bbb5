import { z } from 'zod';
import { line, slug } from './schema.ts';

/** Of the model’s parameters; checked against it where the model is known (check-demo.ts). */
const settings = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean(), z.array(z.tuple([z.number(), z.number()]))]),
);

const none = z.strictObject({});

/** Every component an entry may use, with its attributes. All else is refused: MDX code, raw HTML, handlers of events. */
export const vocabulary = {
  Demo: z.strictObject({
    id: slug,
    /** Settings of this entry that differ from the model's own defaults. */ preset: settings.default({}),
  }),
  Predict: z
    .strictObject({
      ask: line,
      among: z
        .record(z.string(), line)
        .refine((among) => Object.keys(among).length > 1, 'has fewer than two answers'),
      wins: z.enum(['lowest', 'highest']),
      set: settings.optional(),
      tie: z.strictObject({ label: line, within: z.number().min(1) }).optional(),
    })
    .refine(({ among, tie }) => {
      const labels = [...Object.values(among), ...(tie ? [tie.label] : [])];
      return new Set(labels).size === labels.length;
    }, 'has two answers alike'),
  Symbols: none,
  Aside: none,
  Cite: z.strictObject({ id: slug }),
  Confusables: none,
  Source: none,
};

/** The headings of an entry's body, in order. */
export const sections = [
  '## How it works',
  '## When to use it, and when it fails',
  '## Don’t confuse with',
  '## In code',
] as const;

/** What code may be in. */
export const languages = ['python', 'java'] as const;
