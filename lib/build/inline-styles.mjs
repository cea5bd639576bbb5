import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const LINK = /<link rel="stylesheet" href="([^"]+\.css)" data-precedence="next"\/>/g;
/** The same links in React's data, where they would be made anew: the hint to fetch one, and the element. */
const HINT = /:HL\[\\"[^"]+\.css\\",\\"style\\"\]\\n/g;
const ELEMENT = /\[\\"\$\\",\\"link\\",\\"\w+\\",\{\\"rel\\":\\"stylesheet\\",[^}]*\}\]/g;

/**
 * The page with its style sheets in it, as React itself writes such, so that its first picture waits for one answer and
 * not for two.
 * @param {string} html
 * @param {string} out Folder of the export.
 * @param {string} name Of the page, for the error of one that still asks for a sheet.
 */
export function withStyles(html, out, name) {
  const base = process.env.BASE_PATH ?? '';
  const page = html
    .replace(LINK, (_, href) => {
      const style = readFileSync(join(out, href.slice(base.length)), 'utf8')
        .trim()
        .replace(/url\((\.[^)]*)\)/g, (_, path) => `url(${posix.join(posix.dirname(href), path)})`);
      return `<style data-precedence="next" data-href="${href}">${style}</style>`;
    })
    .replace(HINT, '')
    .replace(ELEMENT, 'null');
  const left = page.match(/<link rel="stylesheet"|[^"]*\.css\\"/);
  if (left) throw new Error(`${name} still asks for a style sheet: ${left[0]}`);
  return page;
}
