import model from '../models/moving-target.ts';
import { type AnyValues, createRng, defaults, defineClaims, runsOf } from '../sim/index.ts';
import { follow, rmsprop } from '../tf/index.ts';

const run = runsOf(model);
/** Steps to each catch; one that never came counts as all the steps there were. */
function catches(seed: number) {
  const { snapshot } = run(seed);
  const filled = (steps: readonly (number | null)[]) => steps.map((n) => n ?? snapshot.every);
  return { adagrad: filled(snapshot.adagrad.catches), rms: filled(snapshot.rms.catches) };
}
/** Distance of RMSProp over that of Adagrad, at the end. */
function lastDistances(seed: number, given?: Partial<AnyValues>) {
  const { distanceAdagrad, distanceRms } = run(seed, given).metrics;
  return distanceRms / distanceAdagrad;
}

/** Mean distance to the target over the last 50 steps before its first move. */
function waiting(seed: number) {
  const run = model.init(defaults(model.params), createRng(seed));
  let [adagrad, rms] = [0, 0];
  for (let t = 1; t <= 200; t++) {
    run.step();
    if (t <= 150) continue;
    const { distanceAdagrad = 0, distanceRms = 0 } = run.metrics();
    adagrad += distanceAdagrad / 50;
    rms += distanceRms / 50;
  }
  run.dispose();
  return { adagrad, rms };
}

export default defineClaims([
  {
    text: 'Under a constant gradient and ρ = 0.9 RMSProp’s first step is 3.162 learning rates long, its second 2.294, and its steps tend to one.',
    seeds: 1,
    measure: () => {
      const path = follow(
        (theta) => rmsprop(theta, 1, { rho: 0.9 }),
        Array.from({ length: 200 }, () => 5),
      );
      const step = (t: number) => Math.abs((path[t] as number) - (path[t - 1] ?? 0));
      return Math.max(Math.abs(step(0) - 3.1623), Math.abs(step(1) - 2.2942), Math.abs(step(199) - 1));
    },
    holds: (error) => error < 1e-3,
    figure: 'largest error',
  },
  {
    text: 'Nine gradients of +0.1 and one of −0.9, a hundred times over at rate 0.01: the signs alone would move the weight by 8; RMSProp with ρ = 0.99 moves it by less than 1.',
    seeds: 1,
    measure: () => {
      const round = [...Array.from({ length: 9 }, () => 0.1), -0.9];
      return Math.abs(
        follow(
          (theta) => rmsprop(theta, 0.01, { rho: 0.99 }),
          Array.from({ length: 100 }, () => round).flat(),
        ).at(-1) as number,
      );
    },
    holds: (moved) => moved < 1,
    figure: 'distance moved',
  },
  {
    text: 'Adagrad wins the first chase.',
    seeds: 20,
    measure: (seed) => (catches(seed).adagrad[0] as number) / (catches(seed).rms[0] as number),
    holds: (ratio) => ratio < 1,
    figure: 'Adagrad’s steps over RMSProp’s',
  },
  {
    text: 'Then each of its chases takes longer than the last, and the fourth at least 1.4 times as long as RMSProp’s.',
    seeds: 20,
    needed: 19,
    measure(seed) {
      const { adagrad: a, rms } = catches(seed);
      const rising = a.slice(1, 4).every((steps, i) => steps > (a[i] as number));
      return rising ? (a[3] as number) / (rms[3] as number) : 0;
    },
    holds: (ratio) => ratio >= 1.4,
    figure: 'fourth chase: Adagrad’s steps over RMSProp’s (0 where Adagrad’s do not rise)',
  },
  {
    text: 'RMSProp needs between 75 and 115 steps after each move.',
    seeds: 20,
    measure: (seed) => {
      const after = catches(seed).rms.slice(1);
      return Math.max(...after.map((steps) => Math.abs(steps - 95)));
    },
    holds: (off) => off <= 20,
    figure: 'largest difference from 95 steps',
  },
  {
    text: 'Two hundred steps after the fourth move RMSProp is less than half as far from the target as Adagrad.',
    seeds: 20,
    needed: 19,
    measure: (seed) => lastDistances(seed),
    holds: (ratio) => ratio < 0.5,
    figure: 'RMSProp’s distance over Adagrad’s',
  },
  {
    text: 'Where the target moves every 50 steps neither follows, but RMSProp ends nearer: at less than four fifths of Adagrad’s distance.',
    seeds: 20,
    needed: 19,
    measure: (seed) => lastDistances(seed, { every: 50 }),
    holds: (ratio) => ratio < 0.8,
    figure: 'RMSProp’s distance over Adagrad’s',
  },
  {
    text: 'The price is jitter: while the target waits, RMSProp’s mean distance to it is larger than Adagrad’s.',
    seeds: 20,
    needed: 19,
    measure: (seed) => waiting(seed).rms / waiting(seed).adagrad,
    holds: (ratio) => ratio > 1,
    figure: 'RMSProp’s mean distance over Adagrad’s, 50 steps before the first move',
  },
]);
