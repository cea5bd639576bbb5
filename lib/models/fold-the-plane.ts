import { raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param } from '../sim/index.ts';
import { activationNames, activations } from '../tf/activations.ts';
import { adam, affine, evaluate, glorotNormal, logisticLoss, owner, tf } from '../tf/index.ts';

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
const GRID = Array.from({ length: LINES ** 2 }, (_, k): Point => [at(k % LINES), at(Math.floor(k / LINES))]);
const rows = (points: readonly Point[]) => tf.tensor2d(points.map(([x, y]) => [x, y]));
const rounded = (values: ArrayLike<number>) => Array.from(values, (v) => Number(v.toFixed(3)) + 0);
const pairs = (x: tf.Tensor2D) => x.arraySync().map(rounded);

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
    const { own, variable, dispose } = owner();
    const weights = rng.fork('weights');
    const sizes = [2, ...Array.from({ length: depth }, () => UNITS), 2, 1];
    const layers = sizes.slice(1).map((fanOut, i) => ({
      w: variable(glorotNormal(weights, sizes[i] as number, fanOut)) as tf.Tensor as tf.Tensor2D,
      b: variable(tf.zeros([fanOut])) as tf.Tensor as tf.Tensor1D,
    }));
    const hidden = layers.slice(0, -1);
    const last = layers.at(-1) as (typeof layers)[0];
    const variables = layers.flatMap(({ w, b }) => [w, b]) as tf.Tensor[] as tf.Variable[];
    const optimizer = own(adam(variables, rate));
    /** T(x): where the hidden layers, a ← f(aW + b), put a point of the plane. */
    const transform = (x: tf.Tensor2D) => hidden.reduce((a, { w, b }) => f(affine(a, w, b)), x);
    const [x, labels, grid] = [own(rows(CORNERS)), own(tf.tensor2d(CLASSES)), own(rows(GRID))];
    const fine = own(rows(raster(20, 1.5)));
    const loss = () => logisticLoss(affine(transform(x), last.w, last.b), labels);
    let step = 0;
    let failed = false;
    const measured = () => evaluate(loss);

    /** g(x) = T(x) − T(0) for x, y and x + y: without T(0), so that an affine T passes. */
    function superposition() {
      const [a, b] = vectors as [Point, Point];
      const inputs = rows([[0, 0], a, b, [a[0] + b[0], a[1] + b[1]]]);
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
        const all = hidden.map((layer) => layer.w).reduce((p, w) => tf.matMul(p, w));
        const shift = tf.reshape(transform(tf.zeros([1, 2])), [2]) as tf.Tensor1D;
        const gaps = tf.abs(tf.sub(affine(grid, all, shift), transform(grid)));
        return [all.arraySync(), tf.max(gaps).dataSync()[0] as number];
      });
      return { matrix: w.map(rounded), off: Number(off.toPrecision(3)) };
    }
    const placesOf = (points: tf.Tensor2D) => tf.tidy(() => pairs(transform(points)));

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
        const logits = tf.tidy(() => affine(transform(fine), last.w, last.b).dataSync());
        return {
          name: activationNames[name],
          size: LINES,
          grid: placesOf(grid),
          corners: placesOf(x),
          /** The output over the input plane, 0 … 255. */
          field: Array.from(logits, (z) => Math.round(255 / (1 + Math.exp(-z)))),
          /** w₁, w₂ and b of the last layer: its line is where w·a + b = 0. */
          line: rounded([...last.w.dataSync(), ...last.b.dataSync()]),
          arrows: [gx, gy, sum, ofSum].map((v) => rounded(v ?? [])),
          gap: Number(gap.toPrecision(3)),
          ...product(),
        };
      },
      diagnosis(): Diagnosis<'f' | 'depth' | 'rate'> | null {
        if (failed)
          return {
            step,
            message: `The loss is no number any more at a rate of ${rate}.`,
            param: 'rate',
            reset: 0.05,
          };
        if (step < STEPS || measured() < 0.1 || name === 'identity') return null;
        const places = placesOf(x);
        const distance = (i: number, j: number) =>
          Math.hypot(...(places[i] as number[]).map((c, k) => c - (places[j]?.[k] as number)));
        if ([0, 1].some((i) => [2, 3].some((j) => distance(i, j) < 0.02)))
          return {
            step,
            message: `With ${activationNames[name]} the layers have put corners of both classes on one point: what is folded together no line can part. Another seed may do better.`,
            term: 'activation',
          };
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
