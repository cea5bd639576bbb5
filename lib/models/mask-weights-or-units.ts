import { range, sum } from 'd3-array';
import { type Digits, firstOf, labelNoise, PIXELS, pick, redrawLabels, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { deviation, each, mean, round } from '../sim/numbers.ts';
import {
  batches,
  evaluate,
  glorotNormal,
  inputs,
  owner,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UNITS = 64;
const CLASSES = 10;
const BATCH = 32;
const RATE = 0.05;
const MOMENTUM = 0.9;
const TRAIN_SIZE = 200;
const TEST_SIZE = 400;
/** Updates between two measurements. */
const EVERY = 20;
/** Masks drawn for the digit shown. */
const DRAWS = 200;

/** Independent factors: 1/keep with probability keep, else 0, so that their mean is 1. */
export const mask = (rng: Rng, shape: [number, number, number], keep: number): tf.Tensor3D =>
  tf.tensor3d(
    Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, () =>
      rng.uniform() < keep ? 1 / keep : 0,
    ),
    shape,
  );

/** (M ⊙ W)v for each row v of h: h [n, units], w [units, out], m [n or 1, units, out or 1]. */
export function maskedProduct(h: tf.Tensor2D, w: tf.Tensor2D, m: tf.Tensor3D): tf.Tensor2D {
  // An entry per unit alone is dropout: (M ⊙ W)v = W(m ⊙ v).
  if (m.shape[2] === 1) return tf.matMul(tf.mul(h, tf.squeeze(m, [2])), w);
  if (m.shape[0] === 1) return tf.matMul(h, tf.squeeze<tf.Tensor2D>(tf.mul(m, w), [0]));
  return tf.squeeze(tf.matMul(tf.expandDims(h, 1), tf.mul(m, w)), [1]);
}

/** h = relu(xW₁ + b₁); logits hW₂ + b₂, in training (M ⊙ W₂)h + b₂. */
function createNet(rng: Rng) {
  const { own, layer, dispose } = owner();
  const [first, last] = [layer(glorotNormal(rng, PIXELS, UNITS)), layer(glorotNormal(rng, UNITS, CLASSES))];
  const optimizer = own(sgd([...first.variables, ...last.variables], RATE, MOMENTUM));
  const hidden = (x: tf.Tensor2D) => tf.relu(first(x));
  return {
    last,
    hidden,
    update: (batch: Digits, m?: tf.Tensor3D) =>
      tf.tidy(() => {
        const [x, y] = [inputs(batch), targets(batch, CLASSES)];
        const logits = (): tf.Tensor2D =>
          m ? tf.add(maskedProduct(hidden(x), last.w, m), last.b) : last(hidden(x));
        optimizer.minimise(() => softmaxCrossEntropy(logits(), y));
      }),
    /** With every weight in place. */
    loss: (set: Digits) =>
      evaluate(() => softmaxCrossEntropy(last(hidden(inputs(set))), targets(set, CLASSES))),
    dispose,
  };
}

function correlation(points: readonly Point[]): number {
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const moment = (i: 0 | 1, j: 0 | 1) =>
    mean(points.map((p) => ((p[i] as number) - (i ? my : mx)) * ((p[j] as number) - (j ? my : mx))));
  return moment(0, 1) / (Math.sqrt(moment(0, 0) * moment(1, 1)) || 1);
}

/** Three nets with the same data, start and batches: nothing dropped, units dropped, weights dropped (Wan et al. 2013). */
export default defineSimulation({
  params: {
    keep: param.number({ label: 'Share kept', min: 0.1, max: 1, step: 0.05, default: 0.5 }),
    maskPer: param.choice({
      label: 'A fresh mask for each',
      options: { example: 'Example', batch: 'Batch' },
      default: 'example',
    }),
    labelNoise,
    digit: param.number({ label: 'Digit shown', min: 0, max: 9, step: 1, default: 3, live: true }),
  },
  metrics: {
    connect: { label: 'test loss with DropConnect' },
    dropout: { label: 'test loss with dropout' },
    plain: { label: 'test loss with neither' },
    togetherConnect: { label: 'size of the correlation of two outputs, DropConnect' },
    togetherDropout: { label: 'size of the correlation of two outputs, dropout' },
  },
  schedule: { posterSteps: 240, maxSteps: 240, stepsPerSecond: 60 },

  init({ keep, maskPer, labelNoise, digit: initialDigit }, rng) {
    const { own, dispose } = owner();
    let digit = initialDigit;
    const [test, clean] = split(rng.fork('data'), TEST_SIZE, TRAIN_SIZE);
    const train = redrawLabels(clean, labelNoise, rng.fork('noise'));
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const [forUnits, forWeights] = [rng.fork('units'), rng.fork('weights dropped')];
    const create = () => own(createNet(rng.fork('weights')));
    const nets = { connect: create(), dropout: create(), plain: create() };
    const measure = () => each(nets, ({ loss }) => loss(test));
    let last = measure();
    let step = 0;

    /** What masks of both kinds make of one digit, in the last layer of the net trained with DropConnect. */
    function lab() {
      const { hidden, last } = nets.connect;
      const v = tf.tidy(() => hidden(inputs(firstOf(test, digit))).dataSync());
      const [weights, bias] = [last.w.dataSync(), last.b.dataSync()];
      const term = (i: number, k: number) => (v[i] as number) * (weights[i * CLASSES + k] as number);
      const units = [...v.keys()];
      const product = (j: number, k: number) => sum(units, (i) => term(i, j) * term(i, k));
      // cov(z_j, z_k) of dropout is (1 − p)/p Σᵢ vᵢ² wᵢⱼ wᵢₖ, p being the share kept.
      const coupling = (j: number, k: number) =>
        Math.abs(product(j, k)) / (Math.sqrt(product(j, j) * product(k, k)) || 1);
      const pairs = range(CLASSES).flatMap((b) =>
        range(b).map((a) => ({ pair: [a, b] as const, coupled: coupling(a, b) })),
      );
      const [j, k] = pairs.sort((one, other) => other.coupled - one.coupled)[0]?.pair ?? [0, 1];
      const draw = rng.fork('draws');
      const kept = () => (draw.uniform() < keep ? 1 / keep : 0);
      const outputs = (masks: (i: number) => readonly [number, number]) =>
        Array.from({ length: DRAWS }, (): Point => {
          let [x, y] = [bias[j] as number, bias[k] as number];
          for (const i of units) {
            const [mx, my] = masks(i);
            x += mx * term(i, j);
            y += my * term(i, k);
          }
          return [x, y];
        });
      const one = (m: number) => [m, m] as const;
      return {
        pair: [j, k],
        dropout: outputs(() => one(kept())),
        connect: outputs(() => [kept(), kept()]),
        /** The layer’s output when nothing is dropped. */
        whole: [j, k].map((c) => (bias[c] as number) + sum(units, (i) => term(i, c))),
        expected: Math.sqrt(((1 - keep) / keep) * product(j, j)),
      };
    }
    /** The weights that one mask of each kind leaves, one row an output: 128 is zero or dropped. */
    function left() {
      const weights = nets.connect.last.w.dataSync();
      const limit = Math.max(...weights.map(Math.abs));
      const draw = rng.fork('masks');
      const stays = (n: number) => Array.from({ length: n }, () => draw.uniform() < keep);
      const [byUnit, byWeight] = [stays(UNITS), stays(UNITS * CLASSES)];
      const picture = (kept: (unit: number, out: number) => boolean | undefined) =>
        Array.from({ length: UNITS * CLASSES }, (_, at) => {
          const [out, unit] = [Math.floor(at / UNITS), at % UNITS];
          const w = weights[unit * CLASSES + out] as number;
          return kept(unit, out) ? Math.round(127.5 + (127.5 * w) / limit) : 128;
        });
      return {
        dropout: picture((unit) => byUnit[unit]),
        connect: picture((unit, out) => byWeight[unit * CLASSES + out]),
      };
    }

    return {
      step() {
        step += 1;
        const batch = pick(train, order.next().value);
        const masks = maskPer === 'example' ? batch.n : 1;
        tf.tidy(() => {
          nets.plain.update(batch);
          nets.dropout.update(batch, mask(forUnits, [masks, UNITS, 1], keep));
          nets.connect.update(batch, mask(forWeights, [masks, UNITS, CLASSES], keep));
        });
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics() {
        const { dropout, connect } = lab();
        return {
          ...last,
          togetherConnect: round(Math.abs(correlation(connect)), 3),
          togetherDropout: round(Math.abs(correlation(dropout)), 3),
        };
      },
      snapshot() {
        const { pair, dropout, connect, whole, expected } = lab();
        const spread = (points: readonly Point[]) => round(deviation(points.map(([x]) => x)), 2);
        return {
          every: EVERY,
          pair,
          outputs: { dropout: round(dropout, 2), connect: round(connect, 2) },
          whole: round(whole, 2),
          /** Standard deviation of the first output over the masks; `formula` is √((1 − p)/p Σ v²w²). */
          spread: { dropout: spread(dropout), connect: spread(connect), formula: round(expected, 2) },
          left: left(),
        };
      },
      diagnosis(): Diagnosis<'keep' | 'maskPer'> | null {
        if (keep === 1) {
          const message =
            'With everything kept there is no regularisation: the three nets are one and the same.';
          return { step, message, param: 'keep', reset: 0.5 };
        }
        if (step === 240 && last.connect > last.plain) {
          const message = `With ${Math.round(100 * keep)} % of the weights kept the net underfits: its loss on new digits ends above that of the net with nothing dropped.`;
          return { step, message, param: 'keep', reset: 0.5, term: 'dropout' };
        }
        return null;
      },
      set(next) {
        digit = next.digit;
      },
      dispose,
    };
  },
});
