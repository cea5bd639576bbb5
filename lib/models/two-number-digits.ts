import { range } from 'd3-array';
import { type Digits, PIXELS, pick, split, strangersTo } from '../data/digits.ts';
import { principal } from '../data/principal.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { bytes, each, round } from '../sim/numbers.ts';
import {
  adam,
  batches,
  evaluate,
  glorotNormal,
  inputs,
  meanSquaredError,
  normal,
  owner,
  tf,
} from '../tf/index.ts';

const HIDDEN = 32;
const BATCH = 50;
const TRAIN_SIZE = 900;
const TEST_SIZE = 200;
const UPDATES = 400;
/** Updates of one step. */
const EACH = 10;
/** The map reaches this many standard deviations to each side of its middle. */
const REACH = 2.5;
/** New digits that stand in the grid. */
const SHOWN = [0, 2, 3, 4, 7];

/** Gives a code z of k numbers for each picture, and a picture for each code. */
interface Codec {
  encode(x: tf.Tensor2D): tf.Tensor2D;
  decode(z: tf.Tensor2D): tf.Tensor2D;
}

const rowsOf = ({ n, pixels }: Digits) =>
  range(n).map((i) => [...pixels.subarray(i * PIXELS, (i + 1) * PIXELS)]);
const whole = (images: tf.Tensor2D) => tf.clipByValue(images, 0, 1).arraySync().map(bytes);

/** z = f((x − x̄)W₁ + b₁)W₂ + b₂, x̂ = x̄ + f(zW₃ + b₃)W₄ + b₄, with f = ReLU or the identity and x̄ the mean picture. */
function createNet(rng: Rng, k: number, linear: boolean, mean: tf.Tensor1D) {
  const { own, layer, dispose } = owner();
  const first = layer(glorotNormal(rng, PIXELS, HIDDEN));
  const toCode = layer(glorotNormal(rng, HIDDEN, k));
  const fromCode = layer(glorotNormal(rng, k, HIDDEN));
  const toPixels = layer(glorotNormal(rng, HIDDEN, PIXELS));
  const f = (x: tf.Tensor2D): tf.Tensor2D => (linear ? x : tf.relu(x));
  const variables = [first, toCode, fromCode, toPixels].flatMap((l) => l.variables);
  const optimizer = own(adam(variables, 0.01));
  const codec: Codec = {
    encode: (x) => toCode(f(first(tf.sub(x, mean)))),
    decode: (z) => tf.add(toPixels(f(fromCode(z))), mean),
  };
  return {
    ...codec,
    /** Lowers the mean of ‖x − d(e(x̃))‖², where x̃ is x with noise. */
    update(x: tf.Tensor2D, noisy: tf.Tensor2D) {
      optimizer.minimise(() => meanSquaredError(codec.decode(codec.encode(noisy)), x));
    },
    dispose,
  };
}

