import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkDemo } from '@/lib/content/check-demo';
import { compileEntry } from '@/lib/content/compile';
import { checkTogether, loadEntries, readEntry } from '@/lib/content/entries';
import model from '@/lib/models/optimizer-race';

const SOURCE = readFileSync('content/terms/adam.mdx', 'utf8');
const entries = loadEntries();
const folder = mkdtempSync(join(tmpdir(), 'entries-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All that a build asks of an entry's file, in its order. */
async function build(source: string | Uint8Array, name = 'adam.mdx') {
  const file = join(folder, name);
  writeFileSync(file, source);
  const entry = readEntry(file);
  const all = [...entries.filter(({ slug }) => slug !== entry.slug), entry];
  checkTogether(all);
  checkDemo(entry, model);
  return compileEntry(entry, all);
}

/** The entry with the first `what` replaced. */
function broken(what: string | RegExp, by: string): string {
  const source = SOURCE.replace(what, () => by);
  expect(source).not.toBe(SOURCE);
  return source;
}
/** A field of the frontmatter, with all that is indented under it, replaced by other YAML. */
const field = (name: string, yaml: string) =>
  broken(new RegExp(`^${name}:.*\\n(?:^ .*\\n)*`, 'm'), `${yaml}\n`);
/** A piece of text in the middle of the body. */
const inBody = (text: string) => broken('So Adam is', `${text}\n\nSo Adam is`);
const reference = (yaml: string) =>
  field(
    'references',
    `references:\n  - { id: kingma-2015, authors: A, title: T, venue: V, year: 2015, ${yaml} }`,
  );

it('the entry itself is in order, with the ends of lines and the mark of Windows too', async () => {
  const program = await build(SOURCE);
  expect(program.length).toBeGreaterThan(1000);
  expect(await build(`\ufeff${SOURCE.replaceAll('\n', '\r\n')}`)).not.toBe('');
});

it.each<[kind: string, source: () => string | Uint8Array, reason: RegExp, name?: string]>([
  // The file
  ['an empty file', () => '', /frontmatter: is missing/],
  ['no frontmatter', () => SOURCE.replace(/^---[\s\S]*?\n---\n/, ''), /frontmatter: is missing/],
  [
    'bytes that are not UTF-8',
    () => Buffer.concat([Buffer.from(SOURCE), Buffer.from([0xe9, 0x0a])]),
    /not UTF-8/,
  ],
  ['a name in capitals', () => SOURCE, /its name: is not a slug/, 'Adam.mdx'],
  ['a name with a space', () => SOURCE, /its name: is not a slug/, 'adam 2.mdx'],
  ['another ending', () => SOURCE, /its name: does not end in \.mdx/, 'adam.md'],
  // Frontmatter
  ['YAML that cannot be read', () => field('term', 'term: "Adam'), /frontmatter: .*quote/i],
  ['a field twice', () => field('term', 'term: Adam\nterm: Adam'), /frontmatter: .*unique/],
  [
    'YAML that grows without end',
    () => field('keywords', `a: &a [x, x, x]\nb: &b [${'*a,'.repeat(50)}]\nkeywords: [${'*b,'.repeat(50)}]`),
    /frontmatter: .*alias/,
  ],
  [
    'frontmatter that is a list',
    () => SOURCE.replace(/^---[\s\S]*?\n---\n/, '---\n- Adam\n---\n'),
    /frontmatter: .*expected object/,
  ],
  [
    'frontmatter with nothing in it',
    () => SOURCE.replace(/^---[\s\S]*?\n---\n/, '---\n---\n'),
    /frontmatter: /,
  ],
  ['a missing field', () => field('short', ''), /short: /],
  ['an unknown field', () => field('status', 'status: standard\nsuperseded: sgd'), /superseded/],
  ['a text that is a number', () => field('term', 'term: 7'), /term: .*expected string/],
  ['an empty text', () => field('term', 'term: " "'), /term: /],
  ['a list that is a text', () => field('aliases', 'aliases: Adam optimizer'), /aliases: .*expected array/],
  ['an unknown family', () => field('family', 'family: misc'), /family: /],
  ['an unknown status', () => field('status', 'status: modern'), /status: /],
  ['a year in words', () => broken('year: 2014', 'year: recently'), /introduced\.year: /],
  ['a year that cannot be', () => broken('year: 2014', 'year: 20144'), /introduced\.year: /],
  [
    'too long a definition',
    () => field('short', `short: ${'word '.repeat(31)}`),
    /short: has more than 30 words/,
  ],
  ['too long a tagline', () => field('tagline', `tagline: ${'word '.repeat(9)}`), /tagline: /],
  ['one question', () => field('asks', 'asks: [What is Adam?]'), /asks: /],
  ['six questions', () => field('asks', 'asks: [A?, B?, C?, D?, E?, F?]'), /asks: /],
  ['a question without words', () => field('asks', 'asks: ["?", What is Adam?]'), /asks\.0: /],
  ['no references', () => field('references', 'references: []'), /references: /],
  ['a reference without an address', () => reference(''), /references\.0: has neither doi nor arxiv nor url/],
  ['what is no DOI', () => reference('doi: adam'), /references\.0\.doi: is not a DOI/],
  ['what is no arXiv id', () => reference('arxiv: "14.6980"'), /references\.0\.arxiv: is not an arXiv id/],
  ['what is no address', () => reference('url: adam'), /references\.0\.url: /],
  ['a script for an address', () => reference('url: "javascript:alert(1)"'), /references\.0\.url: /],
  [
    'two references with one id',
    () => broken('id: wilson-2017', 'id: kingma-2015'),
    /references: has two with one id/,
  ],
  ['no confusables', () => field('confusables', 'confusables: []'), /confusables: /],
  ['a draft in words', () => field('term', 'term: Adam\ndraft: perhaps'), /draft: /],
  // Names and other entries
  ['an alias twice', () => broken('- Adam optimiser', '- adam Optimizer'), /aliases: names something twice/],
  ['an alias of another entry', () => broken('- Adam optimiser', '- SGD'), /also leads to/],
  [
    'an alias at the address of another entry',
    () => broken('- Adam optimiser', '- drop out'),
    /also leads to|dropout/,
  ],
  [
    'a prerequisite that is no slug',
    () => broken('- rmsprop', '- RMSProp'),
    /prerequisites\.1: is not a slug/,
  ],
  [
    'an unknown prerequisite',
    () => broken('- rmsprop', '- rmspropp'),
    /prerequisites: there is no entry “rmspropp”/,
  ],
  ['itself as a prerequisite', () => broken('- rmsprop', '- adam'), /prerequisites: names the entry itself/],
  [
    'a prerequisite twice',
    () => broken('- rmsprop', '- nesterovs-momentum'),
    /prerequisites: names something twice/,
  ],
  [
    'an unknown related entry',
    () => broken('- adagrad', '- adagradd'),
    /related: there is no entry “adagradd”/,
  ],
  [
    'an unknown confusable',
    () => broken('slug: adagrad', 'slug: adagradd'),
    /confusables: there is no entry/,
  ],
  [
    'an unknown unlinked entry',
    () => field('family', 'family: optimization\nunlinked: [nope]'),
    /unlinked: there is no entry/,
  ],
  ['a link to no entry', () => inBody('[x](/terms/nope/)'), /line \d+: there is no entry “nope”/],
  // Components
  ['an unknown component', () => inBody('<Fancy />'), /line \d+: <Fancy> is not one of Demo/],
  [
    'a component that is not closed',
    () => broken('</Aside>', ''),
    /body: Expected a closing tag for `<Aside>`/,
  ],
  ['braces that are not closed', () => inBody('a { b'), /line \d+: /],
  ['an expression that cannot be read', () => broken('preset={{', 'preset={{{'), /line \d+: /],
  [
    'an unknown attribute',
    () => broken('<Source />', '<Source file="/etc/passwd" />'),
    /line \d+: <Source> .*file/,
  ],
  ['a missing attribute', () => broken('<Cite id="kingma-2015" />', '<Cite />'), /line \d+: <Cite> id: /],
  [
    'an unknown reference',
    () => broken('<Cite id="kingma-2015" />', '<Cite id="k-1" />'),
    /<Cite id="k-1" \/> is no id/,
  ],
  ['no demo', () => broken(/<Demo[\s\S]*<\/Demo>/, ''), /body: has 0 <Demo>/],
  ['two demos', () => inBody('<Demo id="ravine-race" />'), /body: has 2 <Demo>/],
  [
    'an unknown demo',
    () => broken('"optimizer-race"', '"optimiser-race"'),
    /<Demo>: there is no lib\/models\/optimiser-race\.ts/,
  ],
  ['a demo out of its folder', () => broken('"optimizer-race"', '"../sim/rng"'), /<Demo> id: is not a slug/],
  [
    'an unknown parameter',
    () => broken('unitScale: 1,', 'unitScales: 1,'),
    /<Demo preset>: .*no parameter “unitScales”/,
  ],
  [
    'a parameter that every object has',
    () => broken('unitScale: 1,', 'toString: 1,'),
    /<Demo preset>: .*no parameter “toString”/,
  ],
  [
    'a value out of range',
    () => broken('rateA: 3,', 'rateA: 3000,'),
    /<Demo preset>: rateA of optimizer-race cannot be 3000/,
  ],
  [
    'a value of another kind',
    () => broken('rateA: 3,', "rateA: 'fast',"),
    /<Demo preset>: rateA .* cannot be "fast"/,
  ],
  [
    'a question outside a demo',
    () => inBody(`<Predict ask="?" among={{ accuracyA: 'A', accuracyB: 'B' }} wins="highest" />`),
    /line \d+: <Predict> stands outside <Demo>/,
  ],
  [
    'a question about an unknown metric',
    () => broken('accuracyA:', 'accuracyC:'),
    /<Predict among>: .*no metric “accuracyC”/,
  ],
  [
    'a question with one answer',
    () => broken(", accuracyB: 'Adam'", ''),
    /<Predict> among: has fewer than two answers/,
  ],
  [
    'a question with two answers alike',
    () => broken("accuracyB: 'Adam'", "accuracyB: 'SGD'"),
    /<Predict> .*two answers alike/,
  ],
  ['a question nobody wins', () => broken('wins="highest"', 'wins="most"'), /<Predict> wins: /],
  [
    'a question that sets what is not there',
    () => broken('set={{ unitScale: 30 }}', 'set={{ units: 30 }}'),
    /<Predict set>: .*no parameter “units”/,
  ],
  ['no confusables shown', () => broken('<Confusables />', ''), /body: has 0 <Confusables>/],
  ['no source', () => broken('<Source />', ''), /body: has 0 <Source>/],
  // Code and markup
  ['an import', () => inBody("import fs from 'node:fs'"), /line \d+: import and export/],
  ['an export', () => inBody('export const x = 1'), /line \d+: import and export/],
  [
    'an expression in the text',
    () => inBody('Now {process.exit(1)} it.'),
    /line \d+: the expression \{process\.exit\(1\)\}/,
  ],
  ['an expression by itself', () => inBody('{process.exit(1)}'), /line \d+: the expression/],
  [
    'a call in an attribute',
    () => broken('rateA: 3,', 'rateA: process.exit(1),'),
    /line \d+: <Demo> has CallExpression in braces/,
  ],
  [
    'attributes from elsewhere',
    () => broken('<Source />', '<Source {...process.env} />'),
    /line \d+: <Source> has \{…\}/,
  ],
  ['fields from elsewhere', () => broken('rateA: 3,', '...process.env,'), /line \d+: <Demo> has /],
  [
    'a handler of an event',
    () => broken('<Aside>', '<Aside onClick={() => alert(1)}>'),
    /line \d+: <Aside> has ArrowFunctionExpression/,
  ],
  [
    'a handler as a text',
    () => broken('<Aside>', '<Aside onClick="alert(1)">'),
    /line \d+: <Aside> .*onClick/,
  ],
  [
    'markup as an attribute',
    () => broken('<Aside>', '<Aside dangerouslySetInnerHTML={{ __html: "<b>" }}>'),
    /line \d+: <Aside> .*dangerously/,
  ],
  ['a script', () => inBody('<script>alert(1)</script>'), /line \d+: <script> is not one of/],
  ['a style', () => inBody('<style>p</style>'), /line \d+: <style> is not one of/],
  ['a frame', () => inBody('<iframe src="https://example.org" />'), /line \d+: <iframe> is not one of/],
  ['an image as HTML', () => inBody('<img src="x" onerror="alert(1)" />'), /line \d+: <img> is not one of/],
  ['a fragment', () => inBody('<>x</>'), /line \d+: <a fragment> is not one of/],
  ['a component of everything', () => inBody('<constructor />'), /line \d+: <constructor> is not one of/],
  ['a comment of HTML', () => inBody('<!-- x -->'), /line \d+: /],
  ['a picture that is missing', () => inBody('![A curve](curve.png)'), /line \d+: a picture from a file/],
  [
    'a picture by reference',
    () => inBody('![A curve][c]\n\n[c]: https://example.org/c.png'),
    /line \d+: a picture from a file/,
  ],
  ['a script for a link', () => inBody('[x](javascript:alert(1))'), /line \d+: the link “javascript:/],
  [
    'a script for a link by reference',
    () => inBody('[x][y]\n\n[y]: javascript:alert(1)'),
    /line \d+: the link “javascript:/,
  ],
  ['a link without encryption', () => inBody('[x](http://example.org)'), /line \d+: the link “http:/],
  [
    'a formula that cannot be set',
    () => broken('\\frac{m_t}{', '\\frac{m_t}{{'),
    /body: [\s\S]*KaTeX parse error/,
  ],
  ['an unknown command in a formula', () => broken('$\\eta$', '$\\etaa$'), /body: [\s\S]*KaTeX parse error/],
  [
    'a formula that is a link',
    () => inBody('$\\href{javascript:alert(1)}{x}$'),
    /body: [\s\S]*\\href has no place/,
  ],
  ['code in an unknown language', () => broken('```python', '```pyton'), /line \d+: code in “pyton”/],
  // Sections
  ['a missing section', () => broken('## In code', ''), /body: its headings are/],
  ['a section twice', () => broken('## In code', '## In code\n\n## In code'), /body: its headings are/],
  ['a heading of the page', () => inBody('# Adam'), /body: its headings are/],
  ['a heading of another level', () => broken('## In code', '### In code'), /body: its headings are/],
  [
    'too few words',
    () => broken(/So Adam is[\s\S]*?## Don/, '## When to use it, and when it fails\n\n## Don'),
    /body: has \d+ words, not 200 to 600/,
  ],
  ['too many words', () => inBody('word '.repeat(600)), /body: has \d+ words, not 200 to 600/],
])('%s is refused by file and reason', async (_, source, reason, name = 'adam.mdx') => {
  const error = await build(source(), name).then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error?.name).toBe('ContentError');
  expect(error?.message.startsWith(`${join(folder, name)}: `), error?.message).toBe(true);
  expect(error?.message).toMatch(reason);
});

it('a cycle of prerequisites is refused at one of its entries, with its course', async () => {
  await expect(build(broken('- rmsprop', '- serialization'))).rejects.toThrow(
    'content/terms/serialization.mdx: prerequisites: form a cycle: serialization → adam → serialization',
  );
});
