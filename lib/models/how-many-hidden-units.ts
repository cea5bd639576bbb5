import { raster, xor } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param } from '../sim/index.ts';
import { activationNames, activations } from '../tf/activations.ts';
import { adam, evaluate, glorotNormal, owner, tf } from '../tf/index.ts';

export const NETS = 10;
const [TRAIN, TEST] = [120, 400];
const STEPS = 100;
/** Updates of one step. */
const EACH = 3;
const REACH = 2.2;
/** Solved: at most so far below what the best rule gets right. */
const SLACK = 0.1;

const round = (v: number, digits = 3) => Number(v.toFixed(digits)) + 0;

/** Share right of the best rule, the sign of x₁x₂. It errs where one coordinate crossed its axis: q = Φ(−1 / noise). */
export function ceiling(noise: number): number {
  const q = evaluate(() => tf.mul(0.5, tf.sub(1, tf.erf(Math.SQRT1_2 / noise))));
  return 1 - 2 * q * (1 - q);
}

const params = {
  units: param.number({ label: 'Hidden units', min: 0, max: 8, step: 1, default: 2 }),
  f: param.choice({
    label: 'Activation of the hidden units',
    options: { tanh: activationNames.tanh, relu: activationNames.relu, identity: activationNames.identity },
    default: 'tanh',
  }),
  noise: param.number({ label: 'Spread of the clouds', min: 0.1, max: 0.6, step: 0.05, default: 0.35 }),
  net: param.number({ label: 'Net', min: 1, max: NETS, step: 1, default: 2, live: true, inView: true }),
};

