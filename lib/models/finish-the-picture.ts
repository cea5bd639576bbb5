import { cumsum, sum } from 'd3-array';
import { barsAndStripes } from '../data/bars.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, digits, round } from '../sim/numbers.ts';
import { adam, binaryStates, freeEnergy, normal, owner, type Rbm, statistics, tf } from '../tf/index.ts';

const SIZE = 4;
const CELLS = SIZE ** 2;
export const PICTURES = barsAndStripes(SIZE);
/** Mean log-likelihood in nats when every cell is a fair coin. */
export const COINS = -CELLS * Math.LN2;
/** Updates in a step, which ends with a measurement. */
const UPDATES = 10;
/** Completions shown. */
const SHOWN = 12;

/** A cell is covered (0), held blank (1) or held full (2). All cells as one number: its digits of base 3. */
export const encode = (cells: readonly number[]) => sum(cells, (cell, i) => cell * 3 ** i);
export const decode = (code: number) =>
  Array.from({ length: CELLS }, (_, i) => Math.floor(code / 3 ** i) % 3);
const NOTHING = decode(0);
/** Full, blank, full, blank down the diagonal: two pictures have these cells, one of bars and one of stripes. */
export const DIAGONAL = encode(NOTHING.map((_, i) => (i % 5 ? 0 : i % 2 ? 1 : 2)));

/**
 * log of Σ e^−E over the covered cells, for each state h of the hidden units (the rows of `states`). No cell is
 * connected to a cell, so the sum is a product: a covered one gives log(1 + e^z), one held full z = aᵢ + (hWᵀ)ᵢ.
 */
function summedOut(rbm: Rbm, states: tf.Tensor2D, cells: readonly number[]) {
  const z: tf.Tensor2D = tf.add(tf.matMul(states, rbm.w, false, true), rbm.a);
  const [covered, full] = [0, 2].map((kind) => tf.tensor1d(cells.map((cell) => Number(cell === kind))));
  const factors = tf.add(tf.mul(covered as tf.Tensor, tf.softplus(z)), tf.mul(full as tf.Tensor, z));
  return { z, log: tf.add<tf.Tensor1D>(tf.dot(states, rbm.b), tf.sum(factors, 1)) };
}

/** Mean log p(v) of all 30 pictures, with the exact Z. */
export const logLikelihood = (rbm: Rbm, states: tf.Tensor2D) =>
  tf.tidy(() => {
    const logZ = tf.logSumExp(summedOut(rbm, states, NOTHING).log);
    return tf.neg(tf.add(tf.mean(freeEnergy(rbm, tf.tensor2d(PICTURES))), logZ)).dataSync()[0] as number;
  });

/** What the machine makes of the held cells: exact, as every state of its hidden units can be listed. */
export const complete = (rbm: Rbm, states: tf.Tensor2D, cells: readonly number[], rng: Rng) =>
  tf.tidy(() => {
    const { z, log } = summedOut(rbm, states, cells);
    const pHidden = tf.softmax(log);
    const held = (p: readonly number[]) => p.map((v, i) => (cells[i] ? (cells[i] as number) - 1 : v));
    const given = tf.sigmoid(z).arraySync() as number[][];
    /** p(cell full | held cells), one cell at a time. */
    const marginals = held([...tf.dot(pHidden, tf.sigmoid(z)).dataSync()]);
    const fitting = PICTURES.filter((picture) => picture.every((v, i) => held(picture)[i] === v));
    const separately = sum(fitting, (picture) =>
      picture.reduce((p, v, i) => p * (v ? (marginals[i] as number) : 1 - (marginals[i] as number)), 1),
    );
    const together = fitting.length
      ? tf.sum(tf.exp(tf.neg(tf.add(freeEnergy(rbm, tf.tensor2d(fitting)), tf.logSumExp(log))))).dataSync()[0]
      : 0;
    const flip = (p: readonly number[], draws: Rng) => p.map((v) => Number(draws.uniform() < v));
    const [hidden, cell, alone] = ['hidden', 'cells', 'separately'].map(rng.fork) as [Rng, Rng, Rng];
    const reached = cumsum(pHidden.dataSync());
    return {
      marginals,
      fitting: fitting.length,
      together: together as number,
      separately,
      /** First the hidden units, by their exact probability; then all covered cells at once, given these. */
      drawnTogether: Array.from({ length: SHOWN }, () => {
        const u = hidden.uniform();
        const h = reached.findIndex((p) => u < p);
        return flip(held(given.at(h) as number[]), cell);
      }),
      drawnSeparately: Array.from({ length: SHOWN }, () => flip(marginals, alone)),
    };
  });

