import { describe, expect, it } from 'vitest';
import { loadEntries } from '@/lib/content/entries';
import { acrossLines, createMentions } from '@/lib/content/mentions';

const find = createMentions([
  { slug: 'network', term: 'Network', aliases: ['net'] },
  { slug: 'deep-network', term: 'Deep network', aliases: ['DN'] },
  { slug: 'nesterov', term: 'Nesterov’s momentum', aliases: [] },
]);
const found = (text: string) => find(text).map(({ at, length, slug }) => [text.slice(at, at + length), slug]);

describe('mentions of terms', () => {
  it.each([
    ['networks and a Deep Network', ['networks', 'network'], ['Deep Network', 'deep-network']],
    ['a deep\nnetwork, deep-network', ['deep\nnetwork', 'deep-network'], ['deep-network', 'deep-network']],
    ["Nesterov's momentum", ["Nesterov's momentum", 'nesterov']],
    ['DN, no dn', ['DN', 'deep-network']],
    ['internet, network-like, subnetwork'],
  ])('in “%s”', (text, ...expected) => expect(found(text)).toEqual(expected));

  it.each([
    ['net-\nworks, deep net-\r\n  work', ['net-\nworks', 'network'], ['deep net-\r\n  work', 'deep-network']],
    ['a deep-\nnetwork', ['deep-\nnetwork', 'deep-network']],
    ['a net- work, NET-\nWORK, a net-\nlike net', ['net', 'network']],
  ])('are found where a line ends inside: “%s”', (text, ...expected) =>
    expect(
      acrossLines(find)(text).map(({ at, length, slug }) => [text.slice(at, at + length), slug]),
    ).toEqual(expected),
  );

  it('are none where there are no entries', () => expect(createMentions([])('network')).toEqual([]));

  it('take less than a second in 200 kB', () => {
    const all = acrossLines(createMentions(loadEntries()));
    const text = 'Drop-\nout and Adam in a deep recurrent neural network. '.repeat(4000).slice(0, 200_000);
    const start = performance.now();
    expect(all(text).length).toBeGreaterThan(7000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
