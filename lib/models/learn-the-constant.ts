import { range, sum } from 'd3-array';
import { drawCounts, normalised, zipf } from '../data/zipf.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, each, round } from '../sim/numbers.ts';
import { adam, owner, tf } from '../tf/index.ts';

const DATA = 256;
const [MEAN, DEVIATION] = [1, 0.7];
const WORDS = 50;
const BATCH = 128;
const UPDATES = { density: 400, words: 600 };
const grid = range(65).map((i) => -3 + i / 8);

const inDensity = { scene: 'density' };
const params = {
  scene: param.choice({
    label: 'Model',
    options: { density: 'A curve over a line', words: 'Scores of 50 words' },
    default: 'density',
  }),
  k: param.number({ label: 'Noise points per data point k', min: 0, max: 20, step: 1, default: 10 }),
  noiseMean: param.number({
    label: 'Mean of the noise',
    when: inDensity,
    min: -2,
    max: 4,
    step: 0.1,
    default: 0,
  }),
  noiseSd: param.number({
    label: 'Standard deviation of the noise',
    when: inDensity,
    min: 0.1,
    max: 5,
    scale: 'log',
    default: 2,
  }),
  noise: param.choice({
    label: 'Noise words',
    when: { scene: 'words' },
    options: { uniform: 'All alike', unigram: 'Frequency to the power ¾' },
    default: 'uniform',
  }),
};
type Values = ParamValues<typeof params>;

/** log N(x; mean, sd²), never as a quotient of underflowed densities. */
export const logNormal = (x: number, mean: number, sd: number) =>
  -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));

/**
 * The objective of Gutmann and Hyvärinen 2012, its sign changed, with k (their ν) noise points per data point:
 * J = −⟨log σ(G)⟩data − k ⟨log(1 − σ(G))⟩noise, where G(x) = log p(x) − log(k pₙ(x)). The rows of both
 * means are weighted, so that words can be counted instead of listed.
 */
export const nceLoss = (
  data: [g: tf.Tensor1D, weight: tf.Tensor1D],
  noise: [g: tf.Tensor1D, weight: tf.Tensor1D],
) =>
  tf.add(
    tf.sum(tf.mul(tf.softplus(tf.neg(data[0])), data[1])),
    tf.sum(tf.mul(tf.softplus(noise[0]), noise[1])),
  ) as tf.Scalar;

/** A bell without its normalising factor, log p(x) = −e^a (x − μ)²/2 + c, and points of N(1, 0.7²) to fit it to. */
function createDensity({ k, noiseMean, noiseSd }: Values, rng: Rng) {
  const draw = (stream: Rng, n: number, mean: number, sd: number) =>
    range(n).map(() => mean + sd * stream.normal());
  const points = draw(rng.fork('data'), DATA, MEAN, DEVIATION);
  const noise = draw(rng.fork('noise'), DATA * k, noiseMean, noiseSd);
  const { own, variable, dispose } = owner();
  const theta = variable<tf.Rank.R1>(tf.zeros([3]));
  const optimizer = own(adam([theta], 0.1));
  const side = (x: number[], total: number) => ({
    x: own(tf.tensor1d(x)),
    logNoise: own(tf.tensor1d(x.map((v) => Math.log(k) + logNormal(v, noiseMean, noiseSd)))),
    weight: own(tf.fill([x.length], total / Math.max(1, x.length)) as tf.Tensor1D),
  });
  const [ofData, ofNoise] = [side(points, 1), side(noise, k)];
  const g = ({ x, logNoise }: typeof ofData): tf.Tensor1D => {
    const [a, mu, c] = tf.split(theta, 3) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const logModel = tf.add(tf.mul(tf.mul(tf.exp(a), -0.5), tf.square(tf.sub(x, mu))), c);
    return tf.sub(logModel, logNoise);
  };
  const parameters = () => {
    const [a, mu, c] = theta.dataSync() as unknown as [number, number, number];
    return { lambda: Math.exp(a), mu, c };
  };
  const logModel = (x: number) => {
    const { lambda, mu, c } = parameters();
    return c - 0.5 * lambda * (x - mu) ** 2;
  };
  return {
    update() {
      // Without noise the classifier is right whatever the model says: loss and gradient are 0.
      if (k === 0) return;
      const loss = () => nceLoss([g(ofData), ofData.weight], [g(ofNoise), ofNoise.weight]);
      optimizer.minimise(loss);
    },
    parameters,
    /** ∫ e^(c − λ(x − μ)²/2) dx */
    area() {
      const { lambda, c } = parameters();
      return Math.exp(c + 0.5 * Math.log((2 * Math.PI) / lambda));
    },
    covered: points.filter((x) => Math.abs(x - noiseMean) < 2 * noiseSd).length / DATA,
    picture: () => ({
      data: points.slice(0, 100).map((x) => round(x, 2)),
      noise: noise.slice(0, 100).map((x) => round(x, 2)),
      model: grid.map((x) => round(Math.min(9, Math.exp(logModel(x))), 4)),
      isData: grid.map((x) =>
        round(1 / (1 + k * Math.exp(logNormal(x, noiseMean, noiseSd) - logModel(x))), 4),
      ),
    }),
    dispose,
  };
}

const FREQUENCIES = zipf(WORDS);

