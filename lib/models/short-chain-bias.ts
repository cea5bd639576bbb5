import { sum } from 'd3-array';
import {
  CEILING,
  createMachine,
  enumerate,
  exactGradient,
  expectedSteps,
  FLOOR,
  logLikelihood,
  PICTURES,
  pictureProbabilities,
  reconstructionError,
} from '../problems/bars-machine.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { dot, round } from '../sim/numbers.ts';
import { contrast, gibbs, owner, type Rbm, tf } from '../tf/index.ts';

const RATE_EXACT = 0.5;
/** Chains that start at each picture. */
const CHAINS = 5;
/** Updates between two measurements. */
const EVERY = 50;
const flat = ({ w, a, b }: Rbm) => [w, a, b].flatMap((part) => [...part.dataSync()]);

const degrees = (x: readonly number[], y: readonly number[]) => {
  const cosine = dot(x, y) / (Math.hypot(...x) * Math.hypot(...y));
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
};

/** Two equal machines learn 14 pictures: one by the exact gradient of the likelihood, one by CD-k (Hinton 2002). */
export default defineSimulation({
  params: {
    rule: param.choice({
      label: 'Where the chains start',
      options: { cd: 'At the data (CD)', pcd: 'Where they last ended (persistent)' },
      default: 'cd',
    }),
    k: param.number({ label: 'Gibbs steps k', min: 0, max: 20, step: 1, default: 1 }),
    rate: param.number({
      label: 'Rate of CD',
      help: 'The exact machine always learns at 0.5.',
      min: 0.02,
      max: 5,
      scale: 'log',
      default: 0.5,
    }),
    handOver: param.number({
      label: 'CD takes over at update',
      help: 'Until then the second machine, too, follows the exact gradient.',
      min: 0,
      max: 1000,
      step: 100,
      default: 0,
    }),
  },
  metrics: {
    likelihoodCd: { label: 'log-likelihood under CD', unit: 'nats' },
    likelihoodExact: { label: 'under the exact gradient', unit: 'nats' },
    handedOver: { label: 'when CD took over', unit: 'nats' },
    wrongCd: { label: 'pixels CD’s machine reconstructs wrongly', unit: '%' },
    wrongExact: { label: 'the exact one', unit: '%' },
    angle1: { label: 'angle of CD-1 to the gradient', unit: '°' },
    angle10: { label: 'of CD-10', unit: '°' },
  },
  schedule: { posterSteps: 1500, maxSteps: 1500, stepsPerSecond: 300 },
  init({ rule, k, rate, handOver }, rng) {
    const { own, variable, dispose } = owner();
    const states = enumerate();
    Object.values(states).forEach(own);
    const data = own(tf.tile(states.pictures, [CHAINS, 1]));
    const ends = variable(data.clone());
    const exact = own(createMachine(rng.fork('weights')));
    const short = own(createMachine(rng.fork('weights')));
    const draws = rng.fork('chains');
    let t = 0;
    const measure = () =>
      tf.tidy(() => {
        const gradient = flat(exactGradient(exact.rbm, states));
        const steps = expectedSteps(exact.rbm, states, 10);
        const angle = (k: number) => degrees(flat(steps[k - 1] as Rbm), gradient);
        const of = ({ rbm }: typeof exact) => {
          const probabilities = pictureProbabilities(rbm, states);
          const wrong = 100 * reconstructionError(rbm, states);
          return { probabilities, likelihood: logLikelihood(probabilities), wrong };
        };
        return { exact: of(exact), short: of(short), angles: [angle(1), angle(10)] };
      });
    let last = measure();
    let best = last.short.likelihood;
    /** The deepest fall of the likelihood below its best so far. */
    let fall = { at: 0, from: best, to: best };
    let handed = handOver === 0 ? last.short.likelihood : null;
    return {
      step() {
        tf.tidy(() => {
          if (t >= handOver) {
            ends.assign(gibbs(short.rbm, rule === 'cd' ? data : ends, k, draws));
            short.climb(contrast(short.rbm, data, ends), rate);
          }
          exact.climb(exactGradient(exact.rbm, states), RATE_EXACT);
          if (t < handOver) short.copy(exact.rbm);
        });
        t += 1;
        if (t % EVERY) return 'running';
        last = measure();
        const { likelihood } = last.short;
        best = Math.max(best, likelihood);
        if (best - likelihood > fall.from - fall.to) fall = { at: t, from: best, to: likelihood };
        if (t === handOver) handed = likelihood;
        return likelihood < FLOOR - 0.5 ? 'diverged' : 'running';
      },
      metrics: () => ({
        likelihoodCd: round(last.short.likelihood, 4),
        likelihoodExact: round(last.exact.likelihood, 4),
        ...(handed !== null && { handedOver: round(handed, 4) }),
        wrongCd: round(last.short.wrong, 4),
        wrongExact: round(last.exact.wrong, 4),
        angle1: round(last.angles[0] as number, 2),
        angle10: round(last.angles[1] as number, 2),
      }),
      snapshot() {
        const percent = (p: number) => round(100 * p, 1);
        const { probabilities } = last.short;
        return {
          /** Figures are those of the last multiple of this many updates. */
          every: EVERY,
          floor: round(FLOOR, 4),
          ceiling: round(CEILING, 4),
          /** The 14 pictures, 0 or 255 a pixel, the CD machine’s favourite first, with both machines’ probabilities in %. */
          pictures: PICTURES.map((picture, i) => ({
            pixels: picture.map((pixel) => 255 * pixel),
            short: percent(probabilities[i] as number),
            exact: percent(last.exact.probabilities[i] as number),
          })).sort((x, y) => y.short - x.short),
          /** What the CD machine gives all other pictures, in %. */
          others: percent(Math.max(0, 1 - sum(probabilities))),
        };
      },
      diagnosis(): Diagnosis<'rule' | 'k' | 'rate'> | null {
        if (k === 0) {
          const message =
            'With no Gibbs step the samples are the data themselves: the two averages cancel, and nothing is learned.';
          return { step: t, message, param: 'k', reset: 1 };
        }
        if (fall.from - fall.to < 0.5) return null;
        const number = (nats: number) => nats.toFixed(2).replace('-', '−');
        const fallen = `By update ${fall.at} the log-likelihood had fallen from ${number(fall.from)} to ${number(fall.to)}`;
        if (rule === 'cd' && rate <= 0.5) {
          const message = `${fallen}: that is the bias of short chains. More Gibbs steps lessen it.`;
          return { step: t, message, param: 'k', reset: 20 };
        }
        const why =
          rule === 'pcd'
            ? `at rate ${rate} the weights change faster than the persistent chains can follow, so what they hold is no longer a sample of the model.`
            : `steps at rate ${rate} drive the weights so high that a Gibbs step hardly leaves the picture it starts from (${round(last.short.wrong, 2)} % of its pixels change).`;
        const worse = fall.to < FLOOR ? ' That is below what fair coins for pixels would reach.' : '';
        // Weights that are large from the start leave persistent chains less time to follow.
        const reset = rule === 'cd' ? 0.5 : handOver > 0 ? 0.02 : 0.1;
        return { step: t, message: `${fallen}: ${why}${worse}`, param: 'rate', reset };
      },
      dispose,
    };
  },
});
