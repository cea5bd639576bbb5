import { range } from 'd3-array';
import { type Digits, PIXELS, split } from '../data/digits.ts';
import { ANNOTATOR, WINNERS } from '../data/ilsvrc.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, mean, round } from '../sim/numbers.ts';
import {
  adam,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const CLASSES = 10;
const UNITS = 48;
const BATCH = 64;
const TEST = 500;
/** Scenes that are shown. */
const SHOWN = 6;
/** Updates between two looks at the test scenes. */
const EVERY = 25;

/** Classes from the largest logit down; equal ones in the order of their numbers. */
export function ranking(logits: readonly number[]): number[] {
  if (logits.some((z) => !Number.isFinite(z))) throw new RangeError('A logit is no finite number');
  return range(logits.length).sort((i, j) => (logits[j] as number) - (logits[i] as number) || i - j);
}
/** Place of the label among the guesses: 1 is the first. */
export function rankOf(logits: readonly number[], label: number): number {
  const place = ranking(logits).indexOf(label);
  if (place < 0) throw new RangeError(`${label} is no class of 0 … ${logits.length - 1}`);
  return place + 1;
}
/** Share of the examples whose label is not among the k best guesses. */
export const topError = (ranks: readonly number[], k: number) => mean(ranks.map((rank) => Number(rank > k)));

interface Scenes extends Digits {
  /** The digit that is also there, or null. */
  other: readonly (number | null)[];
}

/** Pictures of 8 × 16 with a digit left and right, one of them the label; but only that one in the share 1 − q of them. */
function scenes(from: Digits, n: number, q: number, rng: Rng): Scenes {
  const pixels = new Float32Array(n * 2 * PIXELS);
  const drawn = range(n).map((scene) => {
    const [shown, left, two] = [rng.int(from.n), rng.int(2), rng.uniform() < q];
    let second = shown;
    while (from.label[second] === from.label[shown]) second = rng.int(from.n);
    const put = (digit: number, half: number) => {
      for (const i of range(PIXELS))
        pixels[(scene * 8 + (i >> 3)) * 16 + 8 * half + (i % 8)] = from.pixels[digit * PIXELS + i] as number;
    };
    put(shown, left);
    if (two) put(second, 1 - left);
    return { label: from.label[shown] as number, other: two ? (from.label[second] as number) : null };
  });
  return { n, pixels, label: drawn.map((s) => s.label), other: drawn.map((s) => s.other) };
}

export default defineSimulation({
  params: {
    share: param.number({ label: 'Scenes with two digits', min: 0, max: 1, step: 0.1, default: 1 }),
    training: param.number({ label: 'Training scenes', min: 50, max: 2000, scale: 'log', default: 2000 }),
    k: param.number({
      label: 'Guesses allowed, k',
      help: 'A scene counts as right if its label is among the k classes with the largest logits.',
      min: 1,
      max: CLASSES,
      step: 1,
      default: 5,
      live: true,
    }),
  },
  metrics: {
    error: { label: 'top-k error' },
    top1: { label: 'top-1 error' },
    top2: { label: 'top-2 error' },
    top5: { label: 'top-5 error' },
    other: { label: 'first guess is the other digit there' },
    absent: { label: 'first guess is a digit not there' },
  },
  schedule: { posterSteps: 250, maxSteps: 250, stepsPerSecond: 50 },

  init({ share, training, k: initial }, rng) {
    let k = initial;
    const [testDigits, trainDigits] = split(rng.fork('digits'), 600, 1000);
    const test = scenes(testDigits, TEST, share, rng.fork('test'));
    const train = scenes(trainDigits, training, share, rng.fork('train'));
    const order = batches(rng.fork('batches'), training, BATCH);
    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(heNormal(weights, 2 * PIXELS, UNITS));
    const last = layer(glorotNormal(weights, UNITS, CLASSES));
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.005));
    const logits = (x: tf.Tensor2D) => last(tf.relu(hidden(x)));
    const [x, y, seen] = [own(inputs(train)), own(targets(train, CLASSES)), own(inputs(test))];
    const look = () => tf.tidy(() => logits(seen).arraySync().map(ranking));
    let guesses = look();
    let step = 0;
    const ranks = () => guesses.map((order, i) => order.indexOf(test.label[i] as number) + 1);
    const firstIs = (what: (guess: number, scene: number) => boolean) =>
      mean(guesses.map((order, i) => Number(what(order[0] as number, i))));

    return {
      step() {
        tf.tidy(() => {
          const rows = tf.tensor1d(order.next().value, 'int32');
          optimizer.minimise(() => softmaxCrossEntropy(logits(tf.gather(x, rows)), tf.gather(y, rows)));
        });
        step += 1;
        if (step % EVERY === 0) guesses = look();
        return 'running';
      },
      metrics() {
        const found = ranks();
        return {
          error: topError(found, k),
          top1: topError(found, 1),
          top2: topError(found, 2),
          top5: topError(found, 5),
          other: firstIs((guess, i) => guess === test.other[i]),
          absent: firstIs((guess, i) => guess !== test.other[i] && guess !== test.label[i]),
        };
      },
      snapshot() {
        const found = ranks();
        return {
          /** Counts are those of the last multiple of this many updates. */
          every: EVERY,
          /** Error for k = 1 … 10. */
          errors: range(1, CLASSES + 1).map((n) => round(topError(found, n), 4)),
          /** 8 × 16 grey levels, 255 is ink; the label, and the classes from the surest down. */
          scenes: range(SHOWN).map((i) => ({
            pixels: bytes(test.pixels.subarray(i * 2 * PIXELS, (i + 1) * 2 * PIXELS)),
            label: test.label[i] as number,
            guesses: guesses[i] as number[],
          })),
          winners: [...WINNERS],
          annotator: ANNOTATOR.error,
        };
      },
      diagnosis(): Diagnosis<'k' | 'training'> | null {
        if (k === CLASSES) {
          const message = `With ${CLASSES} guesses at ${CLASSES} classes every class is named, so the error is 0 whatever the net has learned. ILSVRC allowed 5 guesses at 1,000 classes.`;
          return { step, message, param: 'k', reset: 5, term: 'softmax' };
        }
        if (training >= 200 || step < 100) return null;
        const message = `${training} training scenes are too few to learn ten digits at two places: one guess is wrong in ${Math.round(100 * topError(ranks(), 1))} % of the test scenes, and two guesses are still in ${Math.round(100 * topError(ranks(), 2))} %.`;
        return { step, message, param: 'training', reset: 2000 };
      },
      set(values) {
        k = values.k;
      },
      dispose,
    };
  },
});
