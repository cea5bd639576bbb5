import model, { limit } from '../models/stale-workers.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const end = (seed: number, given: Partial<AnyValues> = {}, ticks?: number) => run(seed, given, ticks).metrics;

/** Size of x after many updates x ← x − a x′, where x′ is x as it was `delay` updates ago. */
function delayed(a: number, delay: number): number {
  const x = Array.from({ length: delay + 1 }, () => 1);
  for (let t = 0; t < 20000 && Math.abs(x[delay] as number) < 1e9; t++) {
    x.push((x.at(-1) as number) - a * (x[0] as number));
    x.shift();
  }
  return Math.max(...x.map(Math.abs));
}

export default defineClaims([
  {
    text: 'With delays of 0, 1, 2, 3, 7 and 15 updates the recursion dies out at 0.98 of the limit 2 sin(π/(2(2τ + 1))) and blows up at 1.02 of it.',
    seeds: 1,
    measure: () =>
      [0, 1, 2, 3, 7, 15].filter(
        (delay) => delayed(0.98 * limit(delay), delay) < 1e-3 && delayed(1.02 * limit(delay), delay) > 1e3,
      ).length,
    holds: (right) => right === 6,
    figure: 'delays of six for which it holds',
  },
  {
    text: 'One worker that pushes after every batch does what sequential SGD does, to the last digit.',
    seeds: 1,
    measure: (seed) => end(seed, { workers: 1 }).excess - end(seed, { workers: 1 }).single,
    holds: (difference) => difference === 0,
    figure: 'difference of the two losses',
  },
  {
    text: 'With eight equally fast workers a gradient is seven updates old when it arrives.',
    seeds: 1,
    measure: (seed) => end(seed).age,
    holds: (age) => age === 7,
    figure: 'mean age in the last rounds',
  },
  {
    text: 'At η = 0.1 eight workers are ahead: after ten ticks their loss is less than a tenth as far above its least as that of one worker.',
    seeds: 10,
    measure: (seed) => end(seed, {}, 10).excess / end(seed, {}, 10).single,
    holds: (ratio) => ratio < 0.1,
    figure: 'asynchronous over single, after ten ticks',
  },
  {
    text: 'At η = 0.3 one worker ends within 0.05 of the least loss; eight asynchronous workers at the same rate diverge.',
    seeds: 10,
    measure: (seed) =>
      (run(seed, { learningRate: 0.3 }, 60).metrics.excess ?? 0) > 1e6
        ? end(seed, { learningRate: 0.3 }).single
        : 1,
    holds: (single) => single < 0.05,
    figure: 'loss of one worker above the least',
  },
  {
    text: 'At η = 0.5, where SGD on the server diverges, Adagrad on the server ends within 0.05 of the least loss.',
    seeds: 10,
    measure: (seed) =>
      end(seed, { learningRate: 0.5 }).excess > 1e6
        ? end(seed, { learningRate: 0.5, server: 'adagrad' }).excess
        : 1,
    holds: (excess) => excess < 0.05,
    figure: 'loss above the least with Adagrad',
  },
  {
    text: 'Pushing only every fifth batch makes the same eight workers unstable at η = 0.1: their loss ends above its start.',
    seeds: 10,
    measure: (seed) => end(seed, { every: 5 }).excess / end(seed, {}, 0).excess,
    holds: (ratio) => ratio > 10,
    figure: 'final loss over initial, both less the least',
  },
  {
    text: 'If one of the eight takes five ticks a batch, workers that wait for it have, after 60 ticks, a loss more than ten times as far above the least as those that do not.',
    seeds: 10,
    measure: (seed) => end(seed, { slow: 5 }).sync / end(seed, { slow: 5 }).excess,
    holds: (ratio) => ratio > 10,
    figure: 'waiting over asynchronous',
  },
]);
