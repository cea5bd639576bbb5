import { expect, it } from 'vitest';
import { settle } from '@/lib/build/settle.mjs';

const place = (id: number) => `<!--$?--><template id="B:${id}"></template><!--/$-->`;
const late = (id: number, part: string) =>
  `<div hidden id="S:${id}">${part}</div><script>$RB=[];$RC("B:${id}","S:${id}")</script>`;

it('puts what comes late into its place, and takes the scripts away that did so', () => {
  const page = `<figure>${place(0)}</figure><i>${place(1)}</i>${late(0, '<div>$& one</div>')}<script>1</script>${late(1, 'two')}`;
  expect(settle(page, 'page')).toBe(
    '<figure><!--$--><div>$& one</div><!--/$--></figure><i><!--$-->two<!--/$--></i><script>1</script>',
  );
});

it.each([place(0), late(0, '').replace('$RC', '$RX')])(
  'stops a build whose page would stay in parts: %s',
  (page) => {
    expect(() => settle(page, 'terms/adam/index.html')).toThrow(/adam.*place/);
  },
);
