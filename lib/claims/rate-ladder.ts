import model, { ofBatch, standardise } from '../models/rate-ladder.ts';
import { createRng, defaults, defineClaims, type ParamValues, remember } from '../sim/index.ts';
import { normal, tf } from '../tf/index.ts';

type Values = ParamValues<typeof model.params>;

function train(seed: number, given: Partial<Values>) {
  const values = { ...defaults(model.params), ...given };
  const run = model.init(values, createRng(seed));
  for (let i = 0; i < model.schedule.maxSteps; i++) run.step();
  const { right, shown } = run.snapshot();
  run.set?.({ ...values, alone: true });
  const result = {
    right,
    best: { normalised: Math.max(...right.normalised), plain: Math.max(...right.plain) },
    running: shown.normalised,
    alone: run.snapshot().shown.normalised,
  };
  run.dispose();
  return result;
}

const trained = remember((seed: number, given: Partial<Values> = {}) => train(seed, given));

/** Σ c·ẑ of a batch of 8 with z = xW + b and ε = 0, and its gradients for W and b. */
function layer(factor: number) {
  const draw = (shape: number[]) => normal(createRng(`layer ${shape}`), shape);
  const loss = (w: tf.Tensor, b: tf.Tensor) => {
    const z = tf.add(tf.matMul(draw([1, 8, 3]), w), b);
    return tf.sum(tf.mul(standardise(z, ofBatch(z), 0), draw([1, 8, 4]))) as tf.Scalar;
  };
  return tf.tidy(() => {
    const at = [tf.mul(draw([1, 3, 4]), factor), draw([1, 1, 4])] as [tf.Tensor, tf.Tensor];
    const { value, grads } = tf.valueAndGrads(loss)(at);
    const [w = [], b = []] = grads.map((g) => [...g.dataSync()]);
    return { loss: value.dataSync()[0] as number, w, b };
  });
}
const furthest = (v: readonly number[]) => Math.max(...v.map(Math.abs));

export default defineClaims([
  {
    text: 'Without ε the values 1, 2, 3 and 4 have mean 2.5 and variance 1.25, and become −1.3416, −0.4472, 0.4472 and 1.3416.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const z = tf.tensor3d([1, 2, 3, 4], [1, 4, 1]);
        const expected = [-1.3416408, -0.4472136, 0.4472136, 1.3416408];
        const values = [...standardise(z, ofBatch(z), 0).dataSync()];
        return furthest(values.map((v, i) => v - (expected[i] as number)));
      }),
    holds: (difference) => difference < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'The gradient for a bias just before the normalisation is 0.',
    seeds: 1,
    measure: () => furthest(layer(1).b),
    holds: (gradient) => gradient < 1e-5,
    figure: 'largest gradient',
  },
  {
    text: 'Weights five times as large give the same output, and a gradient a fifth as large.',
    seeds: 1,
    measure() {
      const [one, five] = [layer(1), layer(5)];
      return furthest([one.loss - five.loss, ...one.w.map((g, i) => g - 5 * (five.w[i] as number))]);
    },
    holds: (difference) => difference < 1e-4,
    figure: 'largest difference',
  },
  {
    text: 'After 100 updates the normalised net has at least four in five test points right at every rate from 0.03 to 3.',
    seeds: 10,
    measure: (seed) => Math.min(...trained(seed).right.normalised.slice(0, 5)),
    holds: (right) => right >= 0.8,
    figure: 'lowest test accuracy at these rates',
  },
  {
    text: 'At rate 3 and at 10 the plain net only guesses: at most three in five test points right.',
    seeds: 10,
    measure: (seed) => Math.max(...trained(seed).right.plain.slice(4)),
    holds: (right) => right <= 0.6,
    figure: 'higher test accuracy of the two',
  },
  {
    text: 'At rate 10 the normalised net has lost its way too: it falls below nine in ten.',
    seeds: 10,
    needed: 9,
    measure: (seed) => trained(seed).right.normalised[5] as number,
    holds: (right) => right < 0.9,
    figure: 'test accuracy at rate 10',
  },
  {
    text: 'From weights a tenth as large the plain net learns at no rate: three in five right at most.',
    seeds: 10,
    needed: 9,
    measure: (seed) => trained(seed, { initScale: 0.1 }).best.plain,
    holds: (right) => right <= 0.6,
    figure: 'test accuracy at its best rate',
  },
  {
    text: 'From weights a tenth as large the normalised net still has nine in ten right at half of the six rates or more.',
    seeds: 10,
    needed: 9,
    measure: (seed) => trained(seed, { initScale: 0.1 }).right.normalised.filter((r) => r >= 0.9).length,
    holds: (rates) => rates >= 3,
    figure: 'rates with 90 % right',
  },
  {
    text: 'With batches of one the normalised net stays near chance at every rate, and the plain net at its best rate is the better one.',
    seeds: 10,
    measure: (seed) => {
      const { best } = trained(seed, { batch: 1 });
      return best.normalised <= 0.65 ? best.plain - best.normalised : -1;
    },
    holds: (lead) => lead > 0.05,
    figure: 'lead of the plain net in accuracy, each at its best rate',
  },
  {
    text: 'Asked about each point alone in training mode, the trained normalised net gives one and the same answer everywhere.',
    seeds: 10,
    measure(seed) {
      const { field } = trained(seed).alone;
      return Math.max(...field) - Math.min(...field);
    },
    holds: (range) => range === 0,
    figure: 'range of the probability over the plane, in 255ths',
  },
]);
