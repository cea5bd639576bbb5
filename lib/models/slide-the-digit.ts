import { range } from 'd3-array';
import { type Digits, firstOf, PIXELS, pick, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import {
  accuracy,
  adam,
  batches,
  glorotNormal,
  heNormal,
  inputs,
  labels,
  owner,
  softmaxCrossEntropy,
  targets,
  tf,
  windows,
} from '../tf/index.ts';

const CLASSES = 10;
const UNITS = 32;
const BATCH = 32;
const TRAIN_SIZE = 900;
const TEST_SIZE = 150;
/** Updates between two tests. */
const EVERY = 15;
/** A digit is 8 × 8; the picture it stands in is as high, with blank columns around it. */
export const HEIGHT = 8;
export const WIDTH = 20;
/** Blank columns left of an unmoved digit: one fewer than the largest filter is wide. */
const LEFT = 4;
/** Pixels to the right at which all test digits are tried. At 8 a digit touches the edge of the picture. */
export const SHIFTS = [0, 1, 2, 3, 4, 6, 8] as const;
const FAR = SHIFTS.indexOf(4);

/** n pictures of one digit each, row by row; digit i stands `shift(i)` pixels right of where it is at 0. */
interface Pictures {
  n: number;
  pixels: Float32Array;
}
export function place(set: Digits, shift: (image: number) => number): Pictures {
  const pixels = new Float32Array(set.n * HEIGHT * WIDTH);
  set.pixels.forEach((v, i) => {
    const image = Math.floor(i / PIXELS);
    const row = image * HEIGHT + (Math.floor(i / 8) % 8);
    pixels[row * WIDTH + LEFT + shift(image) + (i % 8)] = v;
  });
  return { n: set.n, pixels };
}

/** Filters K, their biases, and an affine layer on the strongest response of each filter anywhere. */
export function convolutionalNet(weights: Rng, size: number, filters: number) {
  const { layer, dispose } = owner();
  const respond = layer(heNormal(weights, size ** 2, filters));
  const last = layer(glorotNormal(weights, filters, CLASSES));
  const positions = (HEIGHT - size + 1) * (WIDTH - size + 1);
  /** ReLU(b + Σ K x) at every position: [n, positions, filters]. */
  const maps = (x: Pictures) =>
    tf.reshape(tf.relu(respond(windows(x.pixels, [x.n, HEIGHT, WIDTH], size))), [x.n, positions, filters]);
  const logits = (x: Pictures) => last(tf.max(maps(x), 1));
  return { variables: [...respond.variables, ...last.variables], maps, logits, dispose };
}

/** One hidden ReLU layer on all pixels. */
export function fullyConnectedNet(weights: Rng) {
  const { layer, dispose } = owner();
  const hidden = layer(heNormal(weights, HEIGHT * WIDTH, UNITS));
  const last = layer(glorotNormal(weights, UNITS, CLASSES));
  const logits = (x: Pictures) => last(tf.relu(hidden(inputs(x))));
  return { variables: [...hidden.variables, ...last.variables], logits, dispose };
}

export default defineSimulation({
  params: {
    train: param.choice({
      label: 'Training digits stand',
      options: { left: 'At the left only', anywhere: 'Anywhere' },
      default: 'left',
    }),
    filters: param.number({ label: 'Filters', min: 1, max: 24, step: 1, default: 16 }),
    size: param.number({ label: 'Filter width', unit: 'px', min: 2, max: 5, step: 1, default: 5 }),
    moved: param.number({
      label: 'Move the digit right by',
      unit: 'px',
      min: 0,
      max: 8,
      step: 1,
      default: 4,
      live: true,
    }),
    digit: param.number({ label: 'Digit shown', min: 0, max: 9, step: 1, default: 3, live: true }),
    filter: param.number({ label: 'Filter', min: 1, max: 24, step: 1, default: 1, live: true, inView: true }),
  },
  metrics: {
    convolutional: { label: 'convolutional net, moved 4 px' },
    fullyConnected: { label: 'fully connected net, moved 4 px' },
  },
  schedule: { posterSteps: 150, maxSteps: 150, stepsPerSecond: 30 },

  init(initial, rng) {
    let values = initial;
    const { train: where, size, filters } = initial;
    const [test, train] = split(rng.fork('data'), TEST_SIZE, TRAIN_SIZE);
    const order = batches(rng.fork('batches'), TRAIN_SIZE, BATCH);
    const places = rng.fork('places');
    const { own, dispose } = owner();
    const conv = own(convolutionalNet(rng.fork('convolutional'), size, filters));
    const dense = own(fullyConnectedNet(rng.fork('fully connected')));
    const nets = [
      { ...conv, optimizer: own(adam(conv.variables, 0.02)) },
      { ...dense, optimizer: own(adam(dense.variables, 0.01)) },
    ];
    const truth = own(labels(test));
    /** Share of the test digits named right by each net at each shift: [net][shift]. */
    const measure = () =>
      tf.tidy(() =>
        nets.map(({ logits }) => SHIFTS.map((shift) => accuracy(logits(place(test, () => shift)), truth))),
      );
    let right = measure();
    let step = 0;
    const share = (net: number, shift: number) => right[net]?.[shift] as number;

    return {
      step() {
        step += 1;
        const batch = pick(train, order.next().value);
        const shifts = batch.label.map(() => (where === 'left' ? 0 : places.int(9)));
        tf.tidy(() => {
          const x = place(batch, (i) => shifts[i] as number);
          const y = targets(batch, CLASSES);
          for (const { logits, optimizer } of nets)
            optimizer.minimise(() => softmaxCrossEntropy(logits(x), y));
        });
        if (step % EVERY === 0) right = measure();
        return 'running';
      },
      metrics: () => ({ convolutional: share(0, FAR), fullyConnected: share(1, FAR) }),
      snapshot() {
        const x = place(firstOf(test, values.digit), () => values.moved);
        const shown = Math.min(values.filter, filters) - 1;
        const of = (f: number, channelsLast: ArrayLike<number>) =>
          Array.from(channelsLast).filter((_, i) => i % filters === f);
        const [maps, weights, ...answers] = tf.tidy(() => [
          conv.maps(x).dataSync(),
          (conv.variables[0] as tf.Tensor).dataSync(),
          ...nets.map(({ logits }) => tf.argMax(logits(x), 1).dataSync()),
        ]) as [Float32Array, Float32Array, ...Int32Array[]];
        const map = of(shown, maps);
        const strongest = Math.max(...map);
        return {
          right,
          picture: bytes(x.pixels),
          /** Response of the chosen filter at each position; 255 is its strongest in this picture. */
          map: map.map((v) => Math.round((255 * v) / (strongest || 1))),
          strongest: round(strongest, 3),
          /** Weights of each filter: 128 is zero, 0 or 255 its largest magnitude. */
          filters: range(filters).map((f) => {
            const filter = of(f, weights);
            const limit = Math.max(...filter.map(Math.abs)) || 1;
            return filter.map((v) => Math.round(127.5 + (127.5 * v) / limit));
          }),
          answers: answers.map(([answer]) => answer as number),
        };
      },
      diagnosis(): Diagnosis<'filters'> | null {
        if (filters > 4 || step < 150) return null;
        const message = `${filters === 1 ? 'One filter passes one number' : `${filters} filters pass ${filters} numbers`} to the last layer, and ten digits have to be told from that: ${Math.round(100 * share(0, 0))} % are named right even where they were learned.`;
        return { step, message, param: 'filters', reset: 16 };
      },
      set(next) {
        values = next;
      },
      dispose,
    };
  },
});
