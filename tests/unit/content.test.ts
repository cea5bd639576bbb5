import type { Link, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { remarkTermLinks } from '@/lib/content/autolink';
import { checkTogether, refuseDrafts } from '@/lib/content/entries';
import { createMentions } from '@/lib/content/mentions';
import { parseEntry } from '@/lib/content/parse';

const frontmatter = {
  term: 'Thing',
  family: 'data',
  status: 'standard',
  introduced: { year: 1999, authors: 'A' },
  short: 'A thing is a thing.',
  tagline: 'See it',
  asks: ['what', 'why'],
  references: [{ id: 'a-1999', authors: 'A', title: 'B', venue: 'C', year: 1999, arxiv: '1234.56789' }],
  confusables: [{ name: 'Other', text: 'Not it.' }],
};
const body = `<Demo id="d" preset={{ rate: 0.5 }} />

## How it works
Text with $x^2$ and [a link](/terms/other/).

## When to use it, and when it fails
${'So many words. '.repeat(70)}
See <Cite id="a-1999" />.

## Don’t confuse with
<Confusables />

## In code
<Source />
`;
const parse = (fields: object = {}, text = body, slug = 'thing') =>
  parseEntry(
    slug,
    `content/terms/${slug}.mdx`,
    `---\n${JSON.stringify({ ...frontmatter, ...fields })}\n---\n\n${text}`,
  );

describe('an entry', () => {
  it('is read with its demo, links and words', () => {
    expect(parse()).toMatchObject({
      slug: 'thing',
      demo: { id: 'd', preset: { rate: 0.5 } },
      links: [{ slug: 'other' }],
      aliases: [],
    });
  });

  it.each([
    ['short', { short: 'word '.repeat(31) }, body, /thing\.mdx: short: has more than 30 words/],
    ['family', { family: 'misc' }, body, /thing\.mdx: family: /],
    [
      'nested',
      { references: [{ ...frontmatter.references[0], arxiv: 'x' }] },
      body,
      /references\.0\.arxiv: is not an arXiv id/,
    ],
    ['unknown field', { colour: 'red' }, body, /thing\.mdx: .*colour/],
    ['component', {}, `${body}\n<Fancy />`, /thing\.mdx: line \d+: <Fancy> is not one of/],
    ['raw HTML', {}, `${body}\n<div>x</div>`, /<div> is not one of/],
    ['import', {}, `import x from 'y'\n\n${body}`, /line \d+: import and export/],
    ['syntax', {}, `${body}\n{`, /thing\.mdx: line \d+/],
    ['cite', {}, body.replace('a-1999', 'b-2000'), /line \d+: <Cite id="b-2000" \/> is no id/],
    ['link', {}, body.replace('/terms/other/', 'other'), /line \d+: the link “other”/],
    ['heading', {}, body.replace('In code', 'Code'), /body: its headings/],
    ['no demo', {}, body.replace(/<Demo.*/, ''), /body: has 0 <Demo>/],
  ])('with a wrong %s is refused by file and place', (_, fields, text, message) => {
    expect(() => parse(fields, text)).toThrow(message);
  });
});

describe('entries together', () => {
  const other = (fields: object = {}) =>
    parse({ term: 'Other', ...fields }, body.replace('/terms/other/', '/terms/thing/'), 'other');

  it('pass when links resolve', () => expect(() => checkTogether([parse(), other()])).not.toThrow());

  it.each([
    ['a link to nowhere', [parse()], /thing\.mdx: line \d+: there is no entry “other”/],
    [
      'an unknown prerequisite',
      [parse({ prerequisites: ['nope'] }), other()],
      /prerequisites: there is no entry “nope”/,
    ],
    ['itself', [parse({ related: ['thing'] }), other()], /related: names the entry itself/],
    [
      'a name claimed twice',
      [parse({ aliases: ['OTHER'] }), other()],
      /aliases: “other” also leads to thing/,
    ],
    [
      'a cycle',
      [parse({ prerequisites: ['other'] }), other({ prerequisites: ['thing'] })],
      /form a cycle: thing → other → thing/,
    ],
  ])('fail on %s', (_, entries, message) => {
    expect(() => checkTogether(entries)).toThrow(message);
  });
});

describe('a release', () => {
  it('has no drafts, and says which there are', () => {
    expect(() => refuseDrafts([parse()])).not.toThrow();
    expect(() => refuseDrafts([parse({ draft: true })])).toThrow('content/terms/thing.mdx');
  });
});

describe('links to terms', () => {
  const entries = [
    parse({ term: 'Thing', unlinked: [] }, body.replace('[a link](/terms/other/)', 'Text'), 'thing'),
    parse({ term: 'Network', aliases: ['net'] }, body, 'network'),
    parse({ term: 'Deep network', aliases: ['DN'] }, body, 'deep-network'),
  ];
  function linked(text: string, fields: object = {}) {
    const entry = { ...(entries[0] as (typeof entries)[0]), ...fields };
    const processor = unified().use(remarkParse).use(remarkMdx).use(remarkMath);
    const tree = processor.parse(text) as Root;
    remarkTermLinks(entry, createMentions(entries))(tree);
    const links: string[] = [];
    visit(tree, 'link', (node: Link) => {
      if (node.url.startsWith('/')) links.push(`${textOf(node)} → ${node.url}`);
    });
    return { links, text: textOf(tree) };
  }

  it.each([
    ['a network, then a network', ['network → /terms/network/']],
    ['a deep network and networks', ['deep network → /terms/deep-network/', 'networks → /terms/network/']],
    ['the thing itself', []],
    ['internet, network-like, networking', []],
    ['a DN, no dn', ['DN → /terms/deep-network/']],
    ['dn', []],
    ['# A network\n\n`network` $network$ [a network](https://example.org)', []],
    ['<Aside>\nThe **network** here\n</Aside>', ['network → /terms/network/']],
  ])('in “%s” are %s', (text, links) => {
    expect(linked(text).links).toEqual(links);
  });

  it('leave the text as it was, and what is unlinked or linked by hand alone', () => {
    expect(linked('one network, two').text).toBe('one network, two');
    expect(linked('one network', { unlinked: ['network'] }).links).toEqual([]);
    expect(linked('one network', { links: [{ slug: 'network', line: 9 }] }).links).toEqual([]);
  });
});
