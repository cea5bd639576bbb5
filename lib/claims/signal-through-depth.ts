import model, { drawWeights, pass } from '../models/signal-through-depth.ts';
import { createRng, defaults, defineClaims, type ParamValues, runsOf } from '../sim/index.ts';
import { gradients, normal, owner, tf } from '../tf/index.ts';

type Values = ParamValues<typeof model.params>;
const passes = runsOf(model);
const up = (given: Partial<Values>, seed: number) => passes(seed, given).metrics.up;
const down = (given: Partial<Values>, seed: number) => passes(seed, given).metrics.down;
/** Larger of the two ratios, or its inverse: by how much the signal is off level. */
const offLevel = (given: Partial<Values>, seed: number) =>
  Math.max(...[up(given, seed), down(given, seed)].map((ratio) => Math.max(ratio, 1 / ratio)));

/** Standard deviation and largest magnitude of drawn weights. */
function drawn(given: Partial<Values>, seed: number, fanIn: number, fanOut: number) {
  const w = drawWeights(createRng(seed), { ...defaults(model.params), ...given }, fanIn, fanOut);
  const values = w.dataSync() as Float32Array;
  w.dispose();
  return {
    variance: values.reduce((sum, v) => sum + v * v, 0) / values.length,
    largest: values.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
  };
}

/** Three tanh layers of 8 units learn to give back their inputs: how far units of a layer then differ. */
function differenceAfter(updates: number, rule: Values['rule']): number {
  const { own, variable, dispose } = owner();
  const rng = createRng(1);
  const x = own(normal(rng.fork('inputs'), [16, 8])) as tf.Tensor2D;
  const weights = [0, 1, 2].map((l) =>
    variable(drawWeights(rng.fork(`${l}`), { ...defaults(model.params), rule }, 8, 8)),
  );
  const layers = weights as tf.Tensor[] as tf.Tensor2D[];
  for (let i = 0; i < updates; i++)
    tf.tidy(() => {
      const loss = () => {
        const out = pass(layers, 'tanh', x, x).activations.at(-1) as tf.Tensor2D;
        return tf.mean(tf.squaredDifference(tf.sum(out, 1), tf.sum(x, 1))) as tf.Scalar;
      };
      gradients(loss, weights).gradients.forEach((g, l) => {
        weights[l]?.assign(tf.sub(weights[l] as tf.Tensor, tf.mul(g, 0.01)));
      });
    });
  const difference = tf.tidy(() => {
    const hidden = pass(layers, 'tanh', x, x).activations[1] as tf.Tensor2D;
    return tf.max(tf.sub(tf.max(hidden, 1), tf.min(hidden, 1))).dataSync()[0] as number;
  });
  dispose();
  return difference;
}