/** An autoencoder on real digits, beside principal components that keep as many numbers. */
export default defineSimulation({
  params: {
    k: param.number({ label: 'Numbers in the code', min: 1, max: 16, step: 1, default: 2 }),
    layers: param.choice({
      label: 'Hidden layers',
      options: { relu: 'ReLU', linear: 'Linear' },
      default: 'relu',
    }),
    noise: param.number({
      label: 'Noise on the input',
      help: 'Standard deviation of what is added to every pixel (ink is 1). The target stays clean.',
      min: 0,
      max: 0.5,
      step: 0.1,
      default: 0,
    }),
    map: param.choice({
      label: 'Map of',
      options: { net: 'The autoencoder', pca: 'PCA' },
      default: 'net',
      live: true,
    }),
    place: param.points({ label: 'Place on the map', min: -1, max: 1, default: [[0.1, 0.1]], live: true }),
  },
  metrics: {
    net: { label: 'error on new digits' },
    pca: { label: 'error of PCA on new digits' },
    train: { label: 'error on training digits' },
    trainPca: { label: 'error of PCA on training digits' },
    strangers: { label: 'error on pictures that are no digits' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 8 },

  init({ k, layers, noise, ...initial }, rng) {
    let { map, place } = initial;
    const [test, train] = split(rng.fork('data'), TEST_SIZE, TRAIN_SIZE);
    const first = pick(
      test,
      SHOWN.map((digit) => test.label.indexOf(digit)),
    );
    const strangers = strangersTo(pick(first, [1]));
    const { own, dispose } = owner();
    const noisy = (x: tf.Tensor2D, from: Rng): tf.Tensor2D =>
      noise > 0 ? tf.tidy(() => tf.add(x, normal(from, x.shape, noise))) : x;
    /** A set of pictures clean, and with noise drawn once. */
    const prepare = (set: Digits, name: string) => {
      const x = own(inputs(set));
      return { x, noisy: noise > 0 ? own(noisy(x, rng.fork(`${name} noise`))) : x };
    };
    const sets = each({ test, train, first, strangers }, prepare);
    const { mean, directions } = principal(rowsOf(train));
    const centre = own(tf.tensor1d(mean));
    const basis = own(tf.tensor2d(directions.slice(0, k)));
    const pca: Codec = {
      encode: (x) => tf.matMul(tf.sub(x, centre), basis, false, true),
      decode: (z) => tf.add(tf.matMul(z, basis), centre),
    };
    const net = own(createNet(rng.fork('weights'), k, layers === 'linear', centre));
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const shaking = rng.fork('noise');
    const error = ({ encode, decode }: Codec, set: { x: tf.Tensor2D; noisy: tf.Tensor2D }) =>
      evaluate(() => meanSquaredError(decode(encode(set.noisy)), set.x));
    const fixed = { pca: error(pca, sets.test), trainPca: error(pca, sets.train) };
    const measure = () => ({
      net: error(net, sets.test),
      train: error(net, sets.train),
      strangers: error(net, sets.strangers),
      ...fixed,
    });
    let last = measure();
    let updates = 0;

    /** Where the new digits lie in numbers 1 and 2 of the code, and what is decoded at the marked place. */
    function survey({ encode, decode }: Codec) {
      const z = encode(sets.test.noisy);
      const middle = tf.mean<tf.Tensor2D>(z, 0, true);
      const reach = tf.mul<tf.Tensor2D>(tf.sqrt(tf.mean(tf.square(tf.sub(z, middle)), 0, true)), REACH);
      // Never 0, so that a code that has not spread yet can be divided by it.
      const at = tf.div<tf.Tensor2D>(tf.sub(z, middle), tf.maximum(reach, 1e-6)).arraySync();
      // With one number the height only sorts the digits.
      const codes = at.map(([x = 0, y], i): Point => [x, y ?? ((test.label[i] as number) - 4.5) / 5]);
      const [px, py] = place[0] as Point;
      const code = tf.tensor2d([[px, py, ...range(k).map(() => 0)].slice(0, k)]);
      const far = codes.map(([x, y]) => (k > 1 ? Math.hypot(x - px, y - py) : Math.abs(x - px)));
      const nearest = far.indexOf(Math.min(...far));
      return {
        codes: codes.map(([x, y]): [number, number] => [round(x, 3), round(y, 3)]),
        decoded: whole(decode(tf.add(middle, tf.mul(code, reach))))[0] as number[],
        nearest: {
          digit: test.label[nearest] as number,
          pixels: bytes(pick(test, [nearest]).pixels),
        },
      };
    }

    return {
      step() {
        for (let i = 0; i < EACH; i++) {
          const batch = pick(train, order.next().value);
          tf.tidy(() => {
            const x = inputs(batch);
            net.update(x, noisy(x, shaking));
          });
        }
        updates += EACH;
        last = measure();
        return 'running';
      },
      metrics: () => last,
      snapshot: () =>
        tf.tidy(() => {
          const shown = tf.concat([sets.first.noisy, sets.strangers.noisy]);
          return {
            updates,
            labels: [...test.label],
            ...survey(map === 'net' ? net : pca),
            /** Five new digits and three strangers: 64 grey levels each, 255 is ink. */
            inputs: whole(shown),
            net: whole(net.decode(net.encode(shown))),
            pca: whole(pca.decode(pca.encode(shown))),
          };
        }),
      diagnosis(): Diagnosis<'k' | 'noise'> | null {
        const step = updates / EACH;
        if (noise > 0.4) {
          const message = `Noise of ${noise} hides many strokes. Where several digits would fit, their average has the least squared error: expect blur.`;
          return { step, message, param: 'noise', reset: 0.3 };
        }
        if (k === 1) {
          const message =
            'One number a picture: the decoder draws one curve through all digits, and what lies beside it is lost.';
          return { step, message, param: 'k', reset: 2 };
        }
        if (k === 16 && noise === 0 && layers === 'relu') {
          const message =
            'With 16 numbers the code is hardly the narrow place any more: 32 ReLU units a layer gain little on PCA. The map shows two of the 16 axes, chosen arbitrarily.';
          return { step, message, param: 'k', reset: 2 };
        }
        return null;
      },
      set(next) {
        ({ map, place } = next);
      },
      dispose,
    };
  },
});