/** One score a word, learned from the same words three times: by softmax, by NCE and by negative sampling. */
function createWords({ k, noise }: Values, rng: Rng) {
  const pn = normalised(FREQUENCIES.map((p) => (noise === 'uniform' ? 1 : p ** 0.75)));
  const [dataRng, noiseRng] = [rng.fork('words'), rng.fork('noise words')];
  let t = 0;
  const { own, variable, dispose } = owner();
  const score = () => {
    const scores = variable<tf.Rank.R1>(tf.zeros([WORDS]));
    return { scores, optimizer: own(adam([scores], () => 0.1 * (1 - t / UPDATES.words))) };
  };
  const learners = { softmax: score(), nce: score(), negative: score() };
  const logNoise = pn.map((p) => Math.log(Math.max(k, 1) * p));
  return {
    update() {
      const share = (counts: number[]) => tf.tensor1d(counts.map((n) => n / BATCH));
      const data = share(drawCounts(dataRng, FREQUENCIES, BATCH));
      const drawn = share(drawCounts(noiseRng, pn, BATCH * k));
      each(learners, ({ scores, optimizer }, method) => {
        const loss = () => {
          if (method === 'softmax') return tf.neg(tf.sum(tf.mul(tf.logSoftmax(scores), data))) as tf.Scalar;
          // Negative sampling (Mikolov et al. 2013, equation 4) is the same loss with G(w) = s(w).
          const g: tf.Tensor1D = method === 'nce' ? tf.sub(scores, tf.tensor1d(logNoise)) : scores;
          return nceLoss([g, data], [g, drawn]);
        };
        if (k > 0 || method === 'softmax') optimizer.minimise(loss);
      });
      t += 1;
    },
    now: () =>
      each(learners, ({ scores }) => {
        const e = Array.from(scores.dataSync(), Math.exp);
        const p = normalised(e);
        const kl = sum(FREQUENCIES, (truth, i) => truth * Math.log(truth / (p[i] as number)));
        return { scores: digits(e, 4), sum: sum(e), kl };
      }),
    dispose,
  };
}

/** Noise-contrastive estimation of one unnormalised model, in two settings. */
export default defineSimulation({
  params,
  metrics: {
    area: { label: 'area under the curve' },
    sumSoftmax: { label: 'sum of eˢ, full softmax' },
    sumNce: { label: 'sum of eˢ, NCE' },
    sumNegative: { label: 'sum of eˢ, negative sampling' },
    offSoftmax: { label: 'softmax’s distance from 1' },
    offNce: { label: 'NCE’s' },
    offNegative: { label: 'negative sampling’s' },
    klSoftmax: { label: 'KL to the true frequencies, softmax', unit: 'nats' },
    klNce: { label: 'NCE', unit: 'nats' },
    klNegative: { label: 'negative sampling', unit: 'nats' },
  },
  schedule: { posterSteps: 400, maxSteps: 600, stepsPerSecond: 80 },
  init(values, rng) {
    const { scene, k, noiseMean, noiseSd } = values;
    const density = scene === 'density' ? createDensity(values, rng) : null;
    const words = scene === 'words' ? createWords(values, rng) : null;
    let t = 0;
    return {
      step() {
        tf.tidy(() => (density ?? words)?.update());
        t += 1;
        return t >= UPDATES[scene] ? 'done' : 'running';
      },
      metrics() {
        if (density) return { area: digits(density.area(), 4) };
        if (!words) return {};
        const { softmax, nce, negative } = words.now();
        return {
          sumSoftmax: softmax.sum,
          sumNce: nce.sum,
          sumNegative: negative.sum,
          offSoftmax: Math.abs(softmax.sum - 1),
          offNce: Math.abs(nce.sum - 1),
          offNegative: Math.abs(negative.sum - 1),
          klSoftmax: softmax.kl,
          klNce: nce.kl,
          klNegative: negative.kl,
        };
      },
      snapshot: () => ({
        density: density && {
          x: grid,
          ...density.picture(),
          truth: grid.map((x) => round(Math.exp(logNormal(x, MEAN, DEVIATION)), 4)),
          noiseDensity: grid.map((x) => round(Math.exp(logNormal(x, noiseMean, noiseSd)), 4)),
          ...each(density.parameters(), (v) => round(v, 4)),
        },
        words: words && {
          truth: digits(FREQUENCIES, 4),
          ...each(words.now(), ({ scores }) => scores),
          /** Scores computed for one data point. */
          touched: { softmax: WORDS, nce: k + 1 },
        },
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const step = t;
        if (k === 0) {
          const message =
            'With no noise there is nothing to tell the data from: “always data” is right whatever the parameters, so loss and gradient are 0 and nothing is learned.';
          return { step, message, param: 'k', reset: 10 };
        }
        if (!density || step < 200 || Math.abs(density.area() - 1) < 0.15) return null;
        if (density.covered > 0.9) return null;
        const message = `The area is ${digits(density.area(), 3)}, not 1: ${Math.round(100 * density.covered)} % of the data lie within two standard deviations of the noise. Elsewhere the classifier has almost nothing to compare with, and the height is poorly determined.`;
        return Math.abs(noiseMean - MEAN) > 2 * noiseSd && noiseSd >= 0.5
          ? { step, message, param: 'noiseMean', reset: 1 }
          : { step, message, param: 'noiseSd', reset: 2 };
      },
      dispose: () => (density ?? words)?.dispose(),
    };
  },
});
