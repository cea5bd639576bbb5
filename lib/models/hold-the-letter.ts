import { range } from 'd3-array';
import { BLANK, drawLetters, letterStream, oneHot } from '../data/streams.ts';
import { type Inputs, inputs, labels, recurrentLayer } from '../problems/sequences.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, round } from '../sim/numbers.ts';
import { adam, glorotNormal, logisticLoss, matrix, owner, tf } from '../tf/index.ts';

const SYMBOLS = 3;
const UNITS = 2;
const BATCH = 32;
const RATE = 0.02;
const UPDATES = 200;
/** Updates between two measurements. */
const EVERY = 20;
/** Symbols the rival sees: the present one and three before it. */
const WINDOW = 4;
const RIVAL_UNITS = 12;
/** Both nets are asked after so many blanks, on this many streams for each letter. */
export const GAPS = [1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 200];
const MOST = 200;
const STREAMS = 8;
/** Blanks after which a state counts as at rest. */
const LONG = 500;
/** Cells of the strip the reader writes on. */
const CELLS = 10;

/** A state: two units. */
type Pair = [number, number];

/** The logit of “B came last”, read by one linear unit from the state that two units hold. */
export function createRnn(rng: Rng) {
  const { own, layer, dispose } = owner();
  const recurrent = own(recurrentLayer(rng, SYMBOLS, UNITS));
  const read = layer(glorotNormal(rng, UNITS, 1));
  const logits = (x: Inputs) => recurrent.states(x).map(read);
  return { ...recurrent, read, logits, variables: [...recurrent.variables, ...read.variables], dispose };
}

/** The same from the last four symbols, by a feed-forward net; before the first there are blanks. */
function createWindow(rng: Rng) {
  const { layer, dispose } = owner();
  const hidden = layer(glorotNormal(rng, WINDOW * SYMBOLS, RIVAL_UNITS));
  const read = layer(glorotNormal(rng, RIVAL_UNITS, 1));
  function logits(x: Inputs) {
    const blank = matrix(range(x[0]?.shape[0] as number).map(() => oneHot(BLANK)));
    const padded = [...range(WINDOW - 1).map(() => blank), ...x];
    return x.map((_, t) => read(tf.tanh(hidden(tf.concat(padded.slice(t, t + WINDOW), 1)))));
  }
  return { logits, variables: [...hidden.variables, ...read.variables], dispose };
}

const blanks = (n: number) => range(n).map(() => BLANK);
/** The strip as a number whose digits to base 3, from the lowest on, are its symbols. */
export const stripOf = (symbols: readonly number[]) =>
  symbols.reduce((n, symbol, t) => n + symbol * 3 ** t, 0);
const symbolsOf = (strip: number) => range(CELLS).map((t) => Math.floor(strip / 3 ** t) % 3);
/** Points of the square from −1 to 1, row by row from the top. */
function grid(side: number) {
  const axis = range(side).map((i) => round((2 * i) / (side - 1) - 1, 3));
  return axis.toReversed().flatMap((b) => axis.map((a): Pair => [a, b]));
}

