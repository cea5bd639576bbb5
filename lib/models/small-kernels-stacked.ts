import { range, sum } from 'd3-array';
import { layerTable } from '../data/layer-table.ts';
import { VGG_16 } from '../data/vgg-16.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes } from '../sim/numbers.ts';
import { adam, heNormal, meanSquaredError, normal, owner, tf, windows } from '../tf/index.ts';

const [SIDE, KERNEL, BATCH, TEST_SIZE, STEPS, EVERY] = [5, 3, 64, 300, 300, 10];
const POSITIONS = (SIDE - KERNEL + 1) ** 2;
/** The pixels that the nine windows of a patch hold, one window after the other. */
const SEEN = range(POSITIONS * KERNEL ** 2).map((i) => {
  const [row, column, u, v] = [Math.floor(i / 27), Math.floor(i / 9) % 3, Math.floor(i / 3) % 3, i % 3];
  return SIDE * (row + u) + column + v;
});

const TARGETS = ['blur', 'ring', 'random'] as const;
type Errors = Record<(typeof TARGETS)[number], number>;
const BINOMIAL = [1, 4, 6, 4, 1];
/** The 5×5 filters to imitate, each scaled to length 1: what it answers to noise of variance 1 has variance 1. */
export function targets(rng: Rng): number[][] {
  const cells = Array.from({ length: SIDE ** 2 }, (_, i) => [Math.floor(i / SIDE), i % SIDE] as const);
  const filters = [
    cells.map(([row, column]) => (BINOMIAL[row] as number) * (BINOMIAL[column] as number)),
    cells.map((cell) => Number(cell.some((v) => v === 0 || v === SIDE - 1))),
    cells.map(() => rng.normal()),
  ];
  return filters.map((filter) => {
    const length = Math.hypot(...filter);
    return filter.map((v) => v / length);
  });
}

const shade = (filter: readonly number[], of: readonly number[]) => {
  const limit = Math.max(...of.map(Math.abs));
  return bytes(filter.map((v) => Math.min(1, Math.max(0, 0.5 + (0.5 * v) / limit))));
};

/** A layer of 3×3 filters to `channels` maps, perhaps a ReLU, and a 3×3 filter over all of these. */
export function createStack(rng: Rng, channels: number, rectified: boolean) {
  const { variable, dispose } = owner();
  const first = variable(heNormal(rng, KERNEL ** 2, channels));
  const second = variable(heNormal(rng, POSITIONS * channels, 1));
  /** One answer to each patch of 5×5. */
  const answer = (seen: tf.Tensor) => {
    const maps = tf.matMul(seen as tf.Tensor2D, first);
    return tf.matMul(tf.reshape(rectified ? tf.relu(maps) : maps, [-1, POSITIONS * channels]), second);
  };
  return { variables: [first, second], answer, dispose };
}

export default defineSimulation({
  params: {
    channels: param.number({ label: 'Channels in the middle', min: 1, max: 9, step: 1, default: 4 }),
    rectified: param.toggle({ label: 'ReLU between the layers', default: false }),
  },
  metrics: {
    blur: { label: 'error, blur' },
    ring: { label: 'error, ring' },
    random: { label: 'error, random filter' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },

  init({ channels, rectified }, rng) {
    const { own, dispose } = owner();
    const filters = targets(rng.fork('target'));
    const wanted = own(tf.tidy(() => tf.transpose(tf.tensor2d(filters))));
    const patches = rng.fork('patches');
    const draw = (stream: Rng, n: number) => {
      const x = normal(stream, [n, SIDE ** 2]) as tf.Tensor2D;
      return { x, seen: windows(x.dataSync(), [n, SIDE, SIDE], KERNEL), y: tf.matMul(x, wanted) };
    };
    const test = tf.tidy(() => draw(rng.fork('test'), TEST_SIZE));
    for (const tensor of Object.values(test)) own(tensor);
    const stacks = TARGETS.map((target) =>
      own(createStack(rng.fork(`weights, ${target}`), channels, rectified)),
    );
    let step = 0;
    const optimizer = own(
      adam(
        stacks.flatMap(({ variables }) => variables),
        () => (step > 200 ? 0.006 : 0.03),
      ),
    );
    const answers = (seen: tf.Tensor2D) =>
      tf.concat(
        stacks.map(({ answer }) => answer(seen)),
        1,
      );
    /** Root mean square difference from the answers of the target, as a share of theirs. */
    const measure = () =>
      tf.tidy(() => {
        const squares = (t: tf.Tensor) => tf.sum(tf.square(t), 0);
        const ratio = tf.sqrt(tf.div(squares(tf.sub(answers(test.seen), test.y)), squares(test.y)));
        const [blur, ring, random] = ratio.dataSync();
        return { blur, ring, random } as Errors;
      });
    let errors = measure();

    return {
      step() {
        step += 1;
        tf.tidy(() => {
          const { seen, y } = draw(patches, BATCH);
          optimizer.minimise(() => meanSquaredError(answers(seen), y));
        });
        if (step % EVERY === 0) errors = measure();
        return 'running';
      },
      metrics: () => errors,
      snapshot() {
        /** The mean gradient of each answer by the 25 pixels: without ReLU, exactly the filter the stack amounts to. */
        const made = stacks.map(({ answer }) => {
          const byWindow = tf.tidy(() =>
            tf.mean(tf.reshape(tf.grad(answer)(test.seen), [TEST_SIZE, -1]), 0).dataSync(),
          );
          const byPixel = Array<number>(SIDE ** 2).fill(0);
          for (const [i, g] of byWindow.entries())
            byPixel[SEEN[i] as number] = (byPixel[SEEN[i] as number] ?? 0) + g;
          return byPixel;
        });
        return {
          /** The errors are those of the last multiple of this many updates. */
          every: EVERY,
          numbers: sum(stacks[0]?.variables.map(({ size }) => size) ?? []),
          /** 128 is zero, 0 or 255 the largest magnitude of the target. */
          targets: filters.map((filter) => shade(filter, filter)),
          made: made.map((filter, i) => shade(filter, filters[i] as number[])),
          vgg: layerTable([224, 224, 3], VGG_16),
        };
      },
      diagnosis(): Diagnosis<'channels' | 'rectified'> | null {
        if (step < STEPS) return null;
        const [worst, missed] = Object.entries(errors).reduce((a, b) => (b[1] > a[1] ? b : a));
        if (rectified && missed > 0.05) {
          const message = `ReLU drops what is negative, and these filters need both signs: it takes channels in pairs, one for each. With ${channels} in the middle the ${worst === 'random' ? 'random filter' : worst} is missed by ${Math.round(100 * missed)} %.`;
          return { step, message, param: 'rectified', reset: false, term: 'rectified-linear-unit' };
        }
        if (channels > 1 || rectified) return null;
        const message = `One channel leaves 9 + 9 = 18 numbers to make 25: the random filter is missed by ${Math.round(100 * errors.random)} %.`;
        return { step, message, param: 'channels', reset: 4, term: 'channel' };
      },
      dispose,
    };
  },
});
