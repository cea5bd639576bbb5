import { tf } from '../tf/index.ts';
import { copy } from './tensor-lists.ts';

/** Updates of θ up to the first that leads too far: that one is taken back, and no other follows. */
export function untilTooFar(theta: readonly tf.Variable[]) {
  let divergedAt: number | null = null;
  return {
    /** The update that was taken back. */
    divergedAt: () => divergedAt,
    /** Makes update t, which is told θ as it was before it and returns whether the result may stand. */
    step: (t: number, update: (before: readonly tf.Tensor[]) => boolean) =>
      tf.tidy(() => {
        if (divergedAt !== null) return;
        const before = theta.map((v) => v.clone());
        if (update(before)) return;
        divergedAt = t;
        copy(before, theta);
      }),
  };
}
