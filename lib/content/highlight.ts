import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { cached } from '../build/cache.ts';
import { CONTENT_SOURCES, contentHash } from '../build/content-hash.ts';

const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: 'lexigrad', variablePrefix: '--code-' })],
  langs: [import('shiki/langs/typescript.mjs'), import('shiki/langs/python.mjs')],
  engine: createJavaScriptRegexEngine(),
});

/** Markup of a piece of code, coloured by the CSS variables --code-*. */
export async function highlight(code: string, lang: string): Promise<string> {
  const draw = async () => (await highlighter).codeToHtml(code.trimEnd(), { lang, theme: 'lexigrad' });
  return (await cached('code', [code, lang, contentHash(CONTENT_SOURCES)], draw)).toString();
}
export { highlighter };
