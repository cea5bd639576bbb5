import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { expectBreach, open, site, until } from './page.ts';

it.each([
  [
    'a script in the page',
    'script-src',
    () => document.head.append(Object.assign(document.createElement('script'), { text: '1' })),
  ],
  [
    'a script of another host',
    'script-src',
    () =>
      document.head.append(Object.assign(document.createElement('script'), { src: 'https://example.org/' })),
  ],
  ['a request to another host', 'connect-src', () => void fetch('https://example.org/').catch(() => {})],
  ['eval', 'script-src', () => void setTimeout(() => new Function('1'))],
])('refuses, and these tests notice, %s', async (_, directive, breach) => {
  const { page } = await open('/map/');
  await page.evaluate(breach);
  await expectBreach(page, directive);
});

it('a demo plays in a frame of another site; an entry is refused there', async () => {
  const host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<iframe src="${site()}${request.url}" width="800" height="800"></iframe>`);
  });
  await new Promise<void>((listening) => host.listen(0, listening));
  const { page, errors } = await open('/map/');
  const framed = async (path: string) => {
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`);
    return page.frameLocator('iframe');
  };
  const demo = (await framed('/demos/optimizer-race/')).locator('figure[data-demo]');
  await demo.getByRole('button', { name: 'Play' }).hover();
  await demo.locator('[data-live]').waitFor();
  await demo.getByRole('button', { name: 'Play' }).click();
  await until(() => demo.getByRole('status').first().innerText()).toMatch(/Step [1-9]/);
  expect(errors).toEqual([]);
  await framed('/terms/adam/');
  await expectBreach(page, 'frame-ancestors');
  host.close();
});
