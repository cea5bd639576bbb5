import { describe, expect, it } from 'vitest';
import model from '@/lib/models/optimizer-race';
import { runTrial } from '@/lib/sim';
import { demoOf, open, until } from './page.ts';

const RACE = '/demos/optimizer-race/';
/** Rates at which neither runner arrives before the last step. */
const SLOW = 'rateA=0.001&rateB=0.001';

/** What the page's CSV should hold after a run in this process. */
function expectedCsv(values: Record<string, unknown>, seed: number, steps: number) {
  const { history } = runTrial(model, values as never, seed, steps);
  return history.steps.map((step, i) =>
    [step, ...Object.keys(model.metrics).map((name) => history.values[name]?.[i] ?? '')].join(','),
  );
}

it('is left asleep, even in sight, until the reader makes a gesture', async () => {
  const { page, requests } = await open(RACE);
  await page.waitForTimeout(1000);
  const { length } = requests;
  expect(requests.filter((url) => url.includes('/posters/'))).toEqual([]);
  await demoOf(page).ready();
  expect(requests.length).toBeGreaterThan(length);
  expect(requests.filter((url) => url.includes('/posters/'))).toHaveLength(1);
});

describe('a run', () => {
  it('plays, pauses, steps and restarts', async () => {
    const { page, errors } = await open(`${RACE}?${SLOW}&step=1`);
    const { button, step } = demoOf(page);
    await until(step).toBe(1);
    await button('Play').click();
    await until(step).toBeGreaterThan(3);
    await button('Pause').click();
    await until(() => button('Play').isVisible()).toBe(true);
    const paused = await step();
    await button('Step').click();
    await until(step).toBe(paused + 1);
    await button('Restart').click();
    await until(step).toBe(0);
    expect(errors).toEqual([]);
  });

  it('repeats to the last digit after Restart, and in Node', async () => {
    const { page } = await open(`${RACE}?seed=5&step=40`);
    const { button, csv, step } = demoOf(page);
    await until(step).toBe(40);
    const first = await csv();
    await button('Restart').click();
    await until(step).toBe(0);
    for (let i = 1; i <= 40; i++) {
      await button('Step').click();
      await until(step).toBe(i);
    }
    expect(await csv()).toBe(first);
    expect(first.split('\r\n').slice(1)).toEqual(expectedCsv({}, 5, 40));
  });

  it('ends, and says so by its progress', async () => {
    const { page } = await open(`${RACE}?${SLOW}&step=${model.schedule.maxSteps - 2}`);
    const { button, figure, step, status } = demoOf(page);
    await until(step).toBe(model.schedule.maxSteps - 2);
    await button('Play').click();
    await until(() => status.innerText()).toMatch(/Step (\d+) of \1/);
    const progress = figure.getByRole('progressbar');
    expect(await progress.getAttribute('value')).toBe(await progress.getAttribute('max'));
    expect(await button('Play').count()).toBe(1);
  });

  it('has another course with another seed', async () => {
    const { page } = await open(`${RACE}?seed=5&step=20`);
    const { button, csv, step } = demoOf(page);
    await until(step).toBe(20);
    await button('New seed').click();
    await until(async () => new URL(page.url()).searchParams.get('seed')).toBe('6');
    expect(await csv()).not.toBe(expectedCsv({}, 5, 20).join('\r\n'));
  });
});

describe('a shared state', () => {
  it('is in the URL and comes back', async () => {
    const { page } = await open(RACE);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const demo = demoOf(page);
    await demo.ready();
    const slider = demo.figure.getByRole('slider').first();
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    // The new settings play; a restart of what plays would play too.
    await demo.button('Pause').click();
    await demo.button('Play').waitFor();
    await demo.button('Restart').click();
    await until(demo.step).toBe(0);
    for (const wanted of [1, 2, 3]) {
      await demo.button('Step').click();
      await until(demo.step).toBe(wanted);
    }
    await demo.button('Share').click();
    await until(() => demo.figure.getByRole('alert').innerText()).toContain('copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(page.url());
    expect(new URL(link).searchParams.get('step')).toBe('3');
    expect([...new URL(link).searchParams.keys()]).toHaveLength(2);
    const before = await demo.csv();
    const valueBefore = await slider.getAttribute('aria-valuetext');

    const again = await open(new URL(link).pathname + new URL(link).search);
    const second = demoOf(again.page);
    await until(second.step).toBe(3);
    expect(await second.csv()).toBe(before);
    expect(await second.figure.getByRole('slider').first().getAttribute('aria-valuetext')).toBe(valueBefore);
  });

  it.each([
    'seed=banana',
    'step=-7',
    'step=1e400',
    'seed=99999999999',
    'rateA=NaN',
    'rateA=1e9',
    'optimizerA=%3Cscript%3E',
  ])('survives junk: %s', async (junk) => {
    const { page, errors } = await open(`${RACE}?${junk}`);
    const { figure, status, step } = demoOf(page);
    await until(() => figure.getByRole('alert').innerText()).toMatch(/\w/);
    await until(step).toBeGreaterThanOrEqual(0);
    await until(() => status.innerText()).not.toContain('NaN');
    expect(errors).toEqual([]);
  });
});

describe('comparing', () => {
  it('pins a run and states the difference of the next one', async () => {
    const { page } = await open(`${RACE}?step=30`);
    const { button, figure, step } = demoOf(page);
    await until(step).toBe(30);
    await button('Pin').click();
    expect(await button('Pin').getAttribute('aria-pressed')).toBe('true');
    await figure.getByRole('slider').first().focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await until(() => figure.locator('.difference').innerText()).toMatch(
      /Changed since the pin: .* → .*pinned .*now /s,
    );
    await button('New seed').click();
    await until(() => button('Pin').getAttribute('aria-pressed')).toBe('false');
    await until(() => figure.getByRole('alert').innerText()).toContain('pin is off');
  });
});

describe('a prediction', () => {
  it('is answered by the run', async () => {
    const { page } = await open('/terms/adam/');
    const { figure, ready } = demoOf(page);
    await ready();
    const predict = page.locator('.predict');
    await predict.locator('.verdict').evaluate((verdict) => {
      new MutationObserver(() => {
        verdict.ariaDescription = `${verdict.ariaDescription ?? ''}|${verdict.textContent}`;
      }).observe(verdict, { childList: true, characterData: true, subtree: true });
    });
    await predict.getByRole('button').first().click();
    await until(() => predict.locator('.verdict').innerText(), 40_000).toMatch(/You guessed/);
    // Not, even for a moment, by the picture that stood there before.
    const said = (await predict.locator('.verdict').getAttribute('aria-description'))?.split('|').slice(1);
    expect(said?.[0]).toMatch(/^You guess:/);
    expect(said?.filter((text) => text.startsWith('You guessed'))).toHaveLength(1);
    expect(await figure.getByRole('status').first().innerText()).toMatch(/Step \d+/);
  });
});

describe('a run that goes wrong', () => {
  it('says at which step and because of what, and offers the way back', async () => {
    const { page, errors } = await open(`${RACE}?optimizerA=sgd&rateA=3&unitScale=30&step=60`);
    const { figure, status } = demoOf(page);
    const message = figure.locator('.diagnosis');
    await until(() => message.innerText()).toMatch(/update \d+/);
    expect(await status.innerText()).not.toMatch(/NaN|Infinity/);
    expect(await message.getByRole('link').getAttribute('href')).toMatch(/\/terms\/[a-z-]+\/$/);
    await message.getByRole('button').click();
    await until(() => message.count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
