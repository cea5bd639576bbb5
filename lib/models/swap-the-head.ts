import { range } from 'd3-array';
import { GLYPH_PIXELS, type Letters, letters, pickLetters } from '../data/glyphs.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { bytes, digits, each, round } from '../sim/numbers.ts';
import {
  accuracy,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  type Layer,
  labels,
  owner,
  permutation,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const [HIDDEN, FEATURES] = [64, 32];
const NEW = 5;
const OLD_PER_CLASS = 60;
const TEST_PER_CLASS = 35;
const OLD_TEST_PER_CLASS = 10;
const [RATE, MOMENTUM] = [0.03, 0.9];
/** Steps of pretraining, of four updates each; then as many of one update on the new letters. */
const PRETRAINING = 100;
const NEW_UPDATES = 120;
/** New letters are tested every so many updates. */
const EVERY = 10;

const params = {
  examples: param.number({ label: 'Pictures of each new letter', min: 0, max: 25, step: 1, default: 3 }),
  classes: param.number({ label: 'Old letters to pretrain on', min: 1, max: 40, step: 1, default: 40 }),
  source: param.choice({
    label: 'Pretrain with',
    options: { real: 'Right labels', shuffled: 'Random labels', permuted: 'Scrambled pixels' },
    default: 'real',
  }),
  rate: param.number({ label: 'Rate of fine-tuning', min: 0.003, max: 0.3, scale: 'log', default: RATE }),
};
type Values = ParamValues<typeof params>;

/** φ(x), 32 features: two ReLU layers. */
export const features = (body: readonly Layer[], x: tf.Tensor2D): tf.Tensor2D =>
  body.reduce((h, layer) => tf.relu(layer(h)), x);
const variablesOf = (layers: readonly Layer[]) => layers.flatMap(({ variables }) => variables);

export default defineSimulation({
  params,
  metrics: {
    frozen: { label: 'new head on frozen features' },
    tuned: { label: 'everything fine-tuned' },
    scratch: { label: 'from scratch' },
    pretrained: { label: 'old letters, before the swap' },
    kept: { label: 'old letters, after fine-tuning' },
  },
  schedule: {
    posterSteps: PRETRAINING + NEW_UPDATES,
    maxSteps: PRETRAINING + NEW_UPDATES,
    stepsPerSecond: 44,
  },
  init({ examples, classes, source, rate }: Values, rng) {
    const { own, layer, dispose } = owner();
    const [oldLetters, newLetters] = [rng.fork('old letters'), rng.fork('new letters')];
    const old = letters(oldLetters, classes, OLD_PER_CLASS, 'train');
    const train = letters(newLetters, NEW, examples, 'train');
    const test = letters(newLetters, NEW, TEST_PER_CLASS, 'test');
    const [chance, order] = [rng.fork('labels'), permutation(rng.fork('pixels'), GLYPH_PIXELS)];
    const shuffled = { ...old, label: old.label.map(() => chance.int(classes)) };
    const scramble = (set: Letters): Letters => {
      const from = (i: number) => i - (i % GLYPH_PIXELS) + (order[i % GLYPH_PIXELS] as number);
      return source === 'permuted'
        ? { ...set, pixels: set.pixels.map((_, i) => set.pixels[from(i)] as number) }
        : set;
    };
    const taught = scramble(source === 'shuffled' ? shuffled : old);
    const oldTest = scramble(letters(oldLetters, classes, OLD_TEST_PER_CLASS, 'test'));

    const bodyRng = rng.fork('body');
    const first = [
      layer(heNormal(bodyRng, GLYPH_PIXELS, HIDDEN)),
      layer(heNormal(bodyRng, HIDDEN, FEATURES)),
    ];
    const createHead = (draw: Rng, outputs: number) => layer(glorotNormal(draw, FEATURES, outputs));
    /** A net, and the layers of it that learn at a rate. */
    function learner(body: readonly Layer[], head: Layer, trained: readonly Layer[], eta: number) {
      const optimizer = own(sgd(variablesOf(trained), eta, MOMENTUM));
      const logits = (set: Letters) => head(features(body, inputs(set)));
      const outputs = head.w.shape[1];
      return {
        update: (batch: Letters) =>
          optimizer.minimise(() => softmaxCrossEntropy(logits(batch), targets(batch, outputs))),
        right: (set: Letters) => tf.tidy(() => round(accuracy(logits(set), labels(set)), 3)),
      };
    }
    const oldHead = createHead(rng.fork('old head'), classes);
    const pretraining = learner(first, oldHead, [...first, oldHead], RATE);
    const newHead = () => createHead(rng.fork('new head'), NEW);
    const copy = () => first.map(({ w, b }) => layer(tf.clone(w), tf.clone(b)));
    const [body, tunedBody, blank] = [copy(), copy(), copy()];
    const [newOne, tunedOne, blankOne] = [newHead(), newHead(), newHead()];
    const learners = {
      frozen: learner(body, newOne, [newOne], RATE),
      tuned: learner(tunedBody, tunedOne, [...tunedBody, tunedOne], rate),
      scratch: learner(blank, blankOne, [...blank, blankOne], RATE),
    };
    const swap = () =>
      variablesOf(first).forEach((v, i) => {
        for (const copied of [body, tunedBody]) variablesOf(copied)[i]?.assign(v);
      });
    const oldBatches = batches(rng.fork('old batches'), old.n, 48);
    const newBatches = batches(rng.fork('new batches'), train.n, 32);

    const grey = (set: Letters, rows: readonly number[]) =>
      rows.map((row) => bytes(pickLetters(set, [row]).pixels));
    const shown = Math.min(3, examples);
    const pictures = {
      /** One of each of the first old letters, as the net gets them; 255 is ink. */
      old: grey(taught, range(0, OLD_PER_CLASS * Math.min(10, classes), OLD_PER_CLASS)),
      /** Up to three pictures of each new letter; with none given, those of the test. */
      given: range(Math.max(1, shown))
        .map((i) => range(NEW).map((c) => c * (examples || TEST_PER_CLASS) + i))
        .flatMap((rows) => grey(examples ? train : test, rows)),
    };

    let step = 0;
    let pretrained = pretraining.right(oldTest);
    let now = { frozen: 0, tuned: 0, scratch: 0, kept: 0, moved: [0, 0] };
    let lost = false;
    const norm = (t: tf.Tensor) => tf.norm(t).dataSync()[0] as number;
    function measure() {
      now = {
        ...each(learners, ({ right }) => right(test)),
        kept: tf.tidy(() =>
          round(accuracy(oldHead(features(tunedBody, inputs(oldTest))), labels(oldTest)), 3),
        ),
        moved: tf.tidy(() =>
          first.map(({ w }, i) => digits(norm(tf.sub(tunedBody[i]?.w as tf.Tensor, w)) / norm(w), 3)),
        ),
      };
      lost = now.moved.some((part) => !Number.isFinite(part));
      if (lost) now.moved = [];
    }

    measure();
    return {
      step() {
        step += 1;
        if (step <= PRETRAINING) {
          for (let i = 0; i < 4 && classes > 1; i++)
            pretraining.update(pickLetters(taught, oldBatches.next().value));
          if (step % 10 === 0) pretrained = pretraining.right(oldTest);
          if (step === PRETRAINING) {
            swap();
            measure();
          }
        } else {
          if (examples > 0) {
            const batch = pickLetters(train, newBatches.next().value);
            each(learners, ({ update }) => update(batch));
          }
          if ((step - PRETRAINING) % EVERY === 0) measure();
        }
        return lost ? 'diverged' : 'running';
      },
      metrics() {
        const { moved, ...shares } = now;
        return { ...shares, pretrained };
      },
      snapshot: () => ({
        every: EVERY,
        pretraining: PRETRAINING,
        /** How far fine-tuning has moved the weights of layers 1 and 2, in lengths of their start. */
        moved: now.moved,
        ...pictures,
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (lost) {
          const message = `Fine-tuning at rate ${rate} blew up: a weight is no longer a finite number.`;
          return { step, message, param: 'rate', reset: RATE };
        }
        if (examples === 0) {
          const message =
            'No picture of the new letters: all three heads stay random, and about one in five answers is right by chance.';
          return { step, message, param: 'examples', reset: 3 };
        }
        if (classes === 1) {
          const message =
            'One old letter: every picture has the same label, so there is nothing to tell apart and nothing worth reusing is learned.';
          return { step, message, param: 'classes', reset: 40 };
        }
        if (source === 'shuffled' && step > PRETRAINING && now.frozen < now.scratch) {
          const message =
            'Negative transfer: the features were trained to tell apart what cannot be told apart. A new head on them reads fewer new pictures than a net from scratch.';
          return { step, message, param: 'source', reset: 'real' };
        }
        if (rate > 0.1 && step > PRETRAINING && now.tuned < now.frozen) {
          const message = `At rate ${rate} fine-tuning from a random head tears the features apart before the head has settled.`;
          return { step, message, param: 'rate', reset: RATE };
        }
        return null;
      },
      dispose,
    };
  },
});
