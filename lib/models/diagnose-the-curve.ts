import { type Digits, PIXELS, pick, redrawLabels, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { each, round } from '../sim/numbers.ts';
import {
  accuracy,
  batches,
  evaluate,
  heNormal,
  inputs,
  labels,
  owner,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UNITS = 32;
const STEPS = 240;
/** Updates between two measurements on all training and all validation digits. */
const EVERY = 20;
const VALIDATION = 500;
const TOO_LARGE = 1e6;
/** Share of its old value in the moving average. */
const SMOOTH = 0.9;

/** What a training run is set to; `wrong` is the share of training labels redrawn at random. */
interface Settings {
  rate: number;
  batch: number;
  digits: number;
  wrong: number;
  penalty: number;
}
const SOUND: Settings = { rate: 0.1, batch: 32, digits: 800, wrong: 0, penalty: 0 };
/** One run is sound; in each other something is amiss, which one of the remedies mends. */
const CASES: Record<Exclude<Values['run'], 'own'>, Partial<Settings>> = {
  A: { rate: 0.001 },
  B: { batch: 2 },
  C: {},
  D: { rate: 0.3, batch: 40, digits: 80, wrong: 0.3 },
  E: { rate: 3 },
  F: { penalty: 0.3 },
};
const REMEDIES: Record<Values['remedy'], Partial<Settings>> = {
  none: {},
  rate: { rate: SOUND.rate },
  batch: { batch: SOUND.batch },
  data: { digits: SOUND.digits, wrong: SOUND.wrong },
  penalty: { penalty: SOUND.penalty },
};

const own = { when: { run: 'own' } } as const;
const params = {
  run: param.choice({
    label: 'Training run',
    options: { A: 'A', B: 'B', C: 'C', D: 'D', E: 'E', F: 'F', own: 'With my settings' },
    default: 'D',
  }),
  remedy: param.choice({
    label: 'Change one thing',
    options: {
      none: 'Nothing',
      rate: 'Learning rate 0.1',
      batch: 'Batches of 32',
      data: '800 digits, labels right',
      penalty: 'No penalty',
    },
    default: 'none',
  }),
  shown: param.choice({
    label: 'Shown',
    options: {
      score: 'The score alone',
      smooth: 'and its average',
      whole: 'and whole sets',
      all: 'and the settings',
    },
    default: 'whole',
    live: true,
  }),
  rate: param.number({ label: 'Learning rate', ...own, min: 0.001, max: 100, scale: 'log', default: 0.1 }),
  batch: param.number({ label: 'Batch size', ...own, min: 1, max: 80, step: 1, default: 32 }),
  penalty: param.number({ label: 'L2 penalty λ', ...own, min: 0, max: 0.5, step: 0.01, default: 0 }),
};
type Values = ParamValues<typeof params>;

const settingsOf = ({ run, remedy, rate, batch, penalty }: Values): Settings => ({
  ...SOUND,
  ...(run === 'own' ? { rate, batch, penalty } : CASES[run]),
  ...REMEDIES[remedy],
});

/** z = relu(xW₁ + b₁)W₂ + b₂ with W₂ = 0 at the start: equal probabilities for all ten digits. */
function createNet(rng: Rng, { rate, penalty }: Settings) {
  const { own, layer, dispose } = owner();
  const [hidden, last] = [layer(heNormal(rng, PIXELS, UNITS)), layer(tf.zeros([UNITS, 10]))];
  const optimizer = own(sgd([...hidden.variables, ...last.variables], rate));
  const logits = (set: Digits) => last(tf.relu(hidden(inputs(set))));
  const data = (set: Digits) => softmaxCrossEntropy(logits(set), targets(set, 10));
  /** λ/2 Σ w² over both matrices. */
  const extra = () => tf.mul(tf.add(tf.sum(tf.square(hidden.w)), tf.sum(tf.square(last.w))), penalty / 2);
  return {
    /** One update. Returns the score, as it was before it, in its two parts. */
    update(batch: Digits): [number, number] {
      const part = evaluate(extra);
      const score = optimizer.minimise(() => tf.add(data(batch), extra()));
      return [score - part, part];
    },
    measure: (set: Digits) =>
      tf.tidy(() => ({
        loss: data(set).dataSync()[0] as number,
        right: accuracy(logits(set), labels(set)),
      })),
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    score: { label: 'score' },
    smooth: { label: 'moving average of the score' },
    train: { label: 'loss on all training digits' },
    validation: { label: 'loss on validation digits' },
    lowest: { label: 'lowest loss on validation digits so far' },
    wrong: { label: 'share of training digits answered wrongly' },
    validationRight: { label: 'share of validation digits answered rightly' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init(values, rng) {
    const settings = settingsOf(values);
    const [validation, clean] = split(rng.fork('data'), VALIDATION, settings.digits);
    const train = redrawLabels(clean, settings.wrong, rng.fork('labels'));
    const order = batches(rng.fork('batches'), settings.digits, settings.batch);
    const net = createNet(rng.fork('weights'), settings);
    let step = 0;
    /** Score of every update so far, and the part of it that is penalty. */
    const scores: number[] = [];
    const penalties: number[] = [];
    const smooth: number[] = [];
    let diverged = false;
    const measure = () => each({ train, validation }, net.measure);
    let last = measure();
    let lowest = last.validation.loss;
    return {
      step() {
        step += 1;
        const [data, penalty] = net.update(pick(train, order.next().value));
        const score = data + penalty;
        diverged = !(score < TOO_LARGE);
        if (diverged) return 'diverged';
        scores.push(score);
        penalties.push(penalty);
        smooth.push(SMOOTH * (smooth.at(-1) ?? score) + (1 - SMOOTH) * score);
        if (step % EVERY > 0) return 'running';
        const next = measure();
        diverged = !(next.train.loss < TOO_LARGE && next.validation.loss < TOO_LARGE);
        if (diverged) return 'diverged';
        last = next;
        lowest = Math.min(lowest, last.validation.loss);
        return 'running';
      },
      metrics: () => ({
        ...(scores.length > 0 && { score: scores.at(-1) as number, smooth: smooth.at(-1) as number }),
        train: last.train.loss,
        validation: last.validation.loss,
        lowest,
        wrong: 1 - last.train.right,
        validationRight: last.validation.right,
      }),
      snapshot: () => ({
        every: EVERY,
        scores: round(scores, 4),
        penalties: round(penalties, 4),
        smooth: round(smooth, 4),
        right: each(last, ({ right }) => round(right, 4)),
        settings: { ...settings },
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (diverged) {
          const message = `No score after update ${step}: at learning rate ${settings.rate} the weights have grown past all bounds.`;
          return {
            step,
            message,
            ...(values.run === 'own' ? { param: 'rate', reset: 0.1 } : { param: 'remedy', reset: 'rate' }),
            term: 'gradient-descent',
          };
        }
        if (settings.batch === 1) {
          const message = 'With batches of one each score tells of a single digit: read the moving average.';
          return { step, message };
        }
        return null;
      },
      // What is shown is the view’s affair.
      set: () => {},
      dispose: () => net.dispose(),
    };
  },
});
