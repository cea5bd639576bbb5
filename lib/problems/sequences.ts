import { byTime, type Stream } from '../data/streams.ts';
import type { Rng } from '../sim/index.ts';
import { glorotNormal, matrix, owner, rnnCell, tf, unroll } from '../tf/index.ts';

/** What nets that read sequences share: the inputs as tensors in order of time, and the plain recurrent layer. */
export type Inputs = tf.Tensor2D[];
export const inputs = (streams: readonly Stream[]): Inputs => byTime(streams).map(matrix);
/** What is wanted of each stream (row) at each step (column). */
export const labels = (streams: readonly Stream[]) => matrix(streams.map(({ wanted }) => wanted));
/** The states before the first input. */
export const zeroState = (x: Inputs, units: number): tf.Tensor2D =>
  tf.zeros([x[0]?.shape[0] as number, units]);

/** h′ = tanh(xW + hU + b), the same W, U and b at every step, from h = 0 on. */
export function recurrentLayer(rng: Rng, channels: number, units: number) {
  const { variable, dispose } = owner();
  const w = variable(glorotNormal(rng, channels, units)) as tf.Variable<tf.Rank.R2>;
  const u = variable(glorotNormal(rng, units, units)) as tf.Variable<tf.Rank.R2>;
  const b = variable(tf.zeros<tf.Rank.R1>([units])) as tf.Variable<tf.Rank.R1>;
  const cell = rnnCell(w, u, b);
  return {
    variables: [w, u, b] as tf.Variable[],
    u,
    cell,
    states: (x: Inputs) => unroll(cell, x, zeroState(x, units)),
    dispose,
  };
}
