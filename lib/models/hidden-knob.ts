import { range } from 'd3-array';
import { untilTooFar } from '../problems/until-too-far.ts';
import { defineSimulation, param } from '../sim/index.ts';
import { each, known, round } from '../sim/numbers.ts';
import {
  adadelta,
  column,
  evaluate,
  glorotNormal,
  gradients,
  meanSquaredError,
  normal,
  type Optimizer,
  owner,
  sgd,
  tf,
} from '../tf/index.ts';

const POINTS = 64;
const UNITS = 16;
const STEPS = 300;
const TOO_LARGE = 1e4;

/** Adadelta (Zeiler 2012) and SGD fit the same net to a sine, their loss multiplied by the same constant. */
export default defineSimulation({
  params: {
    lossScale: param.number({
      label: 'Loss multiplied by',
      help: 'As a change of units would.',
      min: 1e-3,
      max: 1e3,
      scale: 'log',
      default: 1,
    }),
    epsilon: param.number({ label: 'ε of Adadelta', min: 1e-8, max: 1e-2, scale: 'log', default: 1e-6 }),
    rho: param.number({ label: 'ρ of Adadelta', min: 0.9, max: 0.99, step: 0.01, default: 0.95 }),
    rateSgd: param.number({ label: 'Rate of SGD', min: 0.01, max: 0.5, scale: 'log', default: 0.1 }),
  },
  metrics: {
    adadelta: { label: 'Adadelta’s loss' },
    sgd: { label: 'SGD’s loss' },
    effective: { label: 'Adadelta’s effective rate, output layer' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init({ lossScale, epsilon, rho, rateSgd }, rng) {
    const { own, layer, dispose } = owner();
    const data = rng.fork('data');
    const at = range(POINTS).map((i) => -1 + (2 * i) / (POINTS - 1));
    const told = at.map((v) => Math.sin(3 * v) + 0.05 * data.normal());
    const [x, y] = [own(column(at)), own(column(told))];

    function createFit(create: (theta: tf.Variable[]) => Optimizer) {
      const weights = rng.fork('weights');
      const hidden = layer(normal(weights, [1, UNITS], 2) as tf.Tensor2D, normal(weights, [UNITS], 1));
      const last = layer(glorotNormal(weights, UNITS, 1));
      const theta = [...hidden.variables, ...last.variables];
      const optimizer = own(create(theta));
      const output = () => last(tf.tanh(hidden(x)));
      const loss = () => evaluate(() => meanSquaredError(output(), y));
      let now = loss();
      const { step, divergedAt } = untilTooFar(theta);
      let effective: number | null = null;
      return {
        step: (t: number) =>
          step(t, (before) => {
            const scaled = () => tf.mul(meanSquaredError(output(), y), lossScale) as tf.Scalar;
            const { gradients: g } = gradients(scaled, theta);
            optimizer.apply(g);
            const moved = tf.norm(tf.sub(last.w, before[2] as tf.Tensor)).dataSync()[0] as number;
            const length = tf.norm(g[2] as tf.Tensor).dataSync()[0] as number;
            effective = length > 0 ? moved / length : null;
            const next = loss();
            if (next < TOO_LARGE) now = next;
            return next < TOO_LARGE;
          }),
        loss: () => (divergedAt() === null ? now : null),
        divergedAt,
        effective: () => effective,
        curve: () => tf.tidy(() => round(output().dataSync(), 3)),
      };
    }

    const fits = {
      adadelta: createFit((theta) => adadelta(theta, { rho, epsilon })),
      sgd: createFit((theta) => sgd(theta, rateSgd)),
    };
    let t = 0;
    return {
      step() {
        t += 1;
        fits.adadelta.step(t);
        fits.sgd.step(t);
        return fits.adadelta.divergedAt() !== null && fits.sgd.divergedAt() !== null ? 'diverged' : 'running';
      },
      metrics: () =>
        known({
          adadelta: fits.adadelta.loss(),
          sgd: fits.sgd.loss(),
          effective: fits.adadelta.effective(),
        }),
      snapshot: () => ({
        x: round(at, 3),
        y: round(told, 3),
        ...each(fits, ({ curve, divergedAt }) => ({ curve: curve(), divergedAt: divergedAt() })),
      }),
      diagnosis() {
        const [ofSgd, ofAdadelta] = [fits.sgd.divergedAt(), fits.adadelta.divergedAt()];
        if (ofAdadelta !== null) {
          const message = `Adadelta diverged at step ${ofAdadelta}: ε = ${epsilon} makes its first steps too long.`;
          return { step: ofAdadelta, message, param: 'epsilon' as const, reset: 1e-6 };
        }
        if (ofSgd !== null) {
          const message = `SGD diverged at step ${ofSgd}: a loss multiplied by ${lossScale} has gradients ${lossScale} times as long, and its rate stayed ${rateSgd}.`;
          return { step: ofSgd, message, param: 'lossScale' as const, reset: 1, term: 'gradient-descent' };
        }
        if (lossScale < 0.03) {
          const message = `Multiplied by ${lossScale}, gradients fall below √ε = ${Math.sqrt(epsilon).toPrecision(2)}: there ε and not the gradient sets the step, and Adadelta notices the units too.`;
          return { step: t, message, param: 'lossScale' as const, reset: 1 };
        }
        return null;
      },
      dispose,
    };
  },
});
