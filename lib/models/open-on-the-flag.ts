import { range } from 'd3-array';
import { drawFlags, flagStream } from '../data/streams.ts';
import { type Inputs, inputs, labels, zeroState } from '../problems/sequences.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, each, mean, round } from '../sim/numbers.ts';
import { adam, evaluate, glorotNormal, meanSquaredError, owner, tf, unroll } from '../tf/index.ts';

/** A number and its flag. */
const CHANNELS = 2;
const BATCH = 24;
const RATE = 0.03;
const UPDATES = 200;
/** Training streams are this long, tests and the shown stream two and a half times and twice as long. */
const LENGTH = 12;
const TEST_LENGTH = 30;
const SHOWN = 24;
const TEST_SIZE = 60;
/** Updates between two measurements. */
const EVERY = 20;

/** Which gate is nailed: the reset gate shut (r = 0), or the update gate at its mean, a value for each unit. */
type Nailed = 'none' | 'reset' | 'update';
interface GruState {
  h: tf.Tensor2D;
  z: tf.Tensor2D;
  r: tf.Tensor2D;
}

/**
 * Chung et al. 2014: z = σ([x, h]Wz + bz), r = σ([x, h]Wr + br), h̃ = tanh([x, r ⊙ h]W + b), h′ = (1 − z) ⊙ h + z ⊙ h̃.
 * So z = 1 writes. One linear unit reads the answer from h.
 */
