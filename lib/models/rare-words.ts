import { sum } from 'd3-array';
import { drawTexts, TEXTS, WORDS } from '../data/word-scores.ts';
import { untilTooFar } from '../problems/until-too-far.ts';
import { defineSimulation, param } from '../sim/index.ts';
import { digits, each, mean, round } from '../sim/numbers.ts';
import {
  adagrad,
  batches,
  gradients,
  meanSquaredError,
  type Optimizer,
  owner,
  sgd,
  tf,
} from '../tf/index.ts';

const BATCH = 4;
/** How many words count as rare, and how many as frequent. */
const GROUP = 10;
const TOO_LARGE = 1e3;

/** Expected squared error on a new text, noise apart: words are independent, so it is Σ p(1 − p)d² + (Σ pd)². */
function expectedError(d: readonly number[]): number {
  const p = (i: number) => 1 / (i + 1);
  const mean = sum(d, (di, i) => p(i) * di);
  return d.reduce((sum, di, i) => sum + p(i) * (1 - p(i)) * di ** 2, mean ** 2);
}

/** A linear model ŷ = w·x of its own, updated by its own rule on the batches all share. */
function createLearner(create: (w: tf.Variable[]) => Optimizer, truth: readonly number[]) {
  const { own, variable, dispose } = owner();
  const w = variable(tf.zeros([WORDS, 1]));
  const optimizer = own(create([w]));
  /** Sum of the squared gradients of each weight, which is what Adagrad divides by. */
  const squares = new Float64Array(WORDS);
  const { step, divergedAt } = untilTooFar([w]);
  const errors = () => [...w.dataSync()].map((v, i) => v - (truth[i] as number));
  return {
    step: (x: tf.Tensor2D, y: tf.Tensor2D, t: number) =>
      step(t, () => {
        const half = () =>
          tf.mul(meanSquaredError(tf.matMul(x, w as unknown as tf.Tensor2D), y), 0.5) as tf.Scalar;
        const g = gradients(half, [w]).gradients;
        g[0]?.dataSync().forEach((v, i) => {
          squares[i] = (squares[i] as number) + v ** 2;
        });
        optimizer.apply(g);
        return errors().every((e) => Math.abs(e) < TOO_LARGE);
      }),
    divergedAt,
    errors,
    weights: () => round(w.dataSync(), 3),
    squares: () => [...squares],
    dispose,
  };
}

/** SGD and Adagrad (Duchi, Hazan and Singer 2011) learn the same sparse linear model from the same stream. */
export default defineSimulation({
  params: {
    rateAdagrad: param.number({ label: 'Rate of Adagrad', min: 0.05, max: 2, scale: 'log', default: 0.5 }),
    rateSgd: param.number({ label: 'Rate of SGD', min: 0.01, max: 1, scale: 'log', default: 0.2 }),
    passes: param.number({ label: 'Passes through the texts', min: 1, max: 11, step: 1, default: 1 }),
  },
  metrics: {
    rareAdagrad: { label: 'Adagrad’s error on the ten rarest words' },
    rareSgd: { label: 'SGD’s error on the ten rarest words' },
    testAdagrad: { label: 'Adagrad’s squared error on a new text' },
    testSgd: { label: 'SGD’s squared error on a new text' },
  },
  schedule: { posterSteps: 100, maxSteps: 1100, stepsPerSecond: 25 },
  init({ rateAdagrad, rateSgd, passes }, rng) {
    const { own, dispose } = owner();
    const { truth, texts, score } = drawTexts(rng.fork('texts'));
    const rows = batches(rng.fork('batches'), TEXTS, BATCH);
    const seen = truth.map((_, i) => texts.filter((text) => text[i]).length);
    const met = seen.flatMap((n, i) => (n > 0 ? [i] : []));
    const learners = {
      adagrad: own(createLearner((w) => adagrad(w, rateAdagrad), truth)),
      sgd: own(createLearner((w) => sgd(w, rateSgd), truth)),
    };
    const all = Object.values(learners);
    let t = 0;
    const of = ({ errors, divergedAt }: typeof learners.sgd) => {
      const d = errors();
      return divergedAt() === null
        ? { rare: mean(met.slice(-GROUP).map((i) => (d[i] as number) ** 2)), test: expectedError(d) }
        : null;
    };
    const effectiveRates = () =>
      learners.adagrad.squares().map((g) => (g > 0 ? digits(rateAdagrad / Math.sqrt(g), 3) : null));
    return {
      step() {
        t += 1;
        const batch = rows.next().value;
        tf.tidy(() => {
          const x = tf.tensor2d(batch.map((i) => texts[i] as number[]));
          const y = tf.tensor2d(batch.map((i) => [score[i] as number]));
          for (const learner of all) learner.step(x, y, t);
        });
        if (all.every(({ divergedAt }) => divergedAt() !== null)) return 'diverged';
        return t >= (passes * TEXTS) / BATCH ? 'done' : 'running';
      },
      metrics() {
        const [a, s] = [of(learners.adagrad), of(learners.sgd)];
        return {
          ...(a && { rareAdagrad: a.rare, testAdagrad: a.test }),
          ...(s && { rareSgd: s.rare, testSgd: s.test }),
        };
      },
      snapshot: () => ({
        truth,
        seen,
        ...each(learners, ({ weights, divergedAt }) => ({ weights: weights(), divergedAt: divergedAt() })),
        effectiveRates: effectiveRates(),
        rarest: met.slice(-GROUP),
      }),
      diagnosis() {
        const [atSgd, atAdagrad] = [learners.sgd.divergedAt(), learners.adagrad.divergedAt()];
        if (atSgd === null)
          return atAdagrad === null
            ? null
            : {
                step: atAdagrad,
                message: `Adagrad diverged at update ${atAdagrad}.`,
                param: 'rateAdagrad' as const,
                reset: 0.5,
              };
        const message = `SGD diverged at update ${atSgd}: at rate ${rateSgd} the words that stand in most texts overshoot, and a text holds several of them.`;
        return {
          step: atSgd,
          message,
          param: 'rateSgd' as const,
          reset: 0.2,
          term: 'stochastic-gradient-descent',
        };
      },
      dispose,
    };
  },
});
