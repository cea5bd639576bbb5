import { raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { digits } from '../sim/numbers.ts';
import { clipByNorm, gradients, owner, tf } from '../tf/index.ts';

const TIME = 50;
const TARGET = 0.7;
const STEPS = 300;
/** The part of the (w, b) plane that is shown. */
export const GROUND = { w: [3, 7], b: [-4.5, -0.5] } as const;
const CELLS = 61;
const norm = ([a, b]: Point) => Math.hypot(a, b);

/** A recurrent net of one unit: x ← wσ(x) + b, 50 times from 0.5; the loss is (σ(x) − 0.7)². One net for each element of w and b. */
export function losses(w: tf.Tensor, b: tf.Tensor): tf.Tensor {
  let x: tf.Tensor = tf.fill(w.shape, 0.5);
  for (let t = 0; t < TIME; t++) x = tf.add(tf.mul(w, tf.sigmoid(x)), b);
  return tf.square(tf.sub(tf.sigmoid(x), TARGET));
}

export const clip = {
  /** g · c / ‖g‖ where ‖g‖ > c (Pascanu, Mikolov and Bengio 2013). */
  norm: ([a, b]: Point, c: number): Point =>
    tf.tidy(() => {
      const { gradients: both } = clipByNorm([tf.scalar(a), tf.scalar(b)], c);
      const [u, v] = both.map((g) => g.dataSync()[0]) as [number, number];
      return [u, v] as [number, number];
    }),
  /** Each component into [−c, c]. */
  value: ([a, b]: Point, c: number): Point => [Math.min(c, Math.max(-c, a)), Math.min(c, Math.max(-c, b))],
};

/** Height of the ground for the picture, 128 (lowest) … 255, on a log scale. */
const surface = () =>
  tf.tidy(() => {
    const centre = (range: readonly [number, number]) => (range[0] + range[1]) / 2;
    const at = raster(CELLS, 2);
    const w = tf.tensor1d(at.map(([v]) => v + centre(GROUND.w)));
    const b = tf.tensor1d(at.map(([, v]) => v + centre(GROUND.b)));
    return Array.from(losses(w, b).dataSync(), (loss) => {
      const height = (Math.log10(Math.max(loss, 1e-4)) + 4) / 4;
      return Math.min(255, 128 + Math.round(127 * height));
    });
  });

/** Two runners from one start, with and without clipping, on the loss of a one-unit recurrent net. */
export default defineSimulation({
  params: {
    start: param.points({ label: 'Start', min: -8, max: 8, default: [[4.8, -3]], inView: true }),
    mode: param.choice({
      label: 'Clip by',
      options: { norm: 'Norm', value: 'Value' },
      default: 'norm',
    }),
    threshold: param.number({ label: 'Threshold c', min: 0.01, max: 1e4, scale: 'log', default: 1 }),
    rate: param.number({ label: 'Learning rate', min: 0.01, max: 1, scale: 'log', default: 0.2 }),
  },
  metrics: {
    clipped: { label: 'loss with clipping' },
    plain: { label: 'loss without clipping' },
    gradient: { label: 'gradient norm before clipping' },
    longestClipped: { label: 'longest step with clipping' },
    longestPlain: { label: 'longest step without' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init({ start, mode, threshold, rate }) {
    const { variable, dispose } = owner();
    const from = start[0] as Point;
    // Element 0 is the clipped runner, 1 the plain one.
    const [w, b] = [variable(tf.tensor1d([from[0], from[0]])), variable(tf.tensor1d([from[1], from[1]]))];
    const paths: [Point[], Point[]] = [[from], [from]];
    const longest = [0, 0];
    const ground = surface();
    /** Loss and gradient of both runners at their places. */
    const look = () => {
      const {
        w: dw,
        b: db,
        loss,
      } = tf.tidy(() => {
        const [gw, gb] = gradients(() => tf.sum(losses(w, b)) as tf.Scalar, [w, b]).gradients;
        return {
          w: [...(gw?.dataSync() ?? [])],
          b: [...(gb?.dataSync() ?? [])],
          loss: [...losses(w, b).dataSync()],
        };
      });
      return loss.map((value, i) => ({ loss: value, g: [dw[i], db[i]] as unknown as Point }));
    };
    let here = look();
    let step = 0;
    let clippings = 0;
    let skipped = 0;
    /** The largest gradient clipped so far, and what both kinds of clipping make of it. */
    let largest: Point | null = null;
    return {
      step() {
        step += 1;
        here.forEach(({ g }, i) => {
          if (!Number.isFinite(norm(g))) {
            skipped += 1;
            return;
          }
          const used = i === 0 ? clip[mode](g, threshold) : g;
          if (i === 0 && norm(used) < norm(g) * (1 - 1e-6)) {
            clippings += 1;
            if (largest === null || norm(g) > norm(largest)) largest = g;
          }
          const [at0, at1] = paths[i as 0].at(-1) as Point;
          paths[i as 0].push([at0 - rate * used[0], at1 - rate * used[1]]);
          longest[i] = Math.max(longest[i] as number, rate * norm(used));
        });
        const place = (k: 0 | 1) => tf.tensor1d(paths.map((path) => (path.at(-1) as Point)[k]));
        tf.tidy(() => {
          w.assign(place(0));
          b.assign(place(1));
        });
        here = look();
        return 'running';
      },
      metrics: () => ({
        clipped: here[0]?.loss as number,
        plain: here[1]?.loss as number,
        gradient: norm(here[0]?.g as Point),
        longestClipped: longest[0] as number,
        longestPlain: longest[1] as number,
      }),
      snapshot: () => ({
        ground,
        paths: paths.map((path) => path.map(([p, q]): Point => [digits(p, 4), digits(q, 4)])),
        clippings,
        largest: largest && {
          raw: digits(largest, 4),
          norm: clip.norm(largest, threshold).map((v) => digits(v, 4)),
          value: clip.value(largest, threshold).map((v) => digits(v, 4)),
        },
      }),
      diagnosis(): Diagnosis<'threshold' | 'rate'> | null {
        if (skipped > 0) {
          const message = `${skipped} gradients were not finite: NaN divided by NaN stays NaN, so those steps were skipped.`;
          return { step, message, param: 'rate', reset: 0.2 };
        }
        if (step < 50) return null;
        if (clippings === 0) {
          const message = `No gradient on this path was longer than ${threshold}: clipping did nothing, and both paths are the same.`;
          return { step, message, param: 'threshold', reset: 1 };
        }
        if (clippings > 0.9 * step) {
          const message = `${clippings} of ${step} gradients were clipped: at a threshold this small training is a walk in steps of one length, ${digits(rate * threshold, 2)}, whatever the slope.`;
          return { step, message, param: 'threshold', reset: 1 };
        }
        return null;
      },
      dispose,
    };
  },
});
