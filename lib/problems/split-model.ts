import { range } from 'd3-array';
import type { Rng } from '../sim/index.ts';
import { matrix, tf } from '../tf/index.ts';

/** A model divided among devices: a matrix cut into parts (tensor parallelism), or layers in stages (a pipeline). */

/** 0 … n − 1 cut into k runs whose lengths differ by one at most. */
export const chunks = (n: number, k: number) =>
  range(k).map((i) => [Math.round((i * n) / k), Math.round(((i + 1) * n) / k)] as const);

/** Y = XW with W cut into parts, one a device; G is the gradient of the loss for Y. Nothing is averaged. */
export function splitMatrix(rng: Rng, cut: 'columns' | 'rows', parts: number) {
  const draw = (rows: number, columns: number) =>
    matrix(range(rows).map(() => range(columns).map(() => rng.int(5) - 2)));
  return tf.tidy(() => {
    const [X, W, G] = [draw(3, 6), draw(6, 6), draw(3, 6)];
    const part = (t: tf.Tensor2D, axis: 0 | 1, [from, to]: readonly [number, number]): tf.Tensor2D =>
      axis === 0 ? tf.slice(t, [from, 0], [to - from, -1]) : tf.slice(t, [0, from], [-1, to - from]);
    const [byColumns, axis] = [cut === 'columns', cut === 'columns' ? 1 : 0] as const;
    const pieces = chunks(6, parts).map((range): Record<'y' | 'dx' | 'dw', tf.Tensor2D> => {
      const w = part(W, axis, range);
      const x = byColumns ? X : part(X, 1, range);
      const g = byColumns ? part(G, 1, range) : G;
      return { y: tf.matMul(x, w), dx: tf.matMul(g, w, false, true), dw: tf.matMul(x, g, true) };
    });
    const glue = (t: tf.Tensor2D[], along: 0 | 1) =>
      t.length === 1 ? (t[0] as tf.Tensor2D) : tf.concat(t, along);
    const add = (t: tf.Tensor2D[]) => tf.addN(t);
    const [y, dx, dw] = [pieces.map((p) => p.y), pieces.map((p) => p.dx), pieces.map((p) => p.dw)];
    const Y = byColumns ? glue(y, 1) : add(y);
    const dX = byColumns ? add(dx) : glue(dx, 1);
    const off = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
    return {
      weights: W.arraySync(),
      owners: chunks(6, parts).flatMap(([from, to], k) => range(from, to).map(() => k)),
      pieces: y.map((t) => t.arraySync()),
      product: Y.arraySync(),
      error: Math.max(
        off(Y, tf.matMul(X, W)),
        off(dX, tf.matMul(G, W, false, true)),
        off(glue(dw, axis), tf.matMul(X, G, true)),
      ),
    };
  });
}

/** S stages, M micro-batches: all forward passes, then all backward ones, each one unit long. */
export function pipeline(stages: number, micro: number) {
  const lanes = range(stages).map((s) =>
    range(micro).flatMap((m) => [
      { batch: m + 1, from: m + s, back: false },
      { batch: m + 1, from: micro + stages - 1 + m + (stages - 1 - s), back: true },
    ]),
  );
  const end = 2 * (micro + stages - 1);
  return { lanes, end, idle: 1 - (2 * micro) / end };
}