export function createGru(rng: Rng, units: number, updateBias: number) {
  const { layer, dispose } = owner();
  const affine = (name: string, bias = 0) =>
    layer(glorotNormal(rng.fork(name), CHANNELS + units, units), tf.fill([units], bias));
  const [update, reset, write] = [affine('update', updateBias), affine('reset'), affine('write')];
  const read = layer(glorotNormal(rng.fork('read'), units, 1));
  const join = (x: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D => tf.concat([x, h], 1);
  const cell =
    (nailed: Nailed, meanUpdate?: tf.Tensor) =>
    (x: tf.Tensor2D, { h }: GruState): GruState => {
      const xh = join(x, h);
      const z = (
        nailed === 'update' ? tf.add(tf.zerosLike(h), meanUpdate as tf.Tensor) : tf.sigmoid(update(xh))
      ) as tf.Tensor2D;
      const r = nailed === 'reset' ? tf.zerosLike(h) : tf.sigmoid(reset(xh));
      const candidate = tf.tanh(write(join(x, tf.mul(r, h))));
      return { h: tf.add(tf.mul(tf.sub(1, z), h), tf.mul(z, candidate)), z, r };
    };
  /** Of each step the new state and the gates that led to it. */
  function states(x: Inputs, nailed: Nailed = 'none') {
    const h = zeroState(x, units);
    const run = (by: ReturnType<typeof cell>) => unroll(by, x, { h, z: h, r: h });
    if (nailed !== 'update') return run(cell(nailed));
    const free = run(cell('none')).map(({ z }) => z);
    return run(cell('update', tf.mean(tf.stack(free), [0, 1])));
  }
  const answers = (all: readonly GruState[]): tf.Tensor2D =>
    tf.concat(
      all.map(({ h }) => read(h)),
      1,
    );
  const variables = [update, reset, write, read].flatMap((layer) => layer.variables);
  return { update, reset, write, read, cell, states, answers, variables, dispose };
}

/** Parameters of a recurrent layer: so many affine maps of input and state. */
export const parameters = (maps: number, inputs: number, units: number) =>
  maps * units * (inputs + units + 1);

const bitsOf = (mask: number) => range(SHOWN).map((t) => Math.floor(mask / 2 ** t) % 2);

/** A GRU learns to repeat the last number that had a flag. */
export default defineSimulation({
  params: {
    units: param.number({ label: 'Units', min: 2, max: 8, step: 1, default: 4 }),
    flagRate: param.number({
      label: 'Flags in training',
      help: 'Probability that a number after the first has one.',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.2,
    }),
    updateBias: param.number({
      label: 'Bias of the update gate at the start',
      help: 'At −3 the gate starts at 0.05 and keeps, at 3 it starts at 0.95 and overwrites.',
      min: -3,
      max: 3,
      step: 1,
      default: -1,
    }),
    nailed: param.choice({
      label: 'In the trained net',
      options: { none: 'Gates free', reset: 'Reset nailed shut', update: 'Update nailed' },
      default: 'none',
      live: true,
    }),
    convention: param.choice({
      label: 'z = 1 means',
      options: { write: 'write (Chung)', keep: 'keep (PyTorch)' },
      default: 'write',
      live: true,
    }),
    flags: param.number({
      label: 'Flags of the stream (bits)',
      min: 0,
      max: 2 ** SHOWN - 1,
      step: 1,
      default: 2 ** 0 + 2 ** 6 + 2 ** 9 + 2 ** 17,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    error: { label: 'squared error' },
    errorReset: { label: 'squared error, reset gate nailed' },
    errorUpdate: { label: 'squared error, update gate nailed' },
    atFlags: { label: 'update gate at flags' },
    between: { label: 'update gate between flags' },
  },
  schedule: { posterSteps: UPDATES, maxSteps: UPDATES, stepsPerSecond: 40 },

  init({ units, flagRate, updateBias, ...initial }, rng) {
    let { nailed, convention, flags } = initial;
    const { own, dispose } = owner();
    const net = own(createGru(rng.fork('weights'), units, updateBias));
    const optimizer = own(adam(net.variables, RATE));
    const batch = rng.fork('batches');
    const forTest = rng.fork('test');
    const test = range(TEST_SIZE).map(() => drawFlags(forTest, TEST_LENGTH, 0.2));
    const forShown = rng.fork('shown');
    const numbers = range(SHOWN).map(() => 2 * forShown.uniform() - 1);

    const loss = (streams: typeof test, gate: Nailed = 'none') =>
      meanSquaredError(net.answers(net.states(inputs(streams), gate)), labels(streams));
    const measure = () =>
      tf.tidy(() => {
        /** Of each step after the first the update gates of each stream, weighed by how much the answer hangs on each unit. */
        const weights = tf.abs(net.read.w);
        const gates = net
          .states(inputs(test))
          .map(({ z }) => [...tf.div(tf.matMul(z, weights as tf.Tensor2D), tf.sum(weights)).dataSync()]);
        const where = (flag: number) =>
          mean(gates.slice(1).flatMap((of, t) => of.filter((_, i) => test[i]?.x[t + 1]?.[1] === flag)));
        return {
          ...each({ error: 'none', errorReset: 'reset', errorUpdate: 'update' } as const, (gate) =>
            evaluate(() => loss(test, gate)),
          ),
          atFlags: where(1),
          between: where(0),
        };
      });
    /** Gates and figures of z as the chosen convention has them. */
    const shownAs = (z: number) => (convention === 'write' ? z : 1 - z);
    let last = measure();
    let step = 0;
    return {
      step() {
        const drawn = range(BATCH).map(() => drawFlags(batch, LENGTH, flagRate));
        optimizer.minimise(() => loss(drawn));
        step += 1;
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics: () => ({ ...last, atFlags: shownAs(last.atFlags), between: shownAs(last.between) }),
      snapshot() {
        const stream = flagStream(numbers, bitsOf(flags));
        return tf.tidy(() => {
          const states = net.states(inputs([stream]), nailed);
          /** A row for each unit, a column for each step; 0 is shut, 255 open. */
          const picture = (gates: tf.Tensor2D[]) => [...tf.transpose(tf.concat(gates, 0)).dataSync()];
          return {
            every: EVERY,
            numbers: round(numbers, 3),
            flags: stream.x.map(([, flag = 0]) => flag),
            wanted: round(stream.wanted, 3),
            given: round(net.answers(states).dataSync(), 3),
            update: bytes(picture(states.map(({ z }) => z)).map(shownAs)),
            reset: bytes(picture(states.map(({ r }) => r))),
            parameters: [1, 3, 4].map((maps) => parameters(maps, CHANNELS, units)),
          };
        });
      },
      diagnosis(): Diagnosis<'nailed' | 'updateBias' | 'flagRate'> | null {
        if (nailed === 'update') {
          const message = `With its update gate nailed the net can no longer choose when to write: the squared error is ${last.errorUpdate.toFixed(3)} instead of ${last.error.toFixed(3)}.`;
          return { step, param: 'nailed', reset: 'none', message };
        }
        if (step < UPDATES) return null;
        if (Math.abs(updateBias) === 3) {
          const message =
            updateBias > 0
              ? 'The update gates started at 0.95: every number overwrote the state at first, and keeping had to be learned.'
              : 'The update gates started at 0.05: next to nothing was written at first, and learning had to open them.';
          return { step, param: 'updateBias', reset: -1, message };
        }
        if (flagRate > 0.1) return null;
        const message =
          'Flags are so rare in training that the first number is often held to the end, and few changes are seen.';
        return { step, message, param: 'flagRate', reset: 0.2 };
      },
      set(values) {
        ({ nailed, convention, flags } = values);
      },
      dispose,
    };
  },
});
