import { range } from 'd3-array';
import { defineSimulation, param } from '../sim/index.ts';
import { known, round } from '../sim/numbers.ts';
import {
  adagrad,
  column,
  gradients,
  meanSquaredError,
  type Optimizer,
  owner,
  rmsprop,
  tf,
} from '../tf/index.ts';

const BATCH = 8;
const NOISE = 0.1;
const STEPS = 1000;
/** The line y = 2x − 1 and its mirror image take turns. */
const TARGET = [2, -1] as const;
/** A learner has caught up when (w, b) is as near as this. */
const CAUGHT = 0.3;
const TOO_LARGE = 1e6;

/** A line of its own, and what its rule divides the gradient of w by. */
function createChaser(
  create: (theta: tf.Variable[]) => Optimizer,
  nextScale: (scale: number, g: number) => number,
) {
  const { own, layer, dispose } = owner();
  const line = layer(tf.zeros([1, 1]));
  const theta = line.variables;
  const optimizer = own(create(theta));
  /** Steps from each move to the catch; null where it was not caught before the next move. */
  const catches: (number | null)[] = [];
  let squares = 0;
  let distance = Math.hypot(...TARGET);
  return {
    catches,
    squares: () => squares,
    distance: () => distance,
    at: () => theta.map((v) => round(v.dataSync()[0] as number, 3)),
    moveTarget: () => catches.push(null),
    step: (x: tf.Tensor2D, y: tf.Tensor2D, sign: number, since: number) =>
      tf.tidy(() => {
        const loss = () => tf.mul(meanSquaredError(line(x), y), 0.5) as tf.Scalar;
        const { gradients: g } = gradients(loss, theta);
        squares = nextScale(squares, g[0]?.dataSync()[0] as number);
        optimizer.apply(g);
        distance = Math.hypot(
          ...theta.map((v, i) => (v.dataSync()[0] as number) - sign * (TARGET[i] as number)),
        );
        if (distance < CAUGHT && catches.at(-1) === null) catches[catches.length - 1] = since;
        return distance < TOO_LARGE;
      }),
    dispose,
  };
}

/** Adagrad and RMSProp (Tieleman and Hinton 2012) follow one line that flips its sign at regular intervals. */
export default defineSimulation({
  params: {
    rateRms: param.number({ label: 'Rate of RMSProp', min: 0.01, max: 1, scale: 'log', default: 0.05 }),
    rho: param.number({
      label: 'Memory ρ of RMSProp',
      help: 'At 0 only the sign of each gradient is left. At 1 nothing would be forgotten, or learnt.',
      min: 0,
      max: 0.99,
      step: 0.01,
      default: 0.9,
    }),
    rateAdagrad: param.number({ label: 'Rate of Adagrad', min: 0.1, max: 1, scale: 'log', default: 0.5 }),
    every: param.number({
      label: 'Target moves every',
      min: 50,
      max: 400,
      step: 50,
      default: 200,
      unit: 'steps',
    }),
  },
  metrics: {
    distanceRms: { label: 'RMSProp’s distance to the target' },
    distanceAdagrad: { label: 'Adagrad’s distance to the target' },
    rateRms: { label: 'RMSProp’s effective rate' },
    rateAdagrad: { label: 'Adagrad’s effective rate' },
    lastRms: { label: 'steps RMSProp took for its last catch' },
    lastAdagrad: { label: 'steps Adagrad took for its last catch' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 200 },
  init({ rateRms, rho, rateAdagrad, every }, rng) {
    const stream = rng.fork('stream');
    const chasers = {
      adagrad: createChaser(
        (theta) => adagrad(theta, rateAdagrad),
        (s, g) => s + g * g,
      ),
      rms: createChaser(
        (theta) => rmsprop(theta, rateRms, { rho }),
        (s, g) => rho * s + (1 - rho) * g * g,
      ),
    };
    const both = Object.values(chasers);
    for (const chaser of both) chaser.moveTarget();
    let t = 0;
    const sign = () => (Math.floor(t / every) % 2 ? -1 : 1);
    const rate = (eta: number, squares: number) => (squares > 0 ? eta / Math.sqrt(squares) : null);
    return {
      step() {
        if (t > 0 && t % every === 0) for (const chaser of both) chaser.moveTarget();
        const x = range(BATCH).map(() => stream.normal());
        const y = x.map((v) => sign() * (TARGET[0] * v + TARGET[1]) + NOISE * stream.normal());
        const sound = tf.tidy(() => {
          const [tx, ty] = [column(x), column(y)];
          return both.map((chaser) => chaser.step(tx, ty, sign(), (t % every) + 1));
        });
        t += 1;
        return sound.every(Boolean) ? 'running' : 'diverged';
      },
      metrics() {
        const { adagrad: a, rms: r } = chasers;
        return known({
          distanceRms: r.distance(),
          distanceAdagrad: a.distance(),
          rateRms: rate(rateRms, r.squares()),
          rateAdagrad: rate(rateAdagrad, a.squares()),
          lastRms: r.catches.at(-1) ?? null,
          lastAdagrad: a.catches.at(-1) ?? null,
        });
      },
      snapshot: () => ({
        every,
        caught: CAUGHT,
        adagrad: { at: chasers.adagrad.at(), catches: [...chasers.adagrad.catches] },
        rms: { at: chasers.rms.at(), catches: [...chasers.rms.catches] },
      }),
      diagnosis() {
        const blame = { step: t, param: 'rateRms', reset: 0.05 } as const;
        if (!both.every((chaser) => chaser.distance() < TOO_LARGE))
          return { ...blame, message: `Diverged at step ${t}: the rates are too large.` };
        if (rateRms <= CAUGHT) return null;
        const message = `RMSProp’s steps stay of the order of its rate, ${rateRms}, so it bounces around the target for ever; caught means within ${CAUGHT}.`;
        return { ...blame, message };
      },
      dispose() {
        for (const chaser of both) chaser.dispose();
      },
    };
  },
});
