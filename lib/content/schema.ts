import { z } from 'zod';

export const families = {
  optimization: 'Optimization',
  representation: 'Functions & probability',
  architectures: 'Architectures',
  data: 'Data & evaluation',
} as const;
export const statuses = {
  standard: 'Standard today',
  niche: 'Niche',
  superseded: 'Superseded',
  historical: 'Historical',
} as const;
export type Family = keyof typeof families;
export type Status = keyof typeof statuses;

const words = (text: string) => text.trim().split(/\s+/).length;
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug (kebab-case)');
export const line = z.string().trim().min(1);
const year = z.number().int().min(1600).max(2099);
const distinct = (values: readonly string[]) =>
  new Set(values.map((value) => value.toLowerCase())).size === values.length;
const list = <Item extends z.ZodType<string>>(item: Item) =>
  z.array(item).refine(distinct, 'names something twice');

export const frontmatterSchema = z.strictObject({
  term: line,
  /** Not finished: shown by `npm run dev`, refused by the build of a release. */
  draft: z.boolean().default(false),
  /** True synonyms: search, redirects, links. Words that merely lead here are keywords. */
  aliases: list(line).default([]),
  keywords: list(line).default([]),
  family: z.enum(Object.keys(families) as [Family, ...Family[]]),
  status: z.enum(Object.keys(statuses) as [Status, ...Status[]]),
  /** One phrase that qualifies the status: “as AdamW, for transformers”. */
  statusNote: line.optional(),
  introduced: z.strictObject({ year, authors: line }),
  short: line.refine((text) => words(text) <= 30, 'has more than 30 words'),
  /** What the demo lets one do, under the tile on the home page. */
  tagline: line.max(36),
  /** Questions readers really type. */
  asks: list(line.regex(/\p{L}/u, 'is not a question')).min(2).max(5),
  prerequisites: list(slug).default([]),
  related: list(slug).default([]),
  /** Entries whose names are ordinary words here: their first mention becomes no link. */
  unlinked: list(slug).default([]),
  references: z
    .array(
      z
        .strictObject({
          /** What <Cite id> names. */
          id: slug,
          authors: line,
          title: line,
          venue: line,
          year,
          doi: z
            .string()
            .regex(/^10\.\d{4,9}\/\S+$/, 'is not a DOI')
            .optional(),
          arxiv: z
            .string()
            .regex(/^\d{4}\.\d{4,5}$|^[a-z-]+\/\d{7}$/, 'is not an arXiv id')
            .optional(),
          url: z.url({ protocol: /^https?$/ }).optional(),
        })
        .refine((r) => r.doi || r.arxiv || r.url, 'has neither doi nor arxiv nor url'),
    )
    .min(1)
    .refine((all) => distinct(all.map(({ id }) => id)), 'has two with one id'),
  confusables: z
    .array(z.strictObject({ name: line, /** Its entry, if it has one. */ slug: slug.optional(), text: line }))
    .min(1),
});
export type Frontmatter = z.infer<typeof frontmatterSchema>;
