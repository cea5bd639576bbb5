import { defineSimulation, param } from '../sim/index.ts';
import {
  adadelta,
  affine,
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
    const { own, dispose } = owner();
    const data = rng.fork('data');
    const at = Array.from({ length: POINTS }, (_, i) => -1 + (2 * i) / (POINTS - 1));
    const told = at.map((v) => Math.sin(3 * v) + 0.05 * data.normal());
    const [x, y] = [own(tf.tensor2d(at, [POINTS, 1])), own(tf.tensor2d(told, [POINTS, 1]))];

    function createFit(create: (theta: tf.Variable[]) => Optimizer) {
      const { variable, dispose: forget } = owner();
      const weights = rng.fork('weights');
      const theta = [
        variable(normal(weights, [1, UNITS], 2)),
        variable(normal(weights, [UNITS], 1)),
        variable(glorotNormal(weights, UNITS, 1)),
        variable(tf.zeros([1])),
      ];
      const [w1, b1, w2, b2] = theta as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
      const optimizer = create(theta);
      const output = () => affine(tf.tanh(affine(x, w1, b1)), w2, b2);
      const loss = () => evaluate(() => meanSquaredError(output(), y));
      let last = loss();
      let divergedAt: number | null = null;
      let effective: number | null = null;
      return {
        step: (t: number) =>
          tf.tidy(() => {
            if (divergedAt !== null) return;
            const scaled = () => tf.mul(meanSquaredError(output(), y), lossScale) as tf.Scalar;
            const { gradients: g } = gradients(scaled, theta);
            const before = theta.map((v) => v.clone());
            optimizer.apply(g);
            const moved = tf.norm(tf.sub(w2, before[2] as tf.Tensor)).dataSync()[0] as number;
            const length = tf.norm(g[2] as tf.Tensor).dataSync()[0] as number;
            effective = length > 0 ? moved / length : null;
            const next = loss();
            if (next < TOO_LARGE) {
              last = next;
              return;
            }
            divergedAt = t;
            for (const [i, v] of theta.entries()) v.assign(before[i] as tf.Tensor);
          }),
        loss: () => (divergedAt === null ? last : null),
        divergedAt: () => divergedAt,
        effective: () => effective,
        curve: () => tf.tidy(() => Array.from(output().dataSync(), (v) => Number(v.toFixed(3)))),
        dispose() {
          optimizer.dispose();
          forget();
        },
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
      metrics() {
        const values = {
          adadelta: fits.adadelta.loss(),
          sgd: fits.sgd.loss(),
          effective: fits.adadelta.effective(),
        };
        return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null)) as Partial<
          Record<keyof typeof values, number>
        >;
      },
      snapshot: () => ({
        x: at.map((v) => Number(v.toFixed(3))),
        y: told.map((v) => Number(v.toFixed(3))),
        adadelta: { curve: fits.adadelta.curve(), divergedAt: fits.adadelta.divergedAt() },
        sgd: { curve: fits.sgd.curve(), divergedAt: fits.sgd.divergedAt() },
      }),
      diagnosis() {
        const [ofSgd, ofAdadelta] = [fits.sgd.divergedAt(), fits.adadelta.divergedAt()];
        if (ofAdadelta !== null)
          return {
            step: ofAdadelta,
            message: `Adadelta diverged at step ${ofAdadelta}: ε = ${epsilon} makes its first steps too long.`,
            param: 'epsilon' as const,
            reset: 1e-6,
          };
        if (ofSgd !== null)
          return {
            step: ofSgd,
            message: `SGD diverged at step ${ofSgd}: a loss multiplied by ${lossScale} has gradients ${lossScale} times as long, and its rate stayed ${rateSgd}.`,
            param: 'lossScale' as const,
            reset: 1,
            term: 'gradient-descent',
          };
        if (lossScale < 0.03)
          return {
            step: t,
            message: `Multiplied by ${lossScale}, gradients fall below √ε = ${Math.sqrt(epsilon).toPrecision(2)}: there ε and not the gradient sets the step, and Adadelta notices the units too.`,
            param: 'lossScale' as const,
            reset: 1,
          };
        return null;
      },
      dispose() {
        for (const fit of Object.values(fits)) fit.dispose();
        dispose();
      },
    };
  },
});
