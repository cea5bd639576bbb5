import { byClass, moons, raster } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { digits, each, round } from '../sim/numbers.ts';
import { batches, gradients, heNormal, logisticLoss, matrix, owner, signAccuracy, tf } from '../tf/index.ts';

/** The ladder: one copy of each net learns at each of these rates. */
const RATES = [0.03, 0.1, 0.3, 1, 3, 10];
const COPIES = RATES.length;
const WIDTHS = [2, 12, 12, 12, 12, 12, 12];
const TRAIN_SIZE = 256;
const TEST_SIZE = 200;
/** Updates between two tests. */
const EVERY = 20;
const EPSILON = 1e-3;
/** Share of the old value that a running average keeps at each update. */
const KEEP = 0.9;
/** The drawn part of the plane. */
const REACH = 2;

type Moments = { mean: tf.Tensor; variance: tf.Tensor };
/** Each copy has its own; z is [copies, batch, units]. The variance divides by the size of the batch. */
export const ofBatch = (z: tf.Tensor): Moments => tf.moments(z, 1, true);
/** An example alone is its own mean. */
const ofOne = (z: tf.Tensor): Moments => ({ mean: z, variance: tf.zerosLike(z) });

/** ẑ = (z − μ) / √(σ² + ε), unit by unit. */
export const standardise = (z: tf.Tensor, { mean, variance }: Moments, epsilon = EPSILON): tf.Tensor =>
  tf.mul(tf.sub(z, mean), tf.rsqrt(tf.add(variance, epsilon)));

/** Six layers relu(γẑ + β) with z = hW; plain: relu(z + β). COPIES of the net side by side, which share their start. */
function createNet(rng: Rng, normalised: boolean, scale: number) {
  const { own, variable, dispose } = owner();
  const rates = own(tf.tensor3d(RATES, [COPIES, 1, 1]));
  const weights = (fanIn: number, fanOut: number) =>
    variable(
      tf.tidy(() => tf.tile(tf.expandDims(tf.mul(heNormal(rng, fanIn, fanOut), scale)), [COPIES, 1, 1])),
    );
  const filled = (value: number, units: number) => variable(tf.fill([COPIES, 1, units], value));
  const layers = WIDTHS.slice(1).map((units, l) => ({
    w: weights(WIDTHS[l] as number, units),
    beta: filled(0, units),
    gamma: filled(1, units),
    running: { mean: filled(0, units), variance: filled(1, units) },
  }));
  const [w, b] = [weights(WIDTHS.at(-1) as number, 1), filled(0, 1)];
  const learned = [...layers.flatMap((l) => (normalised ? [l.w, l.gamma, l.beta] : [l.w, l.beta])), w, b];

  /** `use` says what layer l is normalised by; `of` picks a copy. */
  function forward(
    x: tf.Tensor,
    use: (z: tf.Tensor, l: number) => Moments,
    of: (all: tf.Tensor) => tf.Tensor = (all) => all,
  ) {
    const spread: tf.Tensor[] = [];
    const h = layers.reduce((input, { w, gamma, beta }, l) => {
      const z = tf.matMul(input, of(w));
      const y = normalised ? tf.mul(standardise(z, use(z, l)), of(gamma)) : z;
      spread.push(y);
      return tf.relu(tf.add(y, of(beta)));
    }, x);
    return { logits: tf.add(tf.matMul(h, of(w)), of(b)), spread };
  }
  const running = (l: number) => layers[l]?.running as Moments & Record<keyof Moments, tf.Variable>;
  /** Statistics of the batch; they also enter the running averages. */
  function learning(z: tf.Tensor, l: number) {
    const now = ofBatch(z);
    for (const part of ['mean', 'variance'] as const)
      running(l)[part].assign(tf.add(tf.mul(running(l)[part], KEEP), tf.mul(now[part], 1 - KEEP)));
    return now;
  }
  return {
    update: (x: tf.Tensor, y: tf.Tensor) =>
      tf.tidy(() => {
        // The loss of each copy counts in full, so that each gradient is its own.
        const loss = () => tf.mul(logisticLoss(forward(x, learning).logits, y), COPIES) as tf.Scalar;
        const g = gradients(loss, learned).gradients;
        learned.forEach((theta, i) => {
          theta.assign(tf.sub(theta, tf.mul(rates, g[i] as tf.Tensor)));
        });
      }),
    /** Of all copies, with running averages. */
    infer: (x: tf.Tensor) => forward(x, (_, l) => running(l)).logits,
    /** Of one copy: with running averages, or with each example alone in training mode. */
    ask(copy: number, x: tf.Tensor, alone: boolean) {
      const of = (all: tf.Tensor) => tf.slice(all, [copy, 0, 0], [1, -1, -1]);
      const kept = (l: number) => ({ mean: of(running(l).mean), variance: of(running(l).variance) });
      return forward(x, (z, l) => (alone ? ofOne(z) : kept(l)), of);
    },
    dispose,
  };
}