/** −∂ mean log p(v) / ∂θ over the pictures: the model’s averages, summed over all states of the hidden units, minus the data’s. */
export function gradient(rbm: Rbm, pictures: tf.Tensor2D, states: tf.Tensor2D): tf.Tensor[] {
  const { z, log } = summedOut(rbm, states, NOTHING);
  const p: tf.Tensor2D = tf.reshape(tf.softmax(log), [-1, 1]);
  const [data, visible, hidden] = [statistics(rbm, pictures), tf.mul(p, tf.sigmoid(z)), tf.mul(p, states)];
  return [
    tf.sub(tf.matMul(visible, states, true), data.w),
    tf.sub(tf.sum(visible, 0), data.a),
    tf.sub(tf.sum(hidden, 0), data.b),
  ];
}

export const isPicture = (cells: readonly number[]) =>
  PICTURES.some((picture) => picture.every((v, i) => v === cells[i]));

/** An RBM learns all pictures of bars or stripes, by the exact gradient, and completes what is covered (Smolensky 1986). */
export default defineSimulation({
  params: {
    hidden: param.number({ label: 'Hidden units', min: 1, max: 10, step: 1, default: 8 }),
    rate: param.number({ label: 'Rate of Adam', min: 0.02, max: 1, scale: 'log', default: 0.1 }),
    cells: param.number({
      label: 'Held cells',
      min: 0,
      max: 3 ** CELLS - 1,
      step: 1,
      default: DIAGONAL,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    together: { label: 'proper pictures, cells drawn given the hidden units', unit: '%' },
    separately: { label: 'cells drawn separately', unit: '%' },
    likelihood: { label: 'mean log-likelihood', unit: 'nats' },
  },
  schedule: { posterSteps: 40, maxSteps: 40, stepsPerSecond: 8 },
  init(values, rng) {
    const { hidden, rate } = values;
    let cells = decode(values.cells);
    const { own, variable, dispose } = owner();
    const [pictures, states] = [own(tf.tensor2d(PICTURES)), own(binaryStates(hidden))];
    const rbm = {
      w: variable(normal(rng.fork('weights'), [CELLS, hidden], 0.1)) as tf.Variable<tf.Rank.R2>,
      a: variable(tf.zeros([CELLS])) as tf.Variable<tf.Rank.R1>,
      b: variable(tf.zeros([hidden])) as tf.Variable<tf.Rank.R1>,
    };
    const optimizer = own(adam([rbm.w, rbm.a, rbm.b], rate));
    let t = 0;
    const measure = () => ({
      likelihood: logLikelihood(rbm, states),
      ...complete(rbm, states, cells, rng.fork('completions')),
    });
    let now = measure();
    return {
      step() {
        for (let i = 0; i < UPDATES; i++) tf.tidy(() => optimizer.apply(gradient(rbm, pictures, states)));
        t += 1;
        now = measure();
        return 'running';
      },
      metrics: () => ({
        together: digits(100 * now.together, 3),
        separately: digits(100 * now.separately, 3),
        likelihood: round(now.likelihood, 3),
      }),
      snapshot: () => ({
        updates: t * UPDATES,
        /** How many of the 30 pictures have the held cells. */
        fitting: now.fitting,
        cells,
        /** Percent. */
        full: round(
          now.marginals.map((p) => 100 * p),
          0,
        ),
        together: now.drawnTogether.map((drawn) => ({ pixels: bytes(drawn), proper: isPicture(drawn) })),
        separately: now.drawnSeparately.map((drawn) => ({ pixels: bytes(drawn), proper: isPicture(drawn) })),
      }),
      diagnosis(): Diagnosis<'cells' | 'rate'> | null {
        const reset = { step: t, param: 'cells', reset: DIAGONAL } as const;
        if (cells.every(Boolean))
          return { ...reset, message: 'All cells are held: there is nothing left to draw.' };
        if (now.fitting === 0)
          return {
            ...reset,
            message:
              'No picture of bars or stripes has these cells. The machine still completes them, as well as it can.',
          };
        if (rate <= 0.3 || t < 10 || now.likelihood > COINS + 2) return null;
        const message = `At rate ${rate} the first updates made the weights so large that the units are stuck on or off: the log-likelihood, ${now.likelihood.toFixed(1).replace('-', '−')} nats, is hardly above the −11.1 of fair coins.`;
        return { step: t, message, param: 'rate', reset: 0.1, term: 'vanishing-gradient-problem' };
      },
      set(next) {
        cells = decode(next.cells);
        now = measure();
      },
      dispose,
    };
  },
});
