import model, { createGru, parameters } from '../models/open-on-the-flag.ts';
import { createRng, defaults, defineClaims, type ParamValues, remember } from '../sim/index.ts';
import { gruCell, tf } from '../tf/index.ts';

type Values = ParamValues<typeof model.params>;
/** Figures of a trained net as the default convention has them, and as PyTorch’s has them. */
const trained = remember((seed: number) => {
  const values: Values = defaults(model.params);
  const run = model.init(values, createRng(seed));
  for (let i = 0; i < model.schedule.maxSteps; i++) run.step();
  const write = run.metrics() as Record<keyof typeof model.metrics, number>;
  run.set?.({ ...values, convention: 'keep' });
  const keep = run.metrics() as typeof write;
  run.dispose();
  return { ...write, keep };
});

const UNITS = 3;
/** A fresh GRU with a state and an input to try its cell on. */
function tryCell(
  read: (net: ReturnType<typeof createGru>, x: tf.Tensor2D, h: tf.Tensor2D) => tf.Tensor,
): number {
  const net = createGru(createRng(1), UNITS, 0);
  const worst = tf.tidy(
    () => tf.max(tf.abs(read(net, tf.tensor2d([[0.7, 1]]), tf.tensor2d([[0.5, -0.8, 0.2]])))).dataSync()[0],
  ) as number;
  net.dispose();
  return worst;
}
const next = (net: ReturnType<typeof createGru>, x: tf.Tensor2D, h: tf.Tensor2D) =>
  net.cell('none')(x, { h, z: h, r: h }).h;

export default defineClaims([
  {
    text: 'Where z is 0 the state is copied unchanged, whatever the input.',
    seeds: 1,
    measure: () =>
      tryCell((net, x, h) => {
        net.update.b.assign(tf.fill([UNITS], -200));
        return tf.sub(next(net, x, h), h);
      }),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'Where z is 1 and r is 0 the old state plays no part: the new one is tanh(Wx + b).',
    seeds: 1,
    measure: () =>
      tryCell((net, x, h) => {
        net.update.b.assign(tf.fill([UNITS], 200));
        net.reset.b.assign(tf.fill([UNITS], -200));
        return tf.sub(next(net, x, h), next(net, x, tf.zerosLike(h)));
      }),
    holds: (difference) => difference === 0,
    figure: 'largest difference between two old states',
  },
  {
    text: 'The two conventions are one and the same cell: with the weights of its update gate negated, the cell of Cho et al. gives the same state.',
    seeds: 1,
    measure: () =>
      tryCell((net, x, h) => {
        const { update: z, reset: r, write } = net;
        const w = tf.concat([r.w, tf.neg(z.w)], 1) as tf.Tensor2D;
        const b = tf.concat([r.b, tf.neg(z.b)]) as tf.Tensor1D;
        return tf.sub(next(net, x, h), gruCell(w, b, write.w, write.b)(x, h));
      }),
    holds: (difference) => difference < 1e-6,
    figure: 'largest difference',
  },
  {
    text: 'Twenty units over ten inputs have 1 860 parameters as a GRU, 2 480 as an LSTM and 620 as a plain RNN.',
    seeds: 1,
    measure: () => 1e8 * parameters(3, 10, 20) + 1e4 * parameters(4, 10, 20) + parameters(1, 10, 20),
    holds: (counts) => counts === 186_024_800_620,
    figure: 'the three counts, one after the other',
  },
  {
    text: 'After 200 updates on streams of twelve, the GRU’s mean squared error on streams of thirty is at most 0.03; always to say 0 would give a third.',
    seeds: 8,
    measure: (seed) => trained(seed).error,
    holds: (error) => error <= 0.03,
    figure: 'mean squared error',
  },
  {
    text: 'Its update gates are open wider at flags than between them.',
    seeds: 8,
    measure: (seed) => trained(seed).atFlags - trained(seed).between,
    holds: (difference) => difference > 0.03,
    figure: 'mean gate at flags minus mean gate between',
  },
  {
    text: 'In the convention of PyTorch the same gates read the other way round: z is larger between the flags.',
    seeds: 8,
    measure(seed) {
      const { atFlags, between } = trained(seed).keep;
      return between - atFlags;
    },
    holds: (difference) => difference > 0.03,
    figure: 'mean gate between flags minus mean gate at them',
  },
  {
    text: 'Nailing the update gate at its mean does more than twice as much harm as nailing the reset gate shut.',
    seeds: 8,
    measure: (seed) => trained(seed).errorUpdate / trained(seed).errorReset,
    holds: (ratio) => ratio > 2,
    figure: 'squared error with the update gate nailed over that with the reset gate nailed',
  },
]);
