import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: 'lexigrad', variablePrefix: '--code-' })],
  langs: [import('shiki/langs/typescript.mjs'), import('shiki/langs/python.mjs')],
  engine: createJavaScriptRegexEngine(),
});

/** Markup of a piece of code, coloured by the CSS variables --code-*. */
export async function highlight(code: string, lang: string): Promise<string> {
  return (await highlighter).codeToHtml(code.trimEnd(), { lang, theme: 'lexigrad' });
}
export { highlighter };
