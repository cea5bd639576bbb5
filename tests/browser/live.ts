/** What Playwright's pages and Puppeteer's have in common. */
interface AnyPage {
  mouse: { move(x: number, y: number): Promise<unknown> };
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
}

/** Brings the live view of the page's demo, which has to be near, or `what` comes instead: by a reader's first gesture, once the page listens. */
export async function goLive(page: AnyPage, what = '[data-live]') {
  const live = page.waitForSelector(what, { timeout: 30_000 });
  let come = false;
  const end = () => {
    come = true;
  };
  live.then(end, end);
  for (let x = 1; !come; x = 3 - x) {
    await page.mouse.move(x, 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await live;
}
