import { range, sum } from 'd3-array';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { deviation, digits, mean } from '../sim/numbers.ts';
import { adam, evaluate, owner, tf } from '../tf/index.ts';

const STEPS = 200;
const BINS = 40;
const COLLAPSED = 0.01;
/** Shares of a Gaussian within 1, 2, 3 and 4 σ of μ: erf(j/√2). */
export const RULE = [0.6826895, 0.9544997, 0.9973002, 0.9999367] as const;

/** The density of N(μ, σ²). */
export const density = (x: number, mu = 0, sigma = 1) =>
  Math.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * Math.sqrt(2 * Math.PI));

/** What is added: draws of mean 0, by name; of variance 1, where there is a variance. */
const draws = {
  uniform: (rng) => Math.sqrt(12) * (rng.uniform() - 0.5),
  bumps: (rng) => (0.95 * Math.sign(rng.uniform() - 0.5) + 0.1 * rng.normal()) / Math.hypot(0.95, 0.1),
  gaussian: (rng) => rng.normal(),
  laplace: (rng) => (Math.log(1 - rng.uniform()) * Math.sign(rng.uniform() - 0.5)) / Math.SQRT2,
  cauchy: (rng) => Math.tan(Math.PI * (rng.uniform() - 0.5)),
} satisfies Record<string, (rng: Rng) => number>;

/** Maximum likelihood in closed form: μ̂ = mean x, σ̂² = mean (x − μ̂)². */
export function closedForm(x: readonly number[]) {
  return { mu: mean(x), sigma: deviation(x) };
}

export default defineSimulation({
  params: {
    source: param.choice({
      label: 'What is added',
      options: {
        uniform: 'Uniform numbers',
        bumps: 'Two bumps',
        gaussian: 'Gaussian',
        laplace: 'Laplace',
        cauchy: 'Cauchy',
      },
      default: 'uniform',
    }),
    terms: param.number({
      label: 'Numbers in each sum',
      help: 'Sums are divided by √k to keep their σ at 1; Cauchy sums, which have no σ, by k.',
      min: 1,
      max: 12,
      step: 1,
      default: 12,
    }),
    samples: param.number({ label: 'Sums drawn', min: 1, max: 10000, scale: 'log', default: 2000 }),
  },
  metrics: {
    within: { label: 'within 1 σ of μ', unit: '%' },
    rule: { label: 'a Gaussian’s share within 1 σ', unit: '%' },
    loss: { label: 'mean negative log-likelihood', unit: 'nats' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 40 },
  init({ source, terms, samples }, rng) {
    const chance = rng.fork('data');
    const scale = source === 'cauchy' ? terms : Math.sqrt(terms);
    const x = range(samples).map(() => sum(range(terms).map(() => draws[source](chance))) / scale);
    const half = source === 'cauchy' ? 10 : 5;
    const bins = Array.from({ length: BINS }, () => 0);
    for (const v of x) {
      const bin = Math.floor(((v + half) / (2 * half)) * BINS);
      if (bin in bins) bins[bin] = (bins[bin] as number) + 1;
    }
    const sizes = [2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10000];
    const growing = [...new Set([...sizes, samples])]
      .filter((m) => m > 1 && m <= samples)
      .sort((a, b) => a - b);

    const { own, variable, dispose } = owner();
    const data = own(tf.tensor1d(x));
    const mu = variable(tf.scalar(-2.5));
    // Wide enough at the start for the farthest sample: from a narrow one the first gradients are huge.
    const logSigma = variable(tf.scalar(Math.log(Math.max(2, ...x.map(Math.abs)))));
    const optimizer = own(adam([mu, logSigma], 0.1));
    // −log p(x) = log σ + (x − μ)²/(2σ²) + ½ log 2π, averaged.
    const loss = () =>
      tf.tidy(() => {
        const z = tf.div(tf.sub(data, mu), tf.exp(logSigma));
        return tf.add(tf.add(logSigma, tf.mul(tf.mean(tf.square(z)), 0.5)), Math.log(2 * Math.PI) / 2);
      }) as tf.Scalar;
    const fitted = () => ({
      mu: mu.dataSync()[0] as number,
      sigma: Math.exp(logSigma.dataSync()[0] as number),
    });
    const within = (j: number) => {
      const { mu: m, sigma } = fitted();
      return x.filter((v) => Math.abs(v - m) <= j * sigma).length / samples;
    };
    let step = 0;
    const collapsed = () => samples === 1 && fitted().sigma < COLLAPSED;
    return {
      step() {
        step += 1;
        optimizer.minimise(loss);
        return collapsed() ? 'diverged' : 'running';
      },
      metrics: () => ({
        within: 100 * within(1),
        rule: 100 * RULE[0],
        loss: evaluate(loss),
      }),
      snapshot: () => ({
        half,
        /** Heights of the histogram, as a density: share over width. */
        bins: bins.map((count) => digits(count / samples / ((2 * half) / BINS), 4)),
        outside: samples - sum(bins),
        mu: digits(fitted().mu, 5),
        sigma: digits(fitted().sigma, 5),
        /** Shares farther than 1, 2, 3 and 4 σ from μ. */
        beyond: RULE.map((_, i) => digits(1 - within(i + 1), 5)),
        /** What a Gaussian has there, in %. */
        rule: RULE.map((share) => digits(100 * (1 - share), 3)),
        /** σ̂ of the first m samples, for growing m. */
        growing: growing.map((m): [number, number] => [m, digits(closedForm(x.slice(0, m)).sigma, 4)]),
      }),
      diagnosis(): Diagnosis<'samples' | 'source'> | null {
        if (samples === 1) {
          const message = `With a single sample σ heads for 0, the density there grows without limit, and the likelihood has no maximum.${collapsed() ? ` Stopped at step ${step}, at σ < ${COLLAPSED}.` : ''}`;
          return { step, message, param: 'samples', reset: 2000, term: 'maximum-likelihood-estimation' };
        }
        if (source !== 'cauchy') return null;
        const message =
          'A Cauchy variable has no variance, so there is nothing for σ to converge to: it depends on the farthest samples drawn. Those outside −10 to 10 are counted, not drawn.';
        return { step, message, param: 'source', reset: 'uniform' };
      },
      dispose,
    };
  },
});
