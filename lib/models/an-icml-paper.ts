import { range } from 'd3-array';
import { type Digits, PIXELS, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { digits, mean, round } from '../sim/numbers.ts';
import {
  adam,
  glorotNormal,
  heNormal,
  inputs,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const CLASSES = 10;
const UNITS = 32;
const [VALIDATION, TEST] = [400, 700];
/** Updates of the net, then of the temperature. */
const [TRAINING, FITTING] = [150, 50];
/** Updates between two looks at the test digits. */
const EVERY = 10;
const TEMPERATURES = range(25).map((i) => 0.5 * 16 ** (i / 24));

export interface Answer {
  /** Probability of the class named. */
  sure: number;
  right: boolean;
  /** −log p(label) */
  loss: number;
}
/** What softmax(z/T) names, how surely, and its log loss; the class is that of the largest logit whatever T. */
export function answerOf(z: readonly number[], label: number, T: number): Answer {
  const top = Math.max(...z);
  const total = z.reduce((sum, v) => sum + Math.exp((v - top) / T), 0);
  const loss = Math.log(total) - ((z[label] as number) - top) / T;
  return { sure: 1 / total, right: z.indexOf(top) === label, loss };
}

/** Equal bins of the confidence: how many answers, their mean confidence, the share right; null where there are none. */
export function reliability(answers: readonly Answer[], bins: number) {
  return range(bins).map((b) => {
    const inside = answers.filter(({ sure }) => Math.min(bins - 1, Math.floor(bins * sure)) === b);
    const share = (values: number[]) => (values.length ? round(mean(values), 4) : null);
    return {
      n: inside.length,
      confidence: share(inside.map((a) => a.sure)),
      right: share(inside.map((a) => Number(a.right))),
    };
  });
}
/** Σ_b (n_b/n) |share right in b − mean confidence in b| */
export function calibrationError(answers: readonly Answer[], bins: number): number {
  const gaps = reliability(answers, bins).map(
    ({ n, confidence, right }) => n * Math.abs((right ?? 0) - (confidence ?? 0)),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / answers.length;
}

const noisy = (set: Digits, noise: number, rng: Rng): Digits => ({
  ...set,
  pixels: set.pixels.map((level) => level + noise * rng.normal()),
});

/** Guo, Pleiss, Sun and Weinberger 2017: is a net right as often as it says, and does one number mend it? */
export default defineSimulation({
  params: {
    T: param.number({ label: 'Temperature T', min: 0.5, max: 8, scale: 'log', default: 1, live: true }),
    training: param.number({ label: 'Training digits', min: 100, max: 600, step: 50, default: 150 }),
    noise: param.number({ label: 'Noise on the pixels', min: 0, max: 0.5, step: 0.05, default: 0.35 }),
    bins: param.number({ label: 'Bins of confidence', min: 5, max: 20, step: 5, default: 10, live: true }),
  },
  metrics: {
    ece: { label: 'calibration error' },
    accuracy: { label: 'share right' },
    confidence: { label: 'mean confidence' },
    loss: { label: 'log loss' },
    accuracyPlain: { label: 'share right at T = 1' },
    fitted: { label: 'fitted T' },
    fittedEce: { label: 'calibration error at the fitted T' },
    fittedLoss: { label: 'log loss at the fitted T' },
  },
  schedule: { posterSteps: TRAINING + FITTING, maxSteps: TRAINING + FITTING, stepsPerSecond: 40 },

  init({ training, noise, ...initial }, rng) {
    let { T, bins } = initial;
    const [test, heldOut, train] = split(rng.fork('data'), TEST, VALIDATION, training);
    const { own, variable, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(heNormal(weights, PIXELS, UNITS));
    const last = layer(glorotNormal(weights, UNITS, CLASSES));
    const logits = (x: tf.Tensor2D) => last(tf.relu(hidden(x)));
    const net = own(adam([...hidden.variables, ...last.variables], 0.01));
    const t = variable(tf.scalar(0));
    const thermostat = own(adam([t], 0.1));
    const seen = (set: Digits, use: string) => own(inputs(noisy(set, noise, rng.fork(use))));
    const [x, y] = [seen(train, 'training noise'), own(targets(train, CLASSES))];
    const [heldX, heldY] = [seen(heldOut, 'held-out noise'), own(targets(heldOut, CLASSES))];
    const testX = seen(test, 'test noise');

    const look = () => tf.tidy(() => logits(testX).arraySync());
    let z = look();
    let step = 0;
    const fitted = () => Math.exp(t.dataSync()[0] as number);
    const at = (temperature: number) =>
      z.map((row, i) => answerOf(row, test.label[i] as number, temperature));
    const share = (list: Answer[]) => mean(list.map((a) => Number(a.right)));
    const sure = (list: Answer[]) => mean(list.map((a) => a.sure));
    const lossOf = (list: Answer[]) => mean(list.map((a) => a.loss));

    return {
      step() {
        step += 1;
        tf.tidy(() => {
          if (step <= TRAINING) net.minimise(() => softmaxCrossEntropy(logits(x), y));
          else {
            // The net stands still; T = eᵗ alone learns, on digits the net was not trained on.
            const fixed = logits(heldX);
            thermostat.minimise(() => softmaxCrossEntropy(tf.div(fixed, tf.exp(t)), heldY));
          }
        });
        if (step <= TRAINING && step % EVERY === 0) z = look();
        return 'running';
      },
      metrics() {
        const [mine, best] = [at(T), at(fitted())];
        return {
          ece: calibrationError(mine, bins),
          accuracy: share(mine),
          confidence: sure(mine),
          loss: lossOf(mine),
          accuracyPlain: share(at(1)),
          fitted: fitted(),
          fittedEce: calibrationError(best, bins),
          fittedLoss: lossOf(best),
        };
      },
      snapshot: () => ({
        bins: reliability(at(T), bins),
        fittedBins: reliability(at(fitted()), bins),
        temperatures: digits(TEMPERATURES, 4),
        losses: TEMPERATURES.map((temperature) => digits(lossOf(at(temperature)), 4)),
      }),
      diagnosis(): Diagnosis<'noise' | 'T'> | null {
        const [mine, plain] = [at(T), share(at(1))];
        const percent = (v: number) => `${Math.round(100 * v)} %`;
        if (step > TRAINING / 2 && plain > 0.9) {
          const message = `With noise ${noise} and ${training} training digits the net is right in ${percent(plain)} and says ${percent(sure(at(1)))}: there is little to mend.`;
          return { step, message, param: 'noise', reset: 0.35 };
        }
        if (share(mine) - sure(mine) < 0.15 || T <= 1) return null;
        const message = `T = ${T} is too much: the net is right in ${percent(share(mine))} but claims ${percent(sure(mine))}. As T grows every probability tends to 1/10, and the order of the classes stays.`;
        return { step, message, param: 'T', reset: 2, term: 'softmax' };
      },
      set(values) {
        ({ T, bins } = values);
      },
      dispose,
    };
  },
});
