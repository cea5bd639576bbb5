import model, { highway, WIDTH } from '../models/gate-bias.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { normal, tf } from '../tf/index.ts';

const run = runsOf(model);

export default defineClaims([
  {
    text: 'A gate of 0 hands the input on, a gate of 1 makes an ordinary layer.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const x = normal(createRng(1), [5, WIDTH]) as tf.Tensor2D;
        const w = normal(createRng(2), [WIDTH, WIDTH]) as tf.Tensor2D;
        const layer = (bias: number) =>
          highway(
            x,
            tf.concat([w, tf.zeros([WIDTH, WIDTH])], 1) as tf.Tensor2D,
            tf.concat([tf.zeros([WIDTH]), tf.fill([WIDTH], bias)]) as tf.Tensor1D,
          ).y;
        const far = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
        return Math.max(far(layer(-80), x), far(layer(80), tf.tanh(tf.matMul(x, w))));
      }),
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'A bias of −2 starts the gates near σ(−2) = 0.119, so twenty layers directly carry 0.881²⁰, about 8 %, of the input.',
    seeds: 1,
    measure: () => (1 - 1 / (1 + Math.exp(2))) ** 20,
    holds: (part) => Math.abs(part - 0.079) < 0.0005,
    figure: 'share carried',
  },
  {
    text: 'Twenty layers whose gates start nearly closed (bias −2) get more than 97 % of the points right after 60 updates, and their loss is less than half of that with gates that start open (bias 3).',
    seeds: 3,
    measure: (seed) =>
      run(seed).metrics.accuracy > 0.97 ? run(seed).metrics.loss / run(seed).metrics.openLoss : Number.NaN,
    holds: (part) => part < 0.5,
    figure: 'loss with bias −2 over loss with bias 3',
  },
  {
    text: 'Five layers do not need it: there the gates that start open usually end with the lower loss.',
    seeds: 10,
    needed: 7,
    measure: (seed) => {
      const { loss, openLoss } = run(seed, { depth: 5 }).metrics;
      return loss / openLoss;
    },
    holds: (part) => part > 1,
    figure: 'loss with bias −2 over loss with bias 3, five layers',
  },
  {
    text: 'Taking one layer out of the trained net costs less than 5 points of a hundred on average.',
    seeds: 3,
    measure: (seed) => run(seed).metrics.drop,
    holds: (drop) => drop < 0.05,
    figure: 'mean drop of the share right',
  },
  {
    text: 'Training leaves no layer’s mean gate above 0.7, for either class.',
    seeds: 3,
    measure: (seed) => Math.max(...run(seed).snapshot.gates.flat()),
    holds: (gate) => gate < 0.7,
    figure: 'largest mean gate',
  },
]);