export default defineClaims([
  {
    text: 'Between layers of 64 units Xavier’s uniform weights stay within ±0.2165, the root of 6/128; their variance, a third of its square, is 1/64.',
    seeds: 10,
    measure(seed) {
      const { variance, largest } = drawn({ rule: 'uniform' }, seed, 64, 64);
      return largest <= Math.sqrt(6 / 128) + 1e-7 ? variance * 64 : Number.NaN;
    },
    holds: (ratio) => Math.abs(ratio - 1) < 0.1,
    figure: 'variance drawn, times 64',
  },
  {
    text: 'From 96 units to 32 it draws with the same variance 1/64, for the sum of the two is the same.',
    seeds: 10,
    measure: (seed) => drawn({ rule: 'xavier' }, seed, 96, 32).variance * 64,
    holds: (ratio) => Math.abs(ratio - 1) < 0.1,
    figure: 'variance drawn, times 64',
  },
  {
    text: 'A hand-made chain of two linear layers with weights 2 and 3 makes 1 into 2 and 6, and a gradient of 1 into 3.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const one = tf.tensor2d([[1]]);
        const weights = [2, 3].map((w) => tf.tensor2d([[w]]));
        const { activations, gradients: back } = pass(weights, 'linear', one, one);
        const numbers = [...activations, ...back].map((t) => t.dataSync()[0] as number);
        return Number(numbers.join('')) - 2631;
      }),
    holds: (difference) => difference === 0,
    figure: 'difference from the figures 2, 6, 3, 1',
  },
  {
    text: 'Ten linear layers with Xavier weights keep activations and gradients level: neither changes by more than a factor of 1.5.',
    seeds: 10,
    measure: (seed) => offLevel({ rule: 'xavier' }, seed),
    holds: (factor) => factor < 1.5,
    figure: 'largest factor between first and last layer',
  },
  {
    text: 'Weights a fifth smaller, σ = 0.1, leave less than a quarter of both.',
    seeds: 10,
    measure: (seed) => Math.max(up({ sigma: 0.1 }, seed), down({ sigma: 0.1 }, seed)),
    holds: (part) => part < 0.25,
    figure: 'larger of the two parts left',
  },
  {
    text: 'Weights a fifth larger, σ = 0.15, more than treble both.',
    seeds: 10,
    measure: (seed) => Math.min(up({ sigma: 0.15 }, seed), down({ sigma: 0.15 }, seed)),
    holds: (times) => times > 3,
    figure: 'smaller of the two growths',
  },
  {
    text: 'With tanh a slow fade remains at Xavier’s value: a quarter to a half of the spread is left after ten layers, on the way up and on the way back.',
    seeds: 10,
    measure(seed) {
      const set = { rule: 'xavier', activation: 'tanh' } as const;
      const [a, g] = [up(set, seed), down(set, seed)];
      return Math.abs(a - 0.375) > Math.abs(g - 0.375) ? a : g;
    },
    holds: (part) => part > 0.25 && part < 0.5,
    figure: 'part left, the one further from 0.375',
  },
  {
    text: 'With tanh, half of Xavier’s σ leaves less than a hundredth of the activations’ spread.',
    seeds: 10,
    measure: (seed) => up({ sigma: 0.06, activation: 'tanh' }, seed),
    holds: (part) => part < 0.01,
    figure: 'part left',
  },
  {
    text: 'With tanh and three times Xavier’s σ the activations do not grow, more than a quarter of them saturate, and the gradients grow more than eightfold on the way back.',
    seeds: 10,
    measure(seed) {
      const set = { rule: 'own', sigma: 0.375, activation: 'tanh' } as const;
      const flat = passes(seed, set).snapshot.activations.at(-1)?.flat ?? 0;
      return up(set, seed) < 1.1 && flat > 0.25 ? down(set, seed) : 0;
    },
    holds: (times) => times > 8,
    figure: 'growth of the gradients, where the rest holds',
  },
  {
    text: 'ReLU with Xavier weights fades to less than 0.15; with He’s it changes by less than a factor of 3.5.',
    seeds: 10,
    measure(seed) {
      const he = offLevel({ rule: 'he', activation: 'relu' }, seed);
      return he < 3.5 ? up({ rule: 'xavier', activation: 'relu' }, seed) : Number.NaN;
    },
    holds: (part) => part < 0.15,
    figure: 'part left with Xavier, where He’s holds',
  },
  {
    text: 'Where 96 and 32 units alternate, ten linear Xavier layers lose some of both signals.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        up({ rule: 'xavier', widths: 'alternating' }, seed),
        down({ rule: 'xavier', widths: 'alternating' }, seed),
      ),
    holds: (part) => part < 0.95,
    figure: 'larger of the two parts left',
  },
  {
    text: 'There LeCun’s rule keeps the activations level, while the gradients go up and down by about √3 from layer to layer.',
    seeds: 10,
    measure(seed) {
      const { activations, gradients: back } = passes(seed, {
        rule: 'lecun',
        widths: 'alternating',
      }).snapshot;
      const spreads = activations.map(({ spread }) => spread);
      const steps = back.slice(1).map(({ spread }, l) => spread / (back[l]?.spread ?? Number.NaN));
      const smallest = Math.min(...steps.map((step) => Math.max(step, 1 / step)));
      return Math.max(...spreads) / Math.min(...spreads) < 2 ? smallest : Number.NaN;
    },
    holds: (step) => step > 1.3,
    figure: 'smallest change of the gradients between neighbours',
  },
  {
    text: 'If all weights start equal, the units of a layer are still exactly alike after ten updates.',
    seeds: 1,
    measure: () => (differenceAfter(10, 'xavier') > 0.1 ? differenceAfter(10, 'equal') : Number.NaN),
    holds: (difference) => difference === 0,
    figure: 'largest difference between two units',
  },
]);
