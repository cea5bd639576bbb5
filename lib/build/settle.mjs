const LATE =
  /<div hidden id="S:(\w+)">(.*?)<\/div><script>(?:(?!<\/script>).)*\$RC\("B:(\w+)","S:\1"\)<\/script>/s;

/**
 * The page as it is when React's scripts have put each part that came late into its place: no reader has to wait for
 * that, nor to have scripts at all.
 * @param {string} html
 * @param {string} name Of the page, for the error of one that React has taken apart in another way.
 */
export function settle(html, name) {
  let settled = html;
  for (let late = LATE.exec(settled); late; late = LATE.exec(settled)) {
    const [whole, , part, place] = late;
    settled = settled
      .replace(whole, '')
      .replace(`<!--$?--><template id="B:${place}"></template>`, () => `<!--$-->${part}`);
  }
  if (/<!--\$[?~]-->|<template id="[BP]:|<div hidden id="S:/.test(settled))
    throw new Error(`${name}: a part of it has not found its place`);
  return settled;
}