/** An RNN and a feed-forward net with a window learn to say which letter came last. */
export default defineSimulation({
  params: {
    length: param.number({
      label: 'Training streams',
      unit: 'symbols',
      min: 2,
      max: 20,
      step: 1,
      default: 8,
    }),
    letters: param.number({
      label: 'Letters in them',
      help: 'Probability that a symbol after the first is a letter and no blank.',
      min: 0.1,
      max: 0.9,
      step: 0.1,
      default: 0.2,
    }),
    blanks: param.number({
      label: 'Blanks after the strip',
      min: 0,
      max: MOST,
      step: 1,
      default: MOST,
      live: true,
    }),
    strip: param.number({
      label: 'Strip (digits to base 3)',
      min: 0,
      max: 3 ** CELLS - 1,
      step: 1,
      default: stripOf([0, 2, 2, 2, 2, 1, 2, 2, 2, 2]),
      live: true,
      inView: true,
    }),
  },
  metrics: {
    rnn200: { label: 'right after 200 blanks, RNN' },
    window200: { label: 'right after 200 blanks, window' },
    rnn3: { label: 'right after 3 blanks, RNN' },
    window3: { label: 'right after 3 blanks, window' },
    loss: { label: 'training loss of the RNN' },
  },
  schedule: { posterSteps: UPDATES, maxSteps: UPDATES, stepsPerSecond: 40 },

  init({ length, letters, ...initial }, rng) {
    let { strip, blanks: after } = initial;
    const { own, dispose } = owner();
    const rnn = own(createRnn(rng.fork('rnn')));
    const rival = own(createWindow(rng.fork('window')));
    const optimizers = [rnn, rival].map((net) => ({ net, optimizer: own(adam(net.variables, RATE)) }));
    const batch = rng.fork('batches');
    const before = rng.fork('test');
    /** Each asks after four drawn symbols, a letter and up to 200 blanks. */
    const asked = range(2 * STREAMS).map((i) =>
      letterStream([...range(4).map(() => before.int(3)), i % 2, ...blanks(MOST)]),
    );
    const measure = ({ logits }: { logits(x: Inputs): tf.Tensor2D[] }) =>
      tf.tidy(() => {
        const all = logits(inputs(asked));
        return GAPS.map((gap) => {
          const says = [...(all[4 + gap] as tf.Tensor2D).dataSync()];
          return says.filter((z, i) => z > 0 === (i % 2 === 1)).length / says.length;
        });
      });
    const afterBlank = (h: tf.Tensor2D) => rnn.cell(matrix(range(h.shape[0]).map(() => oneHot(BLANK))), h);
    const points = (h: tf.Tensor2D) => round(h.arraySync() as Pair[], 3);
    /** Where a long row of blanks takes the state, from A and from B. */
    const rest = () =>
      tf.tidy(() => {
        const [start] = rnn.states([matrix([oneHot(0), oneHot(1)])]) as [tf.Tensor2D];
        return points(range(LONG).reduce((h) => tf.tidy(() => afterBlank(h)), start));
      });

    let step = 0;
    let loss = Math.LN2;
    let right = { rnn: measure(rnn), window: measure(rival) };
    const at = (net: 'rnn' | 'window', gap: number) => right[net][GAPS.indexOf(gap)] as number;
    return {
      step() {
        tf.tidy(() => {
          const drawn = range(BATCH).map(() => drawLetters(batch, length, letters));
          const [x, y] = [inputs(drawn), labels(drawn)];
          [loss = loss] = optimizers.map(({ net, optimizer }) =>
            optimizer.minimise(() => logisticLoss(tf.concat(net.logits(x), 1), y)),
          );
        });
        step += 1;
        if (step % EVERY === 0) right = { rnn: measure(rnn), window: measure(rival) };
        return 'running';
      },
      metrics: () => ({
        rnn200: at('rnn', 200),
        window200: at('window', 200),
        rnn3: at('rnn', 3),
        window3: at('window', 3),
        loss,
      }),
      snapshot() {
        const symbols = symbolsOf(strip);
        const says = (logits: tf.Tensor2D[]) => round(tf.sigmoid(tf.concat(logits, 1)).dataSync(), 3);
        const drawn = tf.tidy(() => {
          const x = inputs([letterStream([...symbols, ...blanks(after)])]);
          const moved = points(afterBlank(matrix(grid(9))));
          return {
            /** Probability of B after each symbol of the strip and each blank after it. */
            rnn: says(rnn.logits(x)),
            window: says(rival.logits(x)),
            path: [[0, 0] as Pair, ...rnn.states(x).flatMap(points)],
            /** From here to there a blank moves the state. */
            flow: grid(9).map((from, i): [Pair, Pair] => [from, moved[i] as Pair]),
            /** Probability of B read from each state of the plane. */
            field: bytes(tf.sigmoid(rnn.read(matrix(grid(21)))).dataSync()),
          };
        });
        /** The letter that came last, by number; null before the first. */
        const wanted = symbols.map((_, t) => symbols.slice(0, t + 1).findLast((s) => s !== BLANK) ?? null);
        return { every: EVERY, gaps: GAPS, right, symbols, wanted, ...drawn, rest: rest() };
      },
      diagnosis(): Diagnosis<'letters' | 'length'> | null {
        if (step < UPDATES || at('rnn', MOST) >= 0.95) return null;
        const [[a, b], [c, d]] = rest() as [Pair, Pair];
        const message =
          Math.hypot(a - c, b - d) < 0.1
            ? `Whatever the letter, the blanks end in one resting place, so ${MOST} of them erase it. In training, long rows of blanks were too rare to ask for more.`
            : 'After some streams the blanks lead to no resting place of the right letter: the streams of training did not ask for it.';
        return letters > 0.2
          ? { step, message, param: 'letters', reset: 0.2 }
          : { step, message, param: 'length', reset: 12 };
      },
      set(values) {
        ({ strip, blanks: after } = values);
      },
      dispose,
    };
  },
});
