import { range } from 'd3-array';
import { type Digits, PIXELS, pick, split } from '../data/digits.ts';
import { beliefNet, dream } from '../problems/belief-net.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  batches,
  evaluate,
  heNormal,
  inputs,
  labels,
  normal,
  owner,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const UNITS = 32;
/** Standard deviation of small random weights. */
const SMALL = 0.05;
const [UNLABELLED, TEST] = [1000, 300];
/** Sizes of a batch of pictures without labels, and with. */
const [BATCH, FEW] = [20, 50];
/** Steps to pretrain a layer in; steps of fine-tuning, of so many updates each. */
const [PARTS, FINE, UPDATES] = [10, 15, 10];
const DREAMS = 12;
type Activation = (z: tf.Tensor2D) => tf.Tensor2D;

/** The first so many of each digit. */
const fewOfEach = (set: Digits, count: number) =>
  pick(
    set,
    range(10).flatMap((d) => [...set.label.keys()].filter((i) => set.label[i] === d).slice(0, count)),
  );

/** Three deep nets and few labels: small random weights, the same pretrained (Hinton, Osindero and Teh 2006), ReLU. */
export default defineSimulation({
  params: {
    pretraining: param.number({
      label: 'Pretraining of each layer',
      unit: 'updates',
      min: 0,
      max: 600,
      step: 100,
      default: 300,
    }),
    labelled: param.number({ label: 'Labels of each digit', min: 3, max: 20, step: 1, default: 10 }),
    layers: param.number({ label: 'Hidden layers', min: 1, max: 3, step: 1, default: 3 }),
    optimizer: param.choice({
      label: 'Fine-tune with',
      options: { sgd: 'SGD', adam: 'Adam' },
      default: 'sgd',
    }),
  },
  metrics: {
    pretrained: { label: 'new digits right, pretrained', unit: '%' },
    small: { label: 'small random weights', unit: '%' },
    relu: { label: 'ReLU', unit: '%' },
    lossPretrained: { label: 'loss, pretrained' },
    lossSmall: { label: 'loss, small random weights' },
    lossRelu: { label: 'loss, ReLU' },
  },
  schedule: { posterSteps: 45, maxSteps: 45, stepsPerSecond: 9 },
  init({ pretraining, labelled, layers, optimizer }, rng) {
    const { own, layer, dispose } = owner();
    const [test, seen] = split(rng.fork('data'), TEST, UNLABELLED);
    const few = fewOfEach(seen, labelled);
    const [fewPixels, fewTargets] = [own(inputs(few)), own(targets(few, 10))];
    const [testPixels, testLabels] = [own(inputs(test)), own(labels(test))];
    const [order, fewOrder] = [
      batches(rng.fork('pretraining'), UNLABELLED, BATCH),
      batches(rng.fork('fine-tuning'), few.n, FEW),
    ];
    const sizes = [PIXELS, ...range(layers).map(() => UNITS)];
    const { machines, train } = own(beliefNet(sizes, SMALL, rng.fork('small')));

    function createNet(
      weights: tf.Tensor2D[],
      act: Activation,
      answers: tf.Tensor2D,
      biases: tf.Tensor[] = [],
    ) {
      const all = [...weights, answers].map((w, l) => layer(w, biases[l]));
      const variables = all.flatMap((one) => one.variables);
      const rule = own(optimizer === 'adam' ? adam(variables, 0.01) : sgd(variables, 0.1, 0.9));
      const logits = (x: tf.Tensor2D) => all.reduce((h, one, l) => one(l ? act(h) : h), x);
      return {
        update: (x: tf.Tensor2D, y: tf.Tensor2D) => rule.minimise(() => softmaxCrossEntropy(logits(x), y)),
        loss: () => evaluate(() => softmaxCrossEntropy(logits(fewPixels), fewTargets)),
        right: () => 100 * tf.tidy(() => accuracy(logits(testPixels), testLabels)),
      };
    }
    const sigmoidNet = () =>
      createNet(
        machines.map(({ w }) => w.clone()),
        tf.sigmoid,
        normal(rng.fork('answers'), [UNITS, 10], SMALL) as tf.Tensor2D,
        machines.map(({ b }) => b.clone()),
      );
    const he = rng.fork('ReLU');
    const small = sigmoidNet();
    const relu = createNet(
      range(layers).map((l) => heNormal(he, sizes[l] as number, UNITS)),
      tf.relu,
      heNormal(he, UNITS, 10),
    );
    let pretrained = sigmoidNet();
    const measure = () => ({
      pretrained: round(pretrained.right(), 1),
      small: round(small.right(), 1),
      relu: round(relu.right(), 1),
      lossPretrained: round(pretrained.loss(), 4),
      lossSmall: round(small.loss(), 4),
      lossRelu: round(relu.loss(), 4),
    });
    const before = pretraining ? PARTS * layers : 0;
    let step = 0;
    let now = measure();
    const pretrain = () =>
      tf.tidy(() => train(Math.floor(step / PARTS), inputs(pick(seen, order.next().value))));
    const fineTune = () =>
      tf.tidy(() => {
        const batch = pick(few, fewOrder.next().value);
        for (const net of [pretrained, small, relu]) net.update(inputs(batch), targets(batch, 10));
      });
    return {
      step() {
        if (step < before) for (let i = 0; i < pretraining / PARTS; i++) pretrain();
        else for (let i = 0; i < UPDATES; i++) fineTune();
        step += 1;
        if (step === before) pretrained = sigmoidNet();
        if (step >= before) now = measure();
        return step === before + FINE ? 'done' : 'running';
      },
      metrics: () => now,
      snapshot() {
        const trained = Math.ceil(Math.min(step, before) / PARTS);
        const columns = tf.tidy(() => tf.transpose(machines[0]?.w as tf.Tensor2D).arraySync() as number[][]);
        return {
          /** Steps of pretraining; updates of fine-tuning so far. */
          before,
          updates: UPDATES * Math.max(0, step - before),
          /** Machines that have been trained, the last perhaps in part. */
          trained,
          layers,
          /** Weights of the first machine to each hidden unit: 255 or 0 the unit’s largest, 128 none. */
          features: columns.map((w) => bytes(w.map((v) => 0.5 + v / Math.max(...w.map(Math.abs)) / 2))),
          dreams: dream(machines.slice(0, Math.max(1, trained)), DREAMS, rng.fork('dreams')).map(bytes),
        };
      },
      diagnosis(): Diagnosis<'pretraining'> | null {
        const reset = { step, param: 'pretraining', reset: 300 } as const;
        if (!pretraining)
          return { ...reset, message: 'Without pretraining the first two nets are one and the same.' };
        if (step < before + FINE || now.lossPretrained < 1.5) return null;
        return {
          ...reset,
          message: `${pretraining} updates of each layer are too few: the loss of the pretrained net, ${now.lossPretrained.toFixed(2)}, has not come far from the ln 10 = 2.30 of guessing.`,
          term: 'vanishing-gradient-problem',
        };
      },
      dispose,
    };
  },
});
