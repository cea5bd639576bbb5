import { range } from 'd3-array';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, mean } from '../sim/numbers.ts';
import { adam, owner, tf } from '../tf/index.ts';

const STEPS = 300;
const POINTS = 21;
const REPEATS = 500;

const params = {
  scene: param.choice({
    label: 'Fit',
    options: { coin: 'A coin’s heads', location: 'The middle of points' },
    default: 'coin',
  }),
  heads: param.number({ label: 'Heads seen', when: { scene: 'coin' }, min: 0, max: 20, step: 1, default: 1 }),
  tails: param.number({ label: 'Tails seen', when: { scene: 'coin' }, min: 0, max: 20, step: 1, default: 3 }),
  prior: param.number({
    label: 'Prior Beta(a, a)',
    help: 'a = 1 is none: maximum likelihood itself.',
    when: { scene: 'coin' },
    min: 1,
    max: 5,
    step: 0.5,
    default: 1,
  }),
  trueP: param.number({
    label: 'True p of repeats',
    when: { scene: 'coin' },
    min: 0.05,
    max: 0.95,
    step: 0.05,
    default: 0.5,
    live: true,
  }),
  p: param.number({
    label: 'Your p',
    min: 0.01,
    max: 0.99,
    step: 0.01,
    default: 0.5,
    live: true,
    inView: true,
  }),
  outlier: param.number({
    label: 'One point at',
    when: { scene: 'location' },
    min: -20,
    max: 20,
    step: 0.5,
    default: 15,
  }),
};
type Values = ParamValues<typeof params>;
const softplus = (t: number) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));

/** log p(data | p) of one given order of h heads and k tails: h log p + k log(1 − p). */
export const logLikelihood = (p: number, h: number, k: number) =>
  (h ? h * Math.log(p) : 0) + (k ? k * Math.log(1 - p) : 0);

/** How often h heads came in each of many repeats of n tosses of a coin with heads at p. */
function repeats(rng: Rng, n: number, p: number, times: number): number[] {
  const counts = range(n + 1).map(() => 0);
  for (let i = 0; i < times; i++) {
    let h = 0;
    for (let j = 0; j < n; j++) if (rng.uniform() < p) h += 1;
    counts[h] = (counts[h] as number) + 1;
  }
  return counts;
}

/** Climbs ℓ(t) = h t − n softplus(t), the log-likelihood in the logit t of p, plus the log of the prior. */
function climbCoin({ heads, tails, prior }: Values) {
  const { own, variable, dispose } = owner();
  const t = variable(tf.scalar(0));
  const [h, n] = [heads + prior - 1, heads + tails + 2 * (prior - 1)];
  const optimizer = own(adam([t], 0.1));
  const loss = () => tf.sub(tf.mul(tf.softplus(t), n), tf.mul(t, h)) as tf.Scalar;
  return {
    step: () => optimizer.minimise(loss),
    estimate: () => Math.exp(-softplus(-(t.dataSync()[0] as number))),
    dispose,
  };
}

/** Subgradient ascent of Σ log p(x | μ) with steps 0.5/(1 + 0.1 i): of −(x − μ)²/2 (Gaussian) or −|x − μ| (Laplace). */
function climbLocation(points: readonly number[]) {
  let [gaussian, laplace, i] = [0, 0, 0];
  return {
    step() {
      const rate = 0.5 / (1 + 0.1 * i);
      gaussian += rate * mean(points.map((x) => x - gaussian));
      laplace += rate * mean(points.map((x) => Math.sign(x - laplace)));
      i += 1;
    },
    at: () => ({ gaussian, laplace }),
  };
}

export default defineSimulation({
  params,
  metrics: {
    estimate: { label: 'estimate' },
    logLikelihood: { label: 'log-likelihood' },
    movedGaussian: { label: 'how far one point moved the Gaussian estimate' },
    movedLaplace: { label: 'how far one point moved the Laplace estimate' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init(initial, rng) {
    let values = initial;
    const { heads, tails } = initial;
    const n = heads + tails;
    const data = rng.fork('points');
    const others = range(POINTS - 1).map(() => digits(data.normal(), 3));
    const coin = climbCoin(initial);
    const location = climbLocation([...others, initial.outlier]);
    const without = climbLocation([...others, 0]);
    let step = 0;
    const trail = [0.5];
    const moved = (noise: 'gaussian' | 'laplace') => Math.abs(location.at()[noise] - without.at()[noise]);
    return {
      step() {
        step += 1;
        if (values.scene === 'location') {
          location.step();
          without.step();
          return 'running';
        }
        coin.step();
        trail.push(coin.estimate());
        return 'running';
      },
      metrics() {
        if (values.scene === 'location')
          return {
            estimate: location.at().gaussian,
            movedGaussian: moved('gaussian'),
            movedLaplace: moved('laplace'),
          };
        const estimate = coin.estimate();
        return { estimate, logLikelihood: logLikelihood(estimate, heads, tails) };
      },
      snapshot: () => ({
        /** The estimate after each step, thinned. */
        trail: trail.filter((_, i) => i % 6 === 0 || i === trail.length - 1).map((p) => digits(p, 4)),
        best: n > 0 ? heads / n : null,
        yours: digits(Math.exp(logLikelihood(values.p, heads, tails)), 4),
        most: n > 0 ? digits(Math.exp(logLikelihood(heads / n, heads, tails)), 4) : 1,
        /** Of 500 repeats of n tosses, how many had 0, 1, … n heads. */
        repeats: repeats(rng.fork('repeats'), Math.max(1, n), values.trueP, REPEATS),
        points: others,
        location: { gaussian: digits(location.at().gaussian, 4), laplace: digits(location.at().laplace, 4) },
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (values.scene !== 'coin') return null;
        if (n === 0) return { step, message: 'No data: every p is equally good.', param: 'heads', reset: 1 };
        if ((heads > 0 && tails > 0) || values.prior > 1) return null;
        const [what, never] = tails === 0 ? ['1', 'tails'] : ['0', 'heads'];
        const message = `The likelihood grows all the way to p = ${what}, and the estimate follows: it claims that ${never} are impossible, after ${n} ${n === 1 ? 'toss' : 'tosses'}. A prior keeps it from there.`;
        return { step, message, param: 'prior', reset: 2 };
      },
      set(next) {
        values = next;
      },
      dispose: () => coin.dispose(),
    };
  },
});