export default defineSimulation({
  params: {
    initScale: param.number({
      label: 'Starting weights',
      help: 'Times the size that He initialisation gives them.',
      unit: '×',
      min: 0.1,
      max: 10,
      scale: 'log',
      default: 1,
    }),
    batch: param.number({ label: 'Batch size', min: 1, max: 64, scale: 'log', default: 32 }),
    rate: param.choice({
      label: 'Look at rate',
      options: { r0: '0.03', r1: '0.1', r2: '0.3', r3: '1', r4: '3', r5: '10' },
      default: 'r4',
      live: true,
    }),
    alone: param.toggle({
      label: 'Ask about each point alone',
      help: 'The normalised net in training mode, each point a batch of its own.',
      default: false,
      live: true,
    }),
  },
  metrics: {
    normalised: { label: 'rates at which the normalised net gets 90 % right' },
    plain: { label: 'rates at which the plain net gets 90 % right' },
    bestNormalised: { label: 'normalised net’s accuracy at its best rate' },
    bestPlain: { label: 'plain net’s accuracy at its best rate' },
  },
  schedule: { posterSteps: 100, maxSteps: 100, stepsPerSecond: 25 },

  init({ initScale, batch, ...shown }, rng) {
    let { rate, alone } = shown;
    const { own, dispose } = owner();
    const rows = (points: readonly (readonly number[])[], copies: number) =>
      tf.tidy(() => tf.tile(tf.expandDims(matrix(points)), [copies, 1, 1]));
    const train = moons(rng.fork('data'), TRAIN_SIZE, 0.15);
    const test = moons(rng.fork('test'), TEST_SIZE, 0.15);
    const order = batches(rng.fork('batches'), TRAIN_SIZE, batch);
    const take = (points: readonly Point[], of: readonly number[]) => of.map((i) => points[i] as Point);
    const testX = own(rows(test.x, COPIES));
    const [oneTest, plane] = [own(rows(test.x, 1)), own(rows(raster(20, REACH), 1))];
    const nets = {
      normalised: own(createNet(rng.fork('weights'), true, initScale)),
      plain: own(createNet(rng.fork('weights'), false, initScale)),
    };
    type Net = typeof nets.plain;
    const measure = () =>
      each(nets, ({ infer }) => {
        const logits = tf.tidy(() => infer(testX).dataSync());
        const ofCopy = (copy: number) => logits.subarray(copy * TEST_SIZE, (copy + 1) * TEST_SIZE);
        return RATES.map((_, copy) => signAccuracy(ofCopy(copy), test.label));
      });
    let right = measure();
    let step = 0;
    const passed = (net: keyof typeof nets) => right[net].filter((of) => of >= 0.9).length;
    /** What one copy of a net says: of the test points, and over the plane. */
    function look({ ask }: Net) {
      const copy = Number(rate[1]);
      const [logits, field, spread] = tf.tidy(() => {
        const { logits, spread } = ask(copy, oneTest, alone);
        const deviation = (y: tf.Tensor) => tf.sqrt(tf.mean(ofBatch(y).variance)).dataSync()[0] as number;
        return [logits.dataSync(), ask(copy, plane, alone).logits.dataSync(), spread.map(deviation)] as const;
      });
      return {
        right: signAccuracy(logits, test.label),
        /** Class probability over the plane, 0 … 255. */
        field: Array.from(field, (z) => (Number.isNaN(z) ? 128 : Math.round(255 / (1 + Math.exp(-z))))),
        /** Standard deviation over the test points of what each layer’s ReLUs are given: root mean square of its units. */
        spread: spread.map((s) => (Number.isFinite(s) ? digits(s, 3) : null)),
      };
    }

    return {
      step() {
        step += 1;
        const of = order.next().value;
        tf.tidy(() => {
          const x = rows(take(train.x, of), COPIES);
          const y = rows(
            of.map((i) => [train.label[i] as number]),
            COPIES,
          );
          for (const { update } of Object.values(nets)) update(x, y);
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => ({
        normalised: passed('normalised'),
        plain: passed('plain'),
        bestNormalised: Math.max(...right.normalised),
        bestPlain: Math.max(...right.plain),
      }),
      snapshot: () => ({
        rates: RATES,
        reach: REACH,
        /** Share of the test points named right at each rate, at the last multiple of this many updates. */
        right,
        every: EVERY,
        points: round(byClass({ x: train.x.slice(0, 120), label: train.label }), 2),
        shown: each(nets, look),
      }),
      diagnosis(): Diagnosis<'batch' | 'initScale' | 'alone' | 'rate'> | null {
        if (batch === 1) {
          const message =
            'A batch of one is its own mean and has variance 0: every standardised value is 0 and each layer passes on its β alone, whatever the point. The normalised net learns nothing.';
          return { step, message, param: 'batch', reset: 32 };
        }
        if (alone) {
          const message =
            'Alone in training mode a point is its own mean: every standardised value is 0, only β is left, and all points get one and the same answer.';
          return { step, message, param: 'alone', reset: false };
        }
        if (batch <= 4) {
          const message = `Mean and variance of ${batch} points are rough guesses, other ones at each update; the running averages used on new points fit none of them.`;
          return { step, message, param: 'batch', reset: 32 };
        }
        if (step === 100 && passed('plain') === 0 && initScale !== 1) {
          const message = `The plain net gets 90 % at no rate: its start weights are ${initScale} times the fitting size, and each of seven layers multiplies the signal by that again.`;
          return { step, message, param: 'initScale', reset: 1, term: 'activation' };
        }
        if (step === 100 && (right.normalised[Number(rate[1])] as number) < 0.9) {
          const message = `At rate ${RATES[Number(rate[1])]} the normalised net fails too: normalising guards the weights before it, not the output layer, γ and β.`;
          return { step, message, param: 'rate', reset: 'r4' };
        }
        return null;
      },
      set(next) {
        ({ rate, alone } = next);
      },
      dispose,
    };
  },
});
