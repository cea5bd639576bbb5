import { expect, it } from 'vitest';
import { withPolicy } from '@/lib/build/policy.mjs';

const CHARSET = '<meta charSet="utf-8"/>';

it('puts the policy behind the charset, before all that it is to rule', () => {
  const page = withPolicy(`<head>${CHARSET}<script>1</script></head>`, 'page');
  expect(page).toMatch(
    /^<head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy" content="[^"]*sha256-/,
  );
  expect(page).toMatch(/"\/><script>1<\/script><\/head>$/);
});

it.each(['<meta charset="utf-8"/>', CHARSET + CHARSET])(
  'stops a build whose page would have none: %s',
  (html) => {
    expect(() => withPolicy(html, 'terms/adam/index.html')).toThrow(/adam.*exactly once/);
  },
);
