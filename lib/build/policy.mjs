import { createHash } from 'node:crypto';

const CHARSET = '<meta charSet="utf-8"/>';

/**
 * A page alone can forbid everything but frames around it, which takes a header.
 * @param {string} html
 */
function policyOf(html) {
  // A data block such as JSON-LD is never run and needs no hash.
  const inline = html.matchAll(/<script(?![^>]* (?:src|type)=)[^>]*>(.*?)<\/script>/gs);
  const hashes = [...inline].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    // Positions in KaTeX's formulas, colours in recharts and Shiki: style attributes, which hashes do not cover.
    "style-src 'self' 'unsafe-inline'",
    // The pictures of a poster.
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join(';');
}

/**
 * The page with its content security policy in it.
 * @param {string} html
 * @param {string} name Of the page, for the error of one that has no place for a policy, or several.
 */
export function withPolicy(html, name) {
  const [before = '', after, ...more] = html.split(CHARSET);
  if (after === undefined || more.length > 0)
    throw new Error(`${name}: ${CHARSET}, which the policy has to follow, must occur exactly once`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}"/>`;
  return before + CHARSET + policy + after;
}
