import model, { clip, losses } from '../models/the-cliff.ts';
import { type AnyValues, createRng, defineClaims, type Point, runsOf } from '../sim/index.ts';
import { gradients, owner, tf } from '../tf/index.ts';

const runs = runsOf(model);
const walked = (given?: Partial<AnyValues>) => runs(1, given);
/** From a start drawn at random, w between 4 and 6 and b between −3 and −2. */
function fromAnywhere(seed: number) {
  const rng = createRng(seed).fork('start');
  return walked({ start: [[4 + 2 * rng.uniform(), -3 + rng.uniform()]] });
}
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The gradient by the chain rule through time, in ordinary numbers. */
function byRecursion([w, b]: Point): Point {
  let [x, dw, db] = [0.5, 0, 0];
  for (let t = 0; t < 50; t++) {
    const s = sigmoid(x);
    const slope = w * s * (1 - s);
    [dw, db] = [s + slope * dw, 1 + slope * db];
    x = w * s + b;
  }
  const s = sigmoid(x);
  const outer = 2 * (s - 0.7) * s * (1 - s);
  return [outer * dw, outer * db];
}
function byTensors(at: Point): Point {
  const { variable, dispose } = owner();
  const theta = at.map((v) => variable(tf.scalar(v))) as [tf.Variable, tf.Variable];
  const g = tf.tidy(() =>
    gradients(() => losses(...theta) as tf.Scalar, theta).gradients.map((v) => v.dataSync()[0]),
  );
  dispose();
  return g as unknown as Point;
}

export default defineClaims([
  {
    text: 'Clipped to 1 by norm, the gradient (3, 4) becomes (0.6, 0.8); by value it becomes (1, 1), turned by 8.13 degrees; (0.3, 0.4) stays as it is.',
    seeds: 1,
    measure() {
      const [g, v, small] = [clip.norm([3, 4], 1), clip.value([3, 4], 1), clip.norm([0.3, 0.4], 1)];
      const turned = ((Math.atan2(4, 3) - Math.atan2(v[1], v[0])) * 180) / Math.PI;
      return Math.max(
        Math.abs(g[0] - 0.6),
        Math.abs(g[1] - 0.8),
        Math.abs(v[0] - 1),
        Math.abs(v[1] - 1),
        Math.abs(small[0] - 0.3),
        Math.abs(small[1] - 0.4),
        Math.abs(turned - 8.1301) / 100,
      );
    },
    holds: (error) => error < 1e-6,
    figure: 'largest error',
  },
  {
    text: 'The demo’s gradient through 50 steps is that of the chain rule written out by hand, to within a thousandth.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...(
          [
            [4, -1.5],
            [4.5, -2],
            [3.5, -2],
            [5, -3.2],
          ] as const
        ).flatMap((at) => {
          const [exact, found] = [byRecursion(at), byTensors(at)];
          return exact.map((v, i) => Math.abs((found[i] as number) / v - 1));
        }),
      ),
    holds: (error) => error < 1e-3,
    figure: 'largest relative error',
  },
  {
    text: 'From (4.8, −3) the clipped runner ends with a loss below 0.01. The plain one makes a step longer than 10 and ends off the map, above 0.05.',
    seeds: 1,
    measure: () => {
      const run = walked();
      return run.metrics.clipped < 0.01 && run.metrics.plain > 0.05 ? run.metrics.longestPlain : 0;
    },
    holds: (length) => length > 10,
    figure: 'longest step of the plain runner (0 where it is not so)',
  },
  {
    text: 'Half the learning rate does not save the plain runner: its loss then is more than five times the clipped one’s.',
    seeds: 1,
    measure: () => walked({ rate: 0.1 }).metrics.plain / walked({ rate: 0.1 }).metrics.clipped,
    holds: (ratio) => ratio > 5,
    figure: 'plain loss over clipped',
  },
  {
    text: 'From nearly every start near the wall the clipped runner ends with a loss below 0.01.',
    seeds: 20,
    needed: 18,
    measure: (seed) => fromAnywhere(seed).metrics.clipped,
    holds: (loss) => loss < 0.01,
    figure: 'final loss with clipping',
  },
  {
    text: 'From at least a quarter of them the plain runner ends above 0.05.',
    seeds: 20,
    needed: 5,
    measure: (seed) => fromAnywhere(seed).metrics.plain,
    holds: (loss) => loss > 0.05,
    figure: 'final loss without clipping',
  },
  {
    text: 'No clipped step is longer than the learning rate times the threshold.',
    seeds: 20,
    measure: (seed) => fromAnywhere(seed).metrics.longestClipped / (0.2 * 1),
    holds: (ratio) => ratio <= 1 + 1e-5,
    figure: 'longest step over that product',
  },
  {
    text: 'A threshold above every gradient on the path changes nothing: both runners make the same steps.',
    seeds: 1,
    measure: () => {
      const [a = [], b = []] = walked({ threshold: 1e4 }).snapshot.paths;
      return Math.max(
        ...a.map(([w, v], i) => Math.abs(w - (b[i]?.[0] ?? 0)) + Math.abs(v - (b[i]?.[1] ?? 0))),
      );
    },
    holds: (difference) => difference === 0,
    figure: 'largest distance of the two paths',
  },
]);
