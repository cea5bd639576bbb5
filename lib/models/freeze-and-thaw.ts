import { moons } from '../data/points.ts';
import * as checkpoint from '../problems/checkpoint.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { digits, known } from '../sim/numbers.ts';
import { affine, column, evaluate, glorotNormal, logisticLoss, matrix, owner, tf } from '../tf/index.ts';

const [RATE, BETA1, BETA2, EPSILON] = [0.03, 0.9, 0.999, 1e-7];
const { SHAPES } = checkpoint;
const CUT = 10;
const NO_BIT = -1;
type State = checkpoint.State;

/** 2 inputs, 16 tanh units, the logit of class 1; all weights in one list. */
function logits(x: tf.Tensor2D, theta: tf.Tensor1D): tf.Tensor2D {
  const [w1, b1, w2, b2] = tf.split(theta, Object.values(SHAPES).map(checkpoint.size)) as tf.Tensor1D[];
  const hidden = tf.tanh(affine(x, tf.reshape(w1 as tf.Tensor1D, [2, 16]), b1 as tf.Tensor1D));
  return affine(hidden, tf.reshape(w2 as tf.Tensor1D, [16, 1]), b2 as tf.Tensor1D);
}

/** One update of Adam, with its whole state in the open. Numbers are kept in 32 bits, as they are in a file. */
function update(state: State, g: ArrayLike<number>): State {
  const t = state.t + 1;
  const m = state.m.map((mi, i) => BETA1 * mi + (1 - BETA1) * (g[i] as number));
  const v = state.v.map((vi, i) => BETA2 * vi + (1 - BETA2) * (g[i] as number) ** 2);
  const theta = state.theta.map((w, i) => {
    const [first, second] = [(m[i] as number) / (1 - BETA1 ** t), (v[i] as number) / (1 - BETA2 ** t)];
    return w - (RATE * first) / (Math.sqrt(second) + EPSILON);
  });
  return { theta, m, v, t };
}

export default defineSimulation({
  params: {
    freezeAt: param.number({
      label: 'Freeze after',
      unit: 'updates',
      min: 20,
      max: 100,
      step: 5,
      default: 60,
    }),
    bits: param.choice({
      label: 'Bits per weight in the file',
      options: { '32': '32', '8': '8', '4': '4', '2': '2' },
      default: '32',
    }),
    fault: param.choice({
      label: 'Fault',
      options: { none: 'None', cut: 'File cut short', other: 'Opened by a net of 12 units' },
      default: 'none',
    }),
    check: param.toggle({ label: 'Verify the checksum', default: true }),
    bit: param.number({ label: 'Bit to flip', min: NO_BIT, max: 31, step: 1, default: NO_BIT, inView: true }),
  },
  metrics: {
    original: { label: 'loss of the original' },
    full: { label: 'loss, thawed with Adam’s state' },
    bare: { label: 'loss, thawed from weights alone' },
    fullGap: { label: 'furthest from the original, with Adam’s state' },
    bareGap: { label: 'furthest from the original, from weights alone' },
  },
  schedule: { posterSteps: 120, maxSteps: 120, stepsPerSecond: 24 },

  init({ freezeAt, bits, fault, check, bit }, rng) {
    const { own, dispose } = owner();
    const data = moons(rng.fork('data'), 200, 0.12);
    const [x, y] = [own(matrix(data.x)), own(column(data.label))];
    const loss = (theta: tf.Tensor) => logisticLoss(logits(x, theta as tf.Tensor1D), y);
    const lossOf = ({ theta }: State) => evaluate(() => loss(tf.tensor1d(theta)));
    const next = (state: State) =>
      update(
        state,
        tf.tidy(() => tf.grad(loss)(tf.tensor1d(state.theta)).dataSync()),
      );

    const weights = rng.fork('weights');
    const start = tf.tidy(() =>
      [glorotNormal(weights, 2, 16), tf.zeros([16]), glorotNormal(weights, 16, 1), tf.zeros([1])].flatMap(
        (part) => [...part.dataSync()],
      ),
    );
    let original = checkpoint.forgetful(Float32Array.from(start));
    let written = checkpoint.encode(original, Number(bits));
    /** The copies since the thaw, and how far their losses have been from the original’s. */
    let copies: { full: State; bare: State } | null = null;
    const gaps = { full: 0, bare: 0 };
    let refused: string | null = null;
    /** The first weight that a flipped bit has changed, as it was written and as it is read. */
    let damage: { name: string; from: number; to: number } | null = null;

    function found(): Uint8Array {
      const file = bit === NO_BIT ? written : checkpoint.flip(written, bit);
      return fault === 'cut' ? file.slice(0, -CUT) : file;
    }
    function thaw() {
      try {
        const read = checkpoint.decode(found(), checkpoint.shapesOf(fault === 'other' ? 12 : 16), check);
        copies = { full: read, bare: checkpoint.forgetful(read.theta) };
        const { theta } = checkpoint.decode(written);
        const at = read.theta.findIndex((w, i) => !Object.is(w, theta[i]));
        if (at >= 0) damage = { name: `w1[${at}]`, from: theta[at] as number, to: read.theta[at] as number };
      } catch (error) {
        refused = (error as Error).message;
      }
    }
    const finite = (v: number) => (Number.isFinite(v) ? v : null);

    return {
      step() {
        original = next(original);
        if (copies) copies = { full: next(copies.full), bare: next(copies.bare) };
        if (original.t <= freezeAt) written = checkpoint.encode(original, Number(bits));
        if (original.t === freezeAt) thaw();
        for (const name of ['full', 'bare'] as const)
          if (copies) gaps[name] = Math.max(gaps[name], Math.abs(lossOf(copies[name]) - lossOf(original)));
        return 'running';
      },
      metrics: () =>
        known({
          original: lossOf(original),
          full: copies && finite(lossOf(copies.full)),
          bare: copies && finite(lossOf(copies.bare)),
          fullGap: copies && finite(gaps.full),
          bareGap: copies && finite(gaps.bare),
        }),
      snapshot() {
        const file = found();
        const body = checkpoint.bodyOf(file);
        return {
          frozen: original.t >= freezeAt,
          /** Of the file as it is found: in their order, with their bytes and the first four of them. */
          parts: checkpoint.partsOf(file),
          /** The first four bytes of the weights, bit by bit. */
          firstBits: [...file.slice(body, body + 4)].map((b) =>
            [...b.toString(2).padStart(8, '0')].map(Number),
          ),
        };
      },
      diagnosis(): Diagnosis<'fault' | 'bit'> | null {
        const step = freezeAt;
        if (refused !== null) {
          const message = `${refused}. Nothing is loaded.`;
          if (fault !== 'none') return { step, message, param: 'fault', reset: 'none' };
          const anyway = 'Turn the checksum off to open it all the same.';
          return { step, message: `${message} ${anyway}`, param: 'bit', reset: NO_BIT };
        }
        if (!damage) return null;
        const { name, from, to } = damage;
        const figures = Math.abs(to / from - 1) < 0.01 ? 9 : 3;
        const said = (w: number) => String(digits(w, figures)).replace('-', '−');
        const lost = Number.isFinite(to) ? '' : ' The copies answer NaN to everything.';
        const message = `One bit is wrong and nothing has noticed: weight ${name}, written as ${said(from)}, is read as ${said(to)}.${lost}`;
        return { step, message, param: 'bit', reset: NO_BIT };
      },
      dispose,
    };
  },
});
