import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { loadEntries } from './entries.ts';
import { ContentError } from './errors.ts';

const FOLDER = 'content/paths';
const line = z.string().trim().min(1);

const schema = z.strictObject({
  title: line,
  /** What a reader can do at the end of it. */
  goal: line,
  /** Entries in order, each with the reason why it comes here. */
  steps: z.array(z.strictObject({ slug: line, why: line })).min(3),
});
export type ReadingPath = z.infer<typeof schema> & { id: string };

/** Every reading path, by the name of its file. Throws a ContentError for a wrong field, an unknown entry or one named twice. */
export function loadReadingPaths(): ReadingPath[] {
  const known = new Set(loadEntries().map(({ slug }) => slug));
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const file = join(FOLDER, name);
      const parsed = schema.safeParse(parseYaml(readFileSync(file, 'utf8')));
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new ContentError(file, issue?.path.join('.') ?? '', issue?.message ?? 'is not valid');
      }
      parsed.data.steps.forEach(({ slug }, i, steps) => {
        if (!known.has(slug)) throw new ContentError(file, `steps.${i}`, `there is no entry “${slug}”`);
        if (steps.findIndex((step) => step.slug === slug) !== i)
          throw new ContentError(file, `steps.${i}`, `names ${slug} again`);
      });
      return { ...parsed.data, id: name.replace(/\.yaml$/, '') };
    });
}