/** Ten multilayer perceptrons 2-H-1 learn XOR side by side; only their initial weights differ. */
export default defineSimulation({
  params,
  metrics: {
    solved: { label: 'nets that solve it' },
    stuck: { label: 'nets that do not' },
    best: { label: 'best test accuracy' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 20 },
  init(values: ParamValues<typeof params>, rng) {
    const { units, f: name, noise } = values;
    let chosen = values.net - 1;
    const f = activations[name];
    const { own, variable, dispose } = owner();
    const [train, test] = [xor(rng.fork('data'), TRAIN, noise), xor(rng.fork('test'), TEST, noise)];
    const [x, testX, coarse, fine] = [train.x, test.x, raster(14, REACH), raster(28, REACH)].map((points) =>
      own(tf.tensor2d(points.map(([u, v]) => [u, v]))),
    ) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const [y, testY] = [train, test].map(({ label }) => own(tf.tensor2d(label, [label.length, 1])));
    // All nets side by side: net i has the hidden units iH … iH + H − 1. Without hidden units x itself leads on.
    const inputs = units || 2;
    const side = (layer: string, fanIn: number, fanOut: number) =>
      variable(
        tf.tidy(() => {
          const start = Array.from({ length: NETS }, (_, i) => rng.fork(`${layer} of net ${i}`));
          return tf.concat(
            start.map((draws) => glorotNormal(draws, fanIn, fanOut)),
            1,
          );
        }),
      );
    const [w1, w2] = [side('hidden layer', 2, inputs), side('output', inputs, 1)];
    const [b1, b2] = [variable(tf.zeros([1, NETS * inputs])), variable(tf.zeros([1, NETS]))];
    const optimizer = own(adam(units ? [w1, b1, w2, b2] : [w2, b2], 0.03));
    /** h = f(W₁x + b₁), the units of all nets: [points, 10 H]. */
    const hidden = (of: tf.Tensor2D): tf.Tensor2D =>
      units ? f(tf.add(tf.matMul(of, w1), b1)) : tf.tile(of, [1, NETS]);
    /** w₂·h + b₂, the logit of each net: [points, 10]. */
    const logits = (of: tf.Tensor2D): tf.Tensor2D => {
      const each = tf.reshape(hidden(of), [of.shape[0], NETS, inputs]);
      return tf.add(tf.sum(tf.mul(each, tf.transpose(w2)), 2), b2);
    };
    /** Logistic loss of each net, [10]. */
    const losses = () => {
      const z = logits(x);
      return tf.mean(tf.sub(tf.softplus(z), tf.mul(y as tf.Tensor, z)), 0);
    };
    const numbers = (of: () => tf.Tensor, digits = 3) =>
      Array.from(
        tf.tidy(() => of().dataSync()),
        (v) => round(v, digits),
      );
    const accuracies = () =>
      numbers(() => tf.mean(tf.abs(tf.sub(tf.step(tf.neg(logits(testX))), testY as tf.Tensor)), 0), 4);
    const best = ceiling(noise);
    let right = accuracies();
    const curves = numbers(losses).map((loss) => [loss]);
    let step = 0;
    const solves = (share: number) => share >= best - SLACK;
    const solved = () => right.filter(solves).length;
    /** The chosen net’s part of what has a column for each hidden unit. */
    const part = (of: tf.Tensor) =>
      tf.slice(of, [0, chosen * inputs], [-1, inputs]).arraySync() as number[][];
    return {
      step() {
        step += 1;
        // The nets share nothing, so the gradient of the summed loss is each net’s own.
        for (let i = 0; i < EACH; i++) optimizer.minimise(() => tf.sum(losses()));
        right = accuracies();
        for (const [i, loss] of numbers(losses).entries()) curves[i]?.push(loss);
        return 'running';
      },
      metrics: () => ({ solved: solved(), stuck: NETS - solved(), best: Math.max(...right) }),
      snapshot: () =>
        tf.tidy(() => {
          const shades = (of: tf.Tensor2D) =>
            tf.transpose(tf.round(tf.mul(tf.sigmoid(logits(of)), 255))).arraySync() as number[][];
          const [p = [], q = []] = part(w1);
          const [b = []] = part(b1);
          return {
            reach: REACH,
            ceiling: round(best, 4),
            points: train.x.map((point) => point.map((v) => round(v, 2))),
            label: train.label,
            /** The output of each net over the square, 0 … 255; of the chosen one more finely. */
            maps: shades(coarse),
            field: shades(fine)[chosen] as number[],
            right,
            solved: right.map(solves),
            curves,
            /** Where a hidden unit of the chosen net receives 0: pu + qv + b = 0. */
            lines: units ? p.map((_, j) => [p, q, b].map((of) => round(of[j] as number))) : [],
            /** With two hidden units: where they put the points, and p, q, b of the output’s line there. */
            hidden: units === 2 ? part(hidden(x)).map((h) => h.map((v) => round(v, 2))) : [],
            output: [...tf.slice(w2, [0, chosen], [-1, 1]).dataSync(), b2.dataSync()[chosen] as number].map(
              (v) => round(v),
            ),
          };
        }),
      diagnosis(): Diagnosis<keyof typeof params> | null {
        if (units > 0 && name === 'identity') {
          const message = `${units} hidden units without a nonlinear function make one affine map: a straight line, which cannot do XOR at any width.`;
          return { step, message, param: 'f', reset: 'tanh', term: 'nonlinear-transform-function' };
        }
        if (units < 2) {
          const message = units
            ? 'One hidden unit cuts the plane by parallel lines only: at most three of the four clouds come out right.'
            : 'Without hidden units the net is one affine map: a straight line, and none parts these four clouds.';
          return { step, message, param: 'units', reset: 4, term: 'hyperplane' };
        }
        if (step < STEPS) return null;
        if (solved() < NETS) {
          const message =
            solved() > 0
              ? `${NETS - solved()} of ten nets are stuck on a plateau of the loss. The same net from another start solves it: fitting weights exist, and training need not find them.`
              : `None of ten nets with ${units} units comes within a tenth of the best rule from these starts. Wider ones rarely fail.`;
          return units < 8 ? { step, message, param: 'units', reset: 8 } : { step, message };
        }
        if (noise >= 0.5) {
          const message = `The clouds overlap: not even the best rule gets more than ${(100 * best).toFixed(1)} % right, at any width.`;
          return { step, message, param: 'noise', reset: 0.35 };
        }
        return null;
      },
      set(next) {
        chosen = next.net - 1;
      },
      dispose,
    };
  },
});
