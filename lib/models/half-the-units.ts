import { range } from 'd3-array';
import { type Digits, firstOf, labelNoise, PIXELS, pick, redrawLabels, split } from '../data/digits.ts';
import { defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, digits, round } from '../sim/numbers.ts';
import {
  accuracy,
  batches,
  glorotNormal,
  inputs,
  labels,
  owner,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UNITS = 128;
const BATCH = 32;
const MOMENTUM = 0.9;
const TEST_SIZE = 500;
/** Updates between two measurements of the whole nets. */
const EVERY = 20;
const VOTES = 100;
/** Digits of the last batch whose masks are shown. */
const SHOWN = 4;

/** Factors of inverted dropout, [rows, units]: 0 with probability p, else 1/(1 − p), so that their mean is 1. */
export const dropoutMask = (rng: Rng, rows: number, units: number, p: number): tf.Tensor2D =>
  tf.tensor2d(
    Float32Array.from({ length: rows * units }, () => (rng.uniform() < p ? 0 : 1 / (1 - p))),
    [rows, units],
  );

/** h = relu(xW₁ + b₁), 128 units. Logits: (m ⊙ h)W₂ + b₂ in training with dropout, hW₂ + b₂ otherwise. */
function createNet(rng: Rng, learningRate: number) {
  const { own, layer, dispose } = owner();
  const [first, logits] = [layer(glorotNormal(rng, PIXELS, UNITS)), layer(glorotNormal(rng, UNITS, 10))];
  const optimizer = own(sgd([...first.variables, ...logits.variables], learningRate, MOMENTUM));
  const hidden = (x: tf.Tensor2D) => tf.relu(first(x));
  return {
    hidden,
    logits,
    update: (batch: Digits, mask?: tf.Tensor2D) =>
      tf.tidy(() => {
        const [x, y] = [inputs(batch), targets(batch, 10)];
        optimizer.minimise(() => softmaxCrossEntropy(logits(mask ? tf.mul(hidden(x), mask) : hidden(x)), y));
      }),
    /** With no unit dropped. A dead unit is off for every digit of the set. */
    measure: (set: Digits) =>
      tf.tidy(() => {
        const h = hidden(inputs(set));
        const z = logits(h);
        const loss = softmaxCrossEntropy(z, targets(set, 10)).dataSync()[0] as number;
        return {
          loss: round(loss, 4),
          correct: Math.round(set.n * accuracy(z, labels(set))),
          dead: UNITS - (tf.sum(tf.any(tf.greater(h, 0), 0)).dataSync()[0] as number),
        };
      }),
    dispose,
  };
}

/** Two nets with the same data, start and batches; one drops hidden units (Srivastava et al. 2014), one does not. */
export default defineSimulation({
  params: {
    p: param.number({ label: 'Dropout rate p', min: 0, max: 0.95, step: 0.05, default: 0.5 }),
    trainSize: param.number({ label: 'Training digits', min: 50, max: 500, step: 50, default: 200 }),
    labelNoise,
    learningRate: param.number({ label: 'Learning rate', min: 0.005, max: 0.2, default: 0.05, scale: 'log' }),
    mix: param.number({
      label: 'Digit put to the vote',
      help: 'From a clear 0 to a clear 6, pixel by pixel.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      live: true,
    }),
  },
  metrics: {
    testDropout: { label: 'test loss with dropout' },
    testPlain: { label: 'test loss without dropout' },
    trainDropout: { label: 'training loss with dropout' },
    trainPlain: { label: 'training loss without dropout' },
    accuracyDropout: { label: 'test accuracy with dropout' },
    accuracyPlain: { label: 'test accuracy without dropout' },
  },
  schedule: { posterSteps: 300, maxSteps: 300, stepsPerSecond: 75 },

  init({ p, trainSize, labelNoise, learningRate, mix: initialMix }, rng) {
    const { own, dispose } = owner();
    const [test, clean] = split(rng.fork('data'), TEST_SIZE, trainSize);
    const train = redrawLabels(clean, labelNoise, rng.fork('noise'));
    const redrawn = range(trainSize).filter((i) => train.label[i] !== clean.label[i]);
    const wrong = pick(train, redrawn);
    const [zero, six] = [firstOf(test, 0).pixels, firstOf(test, 6).pixels];
    const order = batches(rng.fork('batches'), trainSize, BATCH);
    const masks = rng.fork('masks');
    const dropped = own(createNet(rng.fork('weights'), learningRate));
    const plain = own(createNet(rng.fork('weights'), learningRate));

    let step = 0;
    let mix = initialMix;
    let lastMask: number[][] = range(SHOWN).map(() => range(UNITS).map(() => 1));
    const measureNet = ({ measure }: typeof dropped) => ({
      train: measure(train),
      test: measure(test),
      wrongLearnt: wrong.n && measure(wrong).correct,
    });
    const measure = () => ({ dropout: measureNet(dropped), plain: measureNet(plain) });
    let last = measure();

    return {
      step() {
        const batch = pick(train, order.next().value);
        const mask = dropoutMask(masks, batch.n, UNITS, p);
        dropped.update(batch, mask);
        plain.update(batch);
        lastMask = mask.arraySync();
        mask.dispose();
        step += 1;
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics: () => ({
        testDropout: last.dropout.test.loss,
        testPlain: last.plain.test.loss,
        trainDropout: last.dropout.train.loss,
        trainPlain: last.plain.train.loss,
        accuracyDropout: last.dropout.test.correct / TEST_SIZE,
        accuracyPlain: last.plain.test.correct / TEST_SIZE,
      }),
      snapshot: () =>
        tf.tidy(() => {
          const pixels = zero.map((from, i) => (1 - mix) * from + mix * (six[i] as number));
          const h = dropped.hidden(tf.tensor2d(pixels, [1, PIXELS]));
          const whole = tf.softmax(dropped.logits(h)).dataSync();
          const answer = whole.indexOf(Math.max(...whole));
          const mask = dropoutMask(rng.fork('votes'), VOTES, UNITS, p);
          const ballots = tf.argMax(dropped.logits(tf.mul(h, mask)), 1).dataSync();
          return {
            /** Losses and counts are those of the last multiple of this many updates. */
            every: EVERY,
            /** For the first digits of the last batch, 128 units each: 255 kept, 0 dropped. */
            masks: lastMask.slice(0, SHOWN).map((factors) => factors.map((m) => (m > 0 ? 255 : 0))),
            wrongLabels: wrong.n,
            wrongLearnt: { dropout: last.dropout.wrongLearnt, plain: last.plain.wrongLearnt },
            deadUnits: last.dropout.train.dead,
            /** A clear 0, the digit put to the vote, a clear 6: 64 grey levels each, 255 is ink. */
            digits: [zero, pixels, six].map(bytes),
            /** How many of 100 answers with dropout left on name each class. */
            votes: range(10).map((k) => ballots.filter((vote) => vote === k).length),
            /** What all units together answer, and with what probability. */
            answer,
            probability: round(whole[answer] as number, 3),
          };
        }),
      diagnosis() {
        if (p === 0)
          return { step, message: 'At rate 0 nothing is dropped: the two nets are one and the same.' };
        const { dead } = last.dropout.train;
        if (dead <= UNITS / 2) return null;
        const kept = Math.round((1 - p) * UNITS);
        const message =
          `${dead} of the ${UNITS} hidden units are off for every training digit. At rate ${p} about ${kept} units ` +
          `carry an example, each counted ${digits(1 / (1 - p), 2)} times; steps as rough as that at ` +
          `learning rate ${learningRate} push units to where ReLU passes no gradient.`;
        return learningRate > 0.05
          ? { step, message, param: 'learningRate', reset: 0.05, term: 'activation' }
          : { step, message, param: 'p', reset: 0.5, term: 'activation' };
      },
      set(values) {
        mix = values.mix;
      },
      dispose,
    };
  },
});
