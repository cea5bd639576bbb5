import { range } from 'd3-array';
import { PIXELS, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  labels,
  normal,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const [CLASSES, UNITS, BATCH] = [10, 32, 64] as const;
const [TEST, TRAIN] = [300, 900];
/** Test digits to choose from. */
const SHOWN = 8;
/** Updates between two attacks on the test digits. */
const EVERY = 25;
/** Sizes of the change for the curves, and the one used in training against the attack. */
const SIZES = range(16).map((i) => i / 50);
const TRAINED_AGAINST = 0.1;

/** sign ∇ₓJ: of all changes that move no input by more than 1, the one that raises the linearised J most. */
export const steepestSigns = (J: (x: tf.Tensor2D) => tf.Scalar, x: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => tf.sign(tf.grad((at) => J(at as tf.Tensor2D))(x) as tf.Tensor2D));

/** Goodfellow, Shlens and Szegedy 2015: x' = x + ε sign ∇ₓJ(θ, x, y), cut to the grey levels 0 to 1. */
const changed = (x: tf.Tensor2D, signs: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  tf.clipByValue(tf.add(x, tf.mul(signs, epsilon)), 0, 1);

export default defineSimulation({
  params: {
    epsilon: param.number({
      label: 'Change of each pixel, ε',
      help: 'As a share of the way from paper to ink.',
      min: 0,
      max: 0.3,
      step: 0.01,
      default: 0.1,
      live: true,
    }),
    times: param.number({ label: 'Random change, times ε', min: 1, max: 4, step: 1, default: 1, live: true }),
    hardened: param.toggle({
      label: 'Train against the attack',
      help: 'Half of the training loss is then that of the digits attacked at ε = 0.1, anew in each update.',
      default: false,
    }),
    digit: param.number({
      label: 'Test digit',
      min: 0,
      max: SHOWN - 1,
      step: 1,
      default: 1,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    attacked: { label: 'right under attack' },
    random: { label: 'right after the random change' },
    clean: { label: 'right unchanged' },
  },
  schedule: { posterSteps: 200, maxSteps: 200, stepsPerSecond: 40 },

  init(initial, rng) {
    let { epsilon, times, digit } = initial;
    const [test, train] = split(rng.fork('data'), TEST, TRAIN);
    const order = batches(rng.fork('batches'), TRAIN, BATCH);
    const { own, layer, dispose } = owner();
    const weights = rng.fork('weights');
    const hidden = layer(heNormal(weights, PIXELS, UNITS));
    const last = layer(glorotNormal(weights, UNITS, CLASSES));
    const optimizer = own(adam([...hidden.variables, ...last.variables], 0.01));
    const logits = (x: tf.Tensor2D) => last(tf.relu(hidden(x)));
    const loss = (y: tf.Tensor2D) => (x: tf.Tensor2D) => softmaxCrossEntropy(logits(x), y);

    const [trainX, trainY] = [own(inputs(train)), own(targets(train, CLASSES))];
    const [x, y, truth] = [own(inputs(test)), own(targets(test, CLASSES)), own(labels(test))];
    const coins = own(
      tf.tidy(() => tf.sign(normal(rng.fork('random signs'), [TEST, PIXELS])) as tf.Tensor2D),
    );
    const rightOf = (signs: tf.Tensor2D, size: number) =>
      tf.tidy(() => accuracy(logits(changed(x, signs, size)), truth));

    let step = 0;
    /** What the attack adds to each test digit, and the share right for each size: these change with the net. */
    function attack() {
      const signs = steepestSigns(loss(y), x);
      const curves = {
        attacked: SIZES.map((size) => round(rightOf(signs, size), 4)),
        random: SIZES.map((size) => round(rightOf(coins, size), 4)),
      };
      const values = signs.dataSync() as Float32Array;
      signs.dispose();
      return { curves, values };
    }
    let latest = attack();
    const attackSigns = () => tf.tensor2d(latest.values, [TEST, PIXELS]);

    return {
      step() {
        tf.tidy(() => {
          const rows = tf.tensor1d(order.next().value, 'int32');
          const [clean, J] = [tf.gather(trainX, rows), loss(tf.gather(trainY, rows))];
          if (!initial.hardened) optimizer.minimise(() => J(clean));
          else {
            const worse = changed(clean, steepestSigns(J, clean), TRAINED_AGAINST);
            optimizer.minimise(() => tf.div(tf.add(J(clean), J(worse)), 2));
          }
        });
        step += 1;
        if (step % EVERY === 0) latest = attack();
        return 'running';
      },
      metrics: () =>
        tf.tidy(() => ({
          attacked: rightOf(attackSigns(), epsilon),
          random: rightOf(coins, times * epsilon),
          clean: latest.curves.attacked[0] as number,
        })),
      snapshot: () =>
        tf.tidy(() => {
          const first = (t: tf.Tensor2D) => tf.slice(t, 0, SHOWN);
          const shown = first(x);
          const answers = (pictures: tf.Tensor2D) => {
            const p = tf.softmax(logits(pictures)).arraySync();
            return pictures.arraySync().map((levels, i) => {
              const sure = Math.max(...(p[i] as number[]));
              return { pixels: bytes(levels), answer: p[i]?.indexOf(sure) as number, sure: round(sure, 3) };
            });
          };
          return {
            /** The first test digits, each as 64 grey levels (255 is ink) with the net’s answer and its probability. */
            unchanged: answers(shown),
            attackedDigits: answers(changed(shown, first(attackSigns()), epsilon)),
            randomDigits: answers(changed(shown, first(coins), times * epsilon)),
            label: test.label.slice(0, SHOWN),
            /** For the chosen one: 255 where the attack adds ink, 0 where it takes it away. */
            signs: [...latest.values.subarray(digit * PIXELS, (digit + 1) * PIXELS)].map((s) =>
              Math.round(127.5 * (1 + s)),
            ),
            sizes: SIZES,
            ...latest.curves,
          };
        }),
      diagnosis(): Diagnosis<'epsilon'> | null {
        const clean = latest.curves.attacked[0] as number;
        if (clean < 0.5) {
          const message = `The net has hardly been trained: it names ${Math.round(100 * clean)} % of the unchanged digits right, so there is nothing to attack yet. Train it first.`;
          return { step, message };
        }
        if (epsilon < 0.25) return null;
        const message = `At ε = ${epsilon} a pixel moves by up to ${Math.round(100 * epsilon)} % of the way from paper to ink. On pictures this small people hesitate, too: nobody could call that change invisible.`;
        return { step, message, param: 'epsilon', reset: 0.1 };
      },
      set(values) {
        ({ epsilon, times, digit } = values);
      },
      dispose,
    };
  },
});
