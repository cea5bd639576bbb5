import { range } from 'd3-array';
import { raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { digits, round } from '../sim/numbers.ts';
import { activationNames, activations } from '../tf/activations.ts';
import { adam, affine, evaluate, glorotNormal, logisticLoss, matrix, owner, tf } from '../tf/index.ts';

const UPDATES = 3;
const STEPS = 100;
const UNITS = 8;
/** Lines of the grid over the square from −1.5 to 1.5, and points on each. */
const LINES = 13;

/** XOR: the class says whether the signs differ. */
export const CORNERS: readonly Point[] = [
  [-1, -1],
  [1, 1],
  [-1, 1],
  [1, -1],
];
const CLASSES = [[0], [0], [1], [1]];
/** The least logistic loss of any line on XOR: with both classes balanced about it, it knows nothing. */
export const LEAST = Math.log(2);

const at = (i: number) => (3 * i) / (LINES - 1) - 1.5;
const GRID = range(LINES ** 2).map((k): Point => [at(k % LINES), at(Math.floor(k / LINES))]);

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Show',
      options: { fold: 'The fold', sum: 'Superposition' },
      default: 'fold',
      live: true,
    }),
    f: param.choice({
      label: 'Function after each layer',
      options: {
        identity: activationNames.identity,
        tanh: activationNames.tanh,
        relu: activationNames.relu,
        sigmoid: activationNames.sigmoid,
      },
      default: 'tanh',
    }),
    depth: param.number({ label: 'Layers of 8 units', min: 1, max: 4, step: 1, default: 1 }),
    rate: param.number({ label: 'Learning rate', min: 0.005, max: 0.2, scale: 'log', default: 0.05 }),
    vectors: param.points({
      label: 'x and y',
      min: -1.5,
      max: 1.5,
      default: [
        [1, -0.4],
        [0.3, 1],
      ],
      live: true,
      inView: true,
    }),
  },
  metrics: {
    loss: { label: 'loss' },
    line: { label: 'least loss of a line' },
    gap: { label: 'gap in superposition' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 20 },

  init(values, rng) {
    const { f: name, depth, rate } = values;
    let { vectors } = values;
    const f = activations[name];
    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const sizes = [2, ...range(depth).map(() => UNITS), 2, 1];
    const hidden = sizes.slice(1, -1).map((n, i) => layer(glorotNormal(weights, sizes[i] as number, n)));
    const last = layer(glorotNormal(weights, 2, 1));
    const variables = [...hidden, last].flatMap((l) => l.variables);
    const optimizer = own(adam(variables, rate));
    /** T(x): where the hidden layers, a ← f(aW + b), put a point of the plane. */
    const transform = (x: tf.Tensor2D) => hidden.reduce((a, l) => f(l(a)), x);
    const [x, labels, grid] = [own(matrix(CORNERS)), own(tf.tensor2d(CLASSES)), own(matrix(GRID))];
    const fine = own(matrix(raster(20, 1.5)));
    const loss = () => logisticLoss(last(transform(x)), labels);
    let step = 0;
    let failed = false;
    const measured = () => evaluate(loss);

    /** g(x) = T(x) − T(0) for x, y and x + y: without T(0), so that an affine T passes. */
    function superposition() {
      const [a, b] = vectors as [Point, Point];
      const inputs = matrix([[0, 0], a, b, [a[0] + b[0], a[1] + b[1]]]);
      const [zero, ...images] = tf.tidy(() => transform(inputs).arraySync()) as [number[], ...number[][]];
      inputs.dispose();
      const [gx, gy, ofSum] = images.map((v) => v.map((c, i) => c - (zero[i] as number))) as number[][];
      const sum = gx?.map((c, i) => c + (gy?.[i] as number)) as number[];
      const gap = Math.hypot(...sum.map((c, i) => c - (ofSum?.[i] as number)));
      return { arrows: { x: gx, y: gy, sum, ofSum }, gap };
    }
    /** The matrices of the hidden layers multiplied, W₁W₂…, and the largest distance of xW + T(0) from T(x) on the grid. */
    function product() {
      const [w, off] = tf.tidy(() => {
        const all = hidden.map((l): tf.Tensor2D => l.w).reduce((p, w) => tf.matMul(p, w));
        const shift = tf.reshape(transform(tf.zeros([1, 2])), [2]) as tf.Tensor1D;
        const gaps = tf.abs(tf.sub(affine(grid, all, shift), transform(grid)));
        return [all.arraySync(), tf.max(gaps).dataSync()[0] as number];
      });
      return { matrix: round(w, 3), off: digits(off, 3) };
    }
    const placesOf = (points: tf.Tensor2D) => tf.tidy(() => round(transform(points).arraySync(), 3));

    return {
      step() {
        step += 1;
        for (let i = 0; i < UPDATES; i++) optimizer.minimise(loss);
        failed = !Number.isFinite(measured());
        return failed ? 'diverged' : 'running';
      },
      metrics: () => (failed ? {} : { loss: measured(), line: LEAST, gap: superposition().gap }),
      snapshot() {
        const { arrows, gap } = superposition();
        const { x: gx, y: gy, sum, ofSum } = arrows;
        const logits = tf.tidy(() => last(transform(fine)).dataSync());
        return {
          name: activationNames[name],
          size: LINES,
          grid: placesOf(grid),
          corners: placesOf(x),
          /** The output over the input plane, 0 … 255. */
          field: Array.from(logits, (z) => Math.round(255 / (1 + Math.exp(-z)))),
          /** w₁, w₂ and b of the last layer: its line is where w·a + b = 0. */
          line: round([...last.w.dataSync(), ...last.b.dataSync()], 3),
          arrows: round([gx ?? [], gy ?? [], sum, ofSum ?? []], 3),
          gap: digits(gap, 3),
          ...product(),
        };
      },
      diagnosis(): Diagnosis<'f' | 'depth' | 'rate'> | null {
        if (failed) {
          const message = `The loss is no number any more at a rate of ${rate}.`;
          return { step, message, param: 'rate', reset: 0.05 };
        }
        if (step < STEPS || measured() < 0.1 || name === 'identity') return null;
        const places = placesOf(x);
        const distance = (i: number, j: number) =>
          Math.hypot(...(places[i] as number[]).map((c, k) => c - (places[j]?.[k] as number)));
        if ([0, 1].some((i) => [2, 3].some((j) => distance(i, j) < 0.02))) {
          const message = `With ${activationNames[name]} the layers have put corners of both classes on one point: what is folded together no line can part. Another seed may do better.`;
          return { step, message, term: 'activation' };
        }
        return name === 'sigmoid' && depth > 1
          ? {
              step,
              message: `The slope of a sigmoid is at most a quarter, so the gradient may shrink at each of these ${depth + 1} layers on its way back.`,
              param: 'depth',
              reset: 1,
              term: 'vanishing-gradient-problem',
            }
          : {
              step,
              message: `At a rate of ${rate} the run ends before it has learnt XOR.`,
              param: 'rate',
              reset: 0.05,
            };
      },
      set(next) {
        ({ vectors } = next);
      },
      dispose,
    };
  },
});
