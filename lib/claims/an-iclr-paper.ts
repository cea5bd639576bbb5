import model, { steepestSigns } from '../models/an-iclr-paper.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { normal, tf } from '../tf/index.ts';

const trained = runsOf(model);
/** Share right at that size of the change. */
const at = (kind: 'attacked' | 'random', size: number, seed: number, given?: Partial<AnyValues>) => {
  const { snapshot } = trained(seed, given);
  return snapshot[kind][Math.round(50 * size)] as number;
};

export default defineClaims([
  {
    text: 'A linear score wᵀx of 64 inputs changes by ε‖w‖₁ under the attack, to rounding.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const rng = createRng(1);
        const [w, x] = [normal(rng, [64, 1]) as tf.Tensor2D, normal(rng, [5, 64]) as tf.Tensor2D];
        const score = (at: tf.Tensor2D) => tf.matMul(at, w);
        const signs = steepestSigns((at) => tf.sum(score(at)), x);
        const shift = tf.sub(score(tf.add(x, tf.mul(signs, 0.1))), score(x));
        return tf.max(tf.abs(tf.sub(shift, tf.mul(0.1, tf.sum(tf.abs(w)))))).dataSync()[0] as number;
      }),
    holds: (difference) => difference < 1e-4,
    figure: 'largest difference',
  },
  {
    text: 'At ε = 0 nothing changes, and at 0.1 no pixel moves by more than a tenth of the way from paper to ink.',
    seeds: 1,
    measure: () => {
      const { unchanged, attackedDigits } = trained(1).snapshot;
      const same = at('attacked', 0, 1) === at('random', 0, 1);
      const moves = unchanged.flatMap(({ pixels }, i) =>
        pixels.map((v, j) => Math.abs(v - (attackedDigits[i]?.pixels[j] as number)) / 255),
      );
      return same ? Math.max(...moves) : 1;
    },
    holds: (move) => move > 0.09 && move <= 0.1 + 1 / 255,
    figure: 'largest move of a pixel',
  },
  {
    text: 'At ε = 0.1 the attack leaves fewer than six in ten answers right where random changes of the same size leave more than 88 %.',
    seeds: 5,
    measure: (seed) => (at('random', 0.1, seed) > 0.88 ? at('attacked', 0.1, seed) : 1),
    holds: (share) => share < 0.6,
    figure: 'share right under attack (1 where random changes do more harm)',
  },
  {
    text: 'At ε = 0.2 the attack leaves at most one answer in ten, random changes more than three quarters.',
    seeds: 5,
    measure: (seed) => (at('random', 0.2, seed) > 0.75 ? at('attacked', 0.2, seed) : 1),
    holds: (share) => share <= 0.1,
    figure: 'share right under attack (1 where random changes do more harm)',
  },
  {
    text: 'The attack at 0.05 costs more right answers than random changes four times as large.',
    seeds: 5,
    measure: (seed) => {
      const { attacked = 1, random = 0 } = trained(seed, { epsilon: 0.05, times: 4 }).metrics;
      return random - attacked;
    },
    holds: (more) => more > 0.02,
    figure: 'share more that the random change leaves',
  },
  {
    text: 'Training against the attack adds at least eight points under the attack at ε = 0.1; at 0.2 most answers are wrong all the same.',
    seeds: 5,
    measure: (seed) =>
      at('attacked', 0.2, seed, { hardened: true }) < 0.5
        ? at('attacked', 0.1, seed, { hardened: true }) - at('attacked', 0.1, seed)
        : 0,
    holds: (gain) => gain >= 0.08,
    figure: 'share gained at 0.1',
  },
]);
