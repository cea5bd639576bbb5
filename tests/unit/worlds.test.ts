import { expect, it } from 'vitest';
import { bump } from '@/lib/data/bumps';
import { digits, PIXELS, pick, sheet, strangersTo } from '@/lib/data/digits';
import { count, words } from '@/lib/data/documents';
import { FRUITS, PRICES, sell } from '@/lib/data/fruits';
import { groups } from '@/lib/data/groups';
import { drawRatings } from '@/lib/data/ratings';
import { enrol } from '@/lib/data/students';
import { drawTexts, TEXTS, WORDS } from '@/lib/data/word-scores';
import { build } from '@/lib/problems/small-graphs';
import { ACTIONS, act, FAR, NEAR, START, WORLD } from '@/lib/problems/two-doors';
import { createRng } from '@/lib/sim';
import { mean } from '@/lib/sim/numbers';

const rng = () => createRng(1);

it('two doors: a wall and the rim hold the agent back, a door ends the episode with its reward', () => {
  const go = (s: number, move: readonly [number, number]) =>
    act(
      s,
      ACTIONS.findIndex((a) => a[0] === move[0] && a[1] === move[1]),
      4,
    );
  expect(go(0, [-1, 0])).toEqual({ next: 0, reward: 0, over: false });
  expect(go(WORLD.indexOf('#') - 1, [0, 1]).next).toBe(WORLD.indexOf('#') - 1);
  expect(go(NEAR + 1, [0, -1])).toEqual({ next: NEAR, reward: 1, over: true });
  expect(go(FAR - 1, [0, 1])).toEqual({ next: FAR, reward: 4, over: true });
  expect(go(START, [0, 1]).next).toBe(START + 1);
});

it('small graphs: every edge leads to a later unit, and the recurrent one shares two weights', () => {
  for (const scene of ['net', 'time'] as const) {
    const net = build(scene, 'tanh', rng());
    expect(net.edges.every(({ from, to }) => from < to && to < net.names.length)).toBe(true);
    expect(Math.max(...net.edges.map(({ weight }) => weight))).toBe(net.weights.length - 1);
  }
  expect(build('time', 'tanh', rng()).weights).toHaveLength(2);
});

it('students: all pass, or those above half an hour over the average, or more of those who study more', () => {
  expect(enrol(rng(), 50, 'all').every(({ passed }) => passed)).toBe(true);
  expect(enrol(rng(), 50, 'threshold').every(({ hours, passed }) => passed === hours > 0.5)).toBe(true);
  const share = (busy: boolean) =>
    mean(
      enrol(rng(), 1000, 'chance')
        .filter((s) => s.hours > 0.5 === busy)
        .map((s) => Number(s.passed)),
    );
  expect(share(true)).toBeGreaterThan(share(false) + 0.4);
});

it('documents are counted word by word, and ratings are high where tastes meet traits', () => {
  expect(count('Rain, rain on the sea; a seaman')).toEqual(words.map((w) => ({ rain: 2, sea: 1 })[w] ?? 0));
  const ratings = drawRatings(rng());
  const block = (users: number, items: number) =>
    mean(ratings.slice(users, users + 8).flatMap((row) => row.slice(items, items + 4)));
  expect(Math.min(block(0, 0), block(8, 4))).toBeGreaterThan(Math.max(block(0, 4), block(8, 0)));
});

it('word scores: word i stands in a text with probability 1/i', () => {
  const { texts, truth, score } = drawTexts(rng());
  expect([texts.length, truth.length, score.length]).toEqual([TEXTS, WORDS, TEXTS]);
  const share = (word: number) => mean(texts.map((text) => text[word] as number));
  expect(share(0)).toBe(1);
  expect(share(1)).toBeCloseTo(0.5, 1);
});

it('fruits sell by turns around their prices, and bumps hold 0.6 and 0.4 of the mass', () => {
  const { category, price } = sell(rng(), 600, 0.5);
  expect(category.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 0]);
  FRUITS.forEach((_, k) => {
    expect(mean(price.filter((_, i) => category[i] === k))).toBeCloseTo(PRICES[k] as number, 0);
  });
  const draws = rng();
  const x = Array.from({ length: 2000 }, () => bump(draws));
  expect(mean(x.map((v) => Number(v < 0)))).toBeCloseTo(0.6, 1);
});

it('groups apart can be parted by the line x + y = 0; those of XOR cannot', () => {
  const above = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => x + y > 0);
  expect(above(groups.apart.plus)).not.toContain(false);
  expect(above(groups.apart.minus)).not.toContain(true);
  expect(above(groups.xor.plus)).toContain(false);
});

it('a sheet lays digits side by side; strangers end with the negative', () => {
  const two = pick(digits(), [0, 1]);
  const picture = sheet(two, 2, (i) => i);
  expect(picture).toHaveLength(2 * PIXELS);
  expect(picture.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 0));
  expect(picture.slice(8, 16)).toEqual(Array.from(two.pixels.slice(64, 72), (v) => Math.round(255 * v)));
  const strangers = strangersTo(pick(two, [0]));
  expect(strangers.n).toBe(3);
  expect(strangers.pixels[2 * PIXELS]).toBe(1 - (two.pixels[0] as number));
});
