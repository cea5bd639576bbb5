import { range } from 'd3-array';
import { byClass, moons, raster, rings } from '../data/points.ts';
import { defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, round } from '../sim/numbers.ts';
import { type Activation, activationNames, activations } from '../tf/activations.ts';
import {
  adam,
  column,
  glorotNormal,
  gradients,
  logisticLoss,
  matrix,
  owner,
  signAccuracy,
  tf,
} from '../tf/index.ts';

/** The part of the plane that is drawn reaches from −reach to reach on both axes. */
const reach = 1.65;
const params = {
  left: param.choice({ label: 'Left net’s function', options: activationNames, default: 'identity' }),
  right: param.choice({ label: 'Right net’s function', options: activationNames, default: 'tanh' }),
  data: param.choice({ label: 'Data', options: { rings: 'Rings', moons: 'Moons' }, default: 'rings' }),
  width: param.number({ label: 'Units per hidden layer', min: 2, max: 12, step: 1, default: 8 }),
  lr: param.number({ label: 'Learning rate', min: 0.003, max: 0.3, scale: 'log', default: 0.03 }),
  inside: param.choice({
    label: 'Look inside',
    options: { left: 'Left net', right: 'Right net' },
    default: 'right',
    live: true,
  }),
  input: param.points({ label: 'Input', min: -reach, max: reach, default: [[0.3, 0.3]], live: true }),
};
type Side = ParamValues<typeof params>['inside'];
const sides: readonly Side[] = ['left', 'right'];
/** The identity apart, which closes no curve at any width. */
const neverFalling: readonly string[] = ['sigmoid', 'tanh', 'relu', 'elu'];

const tooLarge = 1e6;
/** Pre-activations at which the shape of f is drawn. */
const axis = range(41).map((i) => (i - 20) / 4);

/** Two hidden layers, a⁽ˡ⁾ = f(a⁽ˡ⁻¹⁾W⁽ˡ⁾ + b⁽ˡ⁾) with an input a row, and an affine output: the logit of class 1. */
function createNet(f: Activation, width: number, lr: number, rng: Rng) {
  const { own, layer, dispose } = owner();
  const [first, second] = [layer(glorotNormal(rng, 2, width)), layer(glorotNormal(rng, width, width))];
  const last = layer(glorotNormal(rng, width, 1));
  const variables = [first, second, last].flatMap((l) => l.variables);
  const optimizer = own(adam(variables, lr));
  /** z and a of all hidden units, the first layer’s before the second’s: [rows, 2 width]; logits: [rows, 1]. */
  function forward(x: tf.Tensor2D) {
    const z1 = first(x);
    const a1 = f(z1);
    const z2 = second(a1);
    const a2 = f(z2);
    return { z: tf.concat([z1, z2], 1), a: tf.concat([a1, a2], 1), logits: last(a2) };
  }
  return {
    forward,
    /** One update from the whole training set, unless its loss is out of bounds; returns that loss. */
    train: (x: tf.Tensor2D, y: tf.Tensor2D) =>
      tf.tidy(() => {
        const { loss, gradients: g } = gradients(() => logisticLoss(forward(x).logits, y), variables);
        const value = loss.dataSync()[0] as number;
        if (value < tooLarge) optimizer.apply(g);
        return value;
      }),
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    right: { label: 'right net’s test accuracy' },
    left: { label: 'left net’s test accuracy' },
  },
  schedule: { posterSteps: 250, maxSteps: 250, stepsPerSecond: 50 },
  init(values, rng) {
    const { width, lr } = values;
    let { inside, input } = values;
    let step = 0;
    let diverged = false;
    const { own, dispose } = owner();
    const draw = { rings, moons }[values.data];
    const [train, test] = [draw(rng.fork('data'), 160), draw(rng.fork('test'), 400)];
    const [x, y] = [own(matrix(train.x)), own(column(train.label))];
    const testX = own(matrix(test.x));
    const [fine, coarse] = [own(matrix(raster(24, reach))), own(matrix(raster(12, reach)))];
    const create = (side: Side) => own(createNet(activations[values[side]], width, lr, rng.fork('weights')));
    const nets = { left: create('left'), right: create('right') };

    const accuracy = (side: Side) =>
      tf.tidy(() => signAccuracy(nets[side].forward(testX).logits.dataSync(), test.label));
    /** Each hidden unit’s activation over the plane, 0 … 255 for −m … m, m being the largest size in its layer. */
    const maps = () => {
      const a = tf.transpose(tf.reshape(nets[inside].forward(coarse).a, [-1, 2, width]), [1, 2, 0]);
      const m = tf.maximum(tf.max(tf.abs(a), [1, 2], true), 1e-9);
      const shades = tf.round(tf.mul(tf.add(tf.div(a, m), 1), 127.5));
      return tf.reshape(shades, [2 * width, -1]).arraySync() as number[][];
    };
    /** Why a net may fail although its loss is in order. */
    const findings = (side: Side): string[] => {
      const f = activationNames[values[side]];
      const silent = tf.tidy(() => tf.equal(tf.max(tf.abs(nets[side].forward(x).a), 0), 0).dataSync());
      const off = silent.filter(Boolean).length;
      return [
        width === 2 && values.data === 'rings' && neverFalling.includes(values[side])
          ? `With 2 units per layer, as few as the inputs, ${f} cannot close a curve around the inner ring, because it never falls; with 3 it can.`
          : [],
        off > 0
          ? `Off, with 0 at every training point: ${off} of the ${side} net’s ${2 * width} hidden units.`
          : [],
      ].flat();
    };
    return {
      step() {
        step += 1;
        diverged = !sides.map((side) => nets[side].train(x, y)).every((loss) => loss < tooLarge);
        return diverged ? 'diverged' : 'running';
      },
      snapshot: () => ({
        points: round(byClass(train), 2),
        ...tf.tidy(() => {
          const logits = (side: Side) => digits(nets[side].forward(fine).logits.dataSync(), 3);
          const { z, a } = nets[inside].forward(matrix(input));
          const f = activations[values[inside]](column(axis));
          return {
            names: { left: activationNames[values.left], right: activationNames[values.right] },
            reach,
            logits: { left: logits('left'), right: logits('right') },
            f: { z: axis, a: round(f.dataSync(), 4) },
            units: { z: round(z.dataSync(), 4), a: round(a.dataSync(), 4), maps: maps() },
          };
        }),
      }),
      metrics: () => ({ right: accuracy('right'), left: accuracy('left') }),
      diagnosis() {
        if (diverged) {
          const message = `The loss passed a million at step ${step}: the learning rate is too large.`;
          return { step, message, param: 'lr', reset: 0.03, term: 'adam' };
        }
        const message = [...new Set(sides.flatMap(findings))].join(' ');
        if (!message) return null;
        return width === 2 ? { step, message, param: 'width', reset: 8 } : { step, message };
      },
      set(next) {
        ({ inside, input } = next);
      },
      dispose,
    };
  },
});
