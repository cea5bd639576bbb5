import { type Digits, PIXELS, pick } from '../data/digits.ts';
import { greys, pairsOf, placedDigits } from '../data/rolled.ts';
import { type Encoder, linearProbe } from '../problems/linear-probe.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import {
  adam,
  affine,
  batches,
  glorotNormal,
  gradients,
  heNormal,
  owner,
  softmaxCrossEntropy,
  tf,
} from '../tf/index.ts';

const [CLASSES, POOL, TEST, PLACED] = [6, 600, 240, 96];
const [UNITS, OUT, BATCH, TAU] = [64, 8, 40, 0.2];
/** Updates between two measurements. */
const EVERY = 40;
const [QUERIES, NEIGHBOURS] = [4, 5];

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);
const input = ({ n, pixels }: Digits) => tf.tensor2d(pixels, [n, PIXELS]);
const ofDigit = (set: Digits, digit: number) => numbers(set.n).filter((i) => set.label[i] === digit);
const unit: Encoder = (z) => tf.div(z, tf.sqrt(tf.add(tf.sum(tf.square(z), 1, true), 1e-12)));

/**
 * −½ mean [log p(i → i′) + log p(i′ → i)] with p = softmax(zz′ᵀ / τ): each of the rows z, of length 1, picks its partner in
 * z′ from all rows there, and the other way round (InfoNCE; SimCLR also picks among rows of its own view).
 */
export function contrastiveLoss(z: tf.Tensor2D, partner: tf.Tensor2D, tau = TAU): tf.Scalar {
  const similarity: tf.Tensor2D = tf.div(tf.matMul(z, partner, false, true), tau);
  const own = tf.eye(z.shape[0]);
  const [there, back] = [
    softmaxCrossEntropy(similarity, own),
    softmaxCrossEntropy(tf.transpose(similarity), own),
  ];
  return tf.div(tf.add(there, back), 2);
}

export default defineSimulation({
  params: {
    pairs: param.choice({
      label: 'A pair shares',
      help: 'The features of a pair are pulled together. Each picture gets fresh noise.',
      options: { digit: 'The picture', place: 'The place', both: 'Both' },
      default: 'digit',
    }),
    negatives: param.toggle({ label: 'Push other pictures apart', default: true }),
    labels: param.number({
      label: 'Labelled pictures of each digit',
      help: 'For the digit probe alone; the encoder sees no label.',
      min: 1,
      max: 10,
      step: 1,
      default: 5,
    }),
    read: param.choice({
      label: 'Features are read at',
      options: { output: 'The output (8)', hidden: 'Hidden units (64)' },
      default: 'output',
      live: true,
    }),
  },
  metrics: {
    digit: { label: 'accuracy of the digit probe' },
    place: { label: 'accuracy of the place probe' },
    digitPixels: { label: 'digit probe on raw pixels' },
    placePixels: { label: 'place probe on raw pixels' },
    loss: { label: 'loss' },
  },
  schedule: { posterSteps: 200, maxSteps: 200, stepsPerSecond: 40 },

  init({ pairs, negatives, labels, read: initialRead }, rng) {
    let [read, step, loss] = [initialRead, 0, 0];
    const [pool, test] = placedDigits(rng.fork('data'), CLASSES, [POOL, TEST]);
    const order = batches(rng.fork('batches'), POOL, BATCH);
    const [chance, weights] = [rng.fork('pairs'), rng.fork('weights')];
    const { variable, dispose } = owner();
    const variables = [
      variable(heNormal(weights, PIXELS, UNITS)),
      variable(tf.zeros([UNITS])),
      variable(glorotNormal(weights, UNITS, OUT)),
    ];
    const [w1, b1, w2] = variables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D];
    const optimizer = adam(variables, 0.01);
    const hidden: Encoder = (x) => tf.relu(affine(x, w1, b1));
    const output: Encoder = (x) => unit(tf.matMul(hidden(x), w2));
    let batch = pairsOf(chance, pool, order.next().value, pairs);

    const few = numbers(CLASSES).flatMap((digit) => ofDigit(pool.byDigit, digit).slice(0, labels));
    const probes = (encode: Encoder) => ({
      digit: linearProbe(encode, pick(pool.byDigit, few), test.byDigit),
      place: linearProbe(encode, pick(pool.byPlace, numbers(PLACED)), test.byPlace),
    });
    const pixels = probes((x) => x);
    const queries = numbers(QUERIES).map((digit) => ofDigit(test.byDigit, digit)[0] as number);
    function measure() {
      const encode = read === 'output' ? output : hidden;
      const cosines = tf.tidy(() => {
        const h = unit(encode(input(test.byDigit)));
        return tf.matMul(h, h, false, true).arraySync() as number[][];
      });
      /** Each query, and the others by the cosine of their features, nearest first. */
      const rows = queries.map((query) => {
        const cosine = (i: number) => cosines[query]?.[i] as number;
        const others = numbers(TEST).filter((i) => i !== query);
        return [query, ...others.sort((i, j) => cosine(j) - cosine(i))];
      });
      const least = Math.min(...cosines.flat());
      return { ...probes(encode), least, rows: rows.map((row) => row.slice(0, 1 + NEIGHBOURS)) };
    }
    let now = measure();

    return {
      step() {
        batch = pairsOf(chance, pool, order.next().value, pairs);
        tf.tidy(() => {
          const [x, y] = batch.map(input) as [tf.Tensor2D, tf.Tensor2D];
          const found = gradients(() => {
            const [z, partner] = [output(x), output(y)];
            if (negatives) return contrastiveLoss(z, partner);
            return tf.sub<tf.Scalar>(1, tf.mean(tf.sum(tf.mul(z, partner), 1)));
          }, variables);
          loss = found.loss.dataSync()[0] as number;
          optimizer.apply(found.gradients);
        });
        step += 1;
        if (step % EVERY === 0) now = measure();
        return 'running';
      },
      set(next) {
        read = next.read;
        now = measure();
      },
      metrics: () => ({
        ...{ digit: now.digit, place: now.place, digitPixels: pixels.digit, placePixels: pixels.place },
        ...(step > 0 && { loss: Number(loss.toFixed(4)) }),
      }),
      snapshot() {
        const alike = (of: readonly number[]) =>
          now.rows.flatMap(([query = 0, ...nearest]) => nearest.filter((i) => of[i] === of[query])).length;
        return {
          every: EVERY,
          /** The first four pictures of the batch, then their partners: 64 grey levels, 255 is ink. */
          pairs: batch.flatMap((view) => numbers(4).map((i) => greys(view, i))),
          /** A test picture and the five nearest to it in feature space, four times; how many of the twenty are of its kind. */
          neighbours: now.rows.flat().map((i) => greys(test.byDigit, i)),
          sameDigit: alike(test.byDigit.label),
          samePlace: alike(test.place),
        };
      },
      diagnosis(): Diagnosis<'negatives'> | null {
        if (now.least < 0.99 || read === 'hidden') return null;
        const message =
          'Collapse: all pictures have nearly the same features. Nothing pushes them apart, so a constant makes every pair agree and the loss goes towards 0.';
        return { step, message, param: 'negatives', reset: true };
      },
      dispose() {
        optimizer.dispose();
        dispose();
      },
    };
  },
});
