/** What Playwright's pages and Puppeteer's have in common. */
interface AnyPage {
  mouse: { move(x: number, y: number): Promise<unknown> };
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
}

/** A reader's gesture, again and again until the page listens and what it leads to has come. */
export async function gestureUntil(page: AnyPage, sought: Promise<unknown>) {
  let come = false;
  const end = () => {
    come = true;
  };
  sought.then(end, end);
  for (let x = 1; !come; x = 3 - x) {
    await page.mouse.move(x, 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await sought;
}

/** Brings the live view of the page's demo, which has to be near, or `what` comes in its place. */
export const goLive = (page: AnyPage, what = '[data-live]') =>
  gestureUntil(page, page.waitForSelector(what, { timeout: 30_000 }));
