import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What depends on the medium: all else holds in every one once it holds in one. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page, in words, by all of its rules in light and by those of colour in the other media. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const)
    for (const strength of [{}, { contrast: 'more' }, { forcedColors: 'active' }] as const) {
      await page.emulateMedia({ colorScheme, contrast: null, forcedColors: null, ...strength });
      const first = colorScheme === 'light' && Object.keys(strength).length === 0;
      const violations = await page.evaluate(
        async (rules) => {
          const { axe } = window as never as { axe: typeof import('axe-core') };
          const { violations } = await axe.run(rules ? { runOnly: rules } : {});
          return violations.map(
            ({ id, impact, nodes }) =>
              `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
          );
        },
        first ? null : COLOUR_RULES,
      );
      found.push(...violations.map((text) => `${colorScheme} ${JSON.stringify(strength)} ${text}`));
    }
  await page.emulateMedia({ colorScheme: 'light', contrast: null, forcedColors: null });
  return found;
}
