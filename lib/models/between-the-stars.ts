import { range } from 'd3-array';
import { drawStars, starStrip } from '../data/streams.ts';
import { type Inputs, inputs, labels, recurrentLayer } from '../problems/sequences.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { bytes, each, mean, round } from '../sim/numbers.ts';
import { adam, glorotNormal, logisticLoss, owner, signAccuracy, tf } from '../tf/index.ts';

export const CELLS = 10;
const CHANNELS = 2;
const BATCH = 32;
const RATE = 0.03;
const TEST_SIZE = 400;
/** Updates between two measurements on the test strips. */
const EVERY = 10;

type Direction = 'forward' | 'backward';

/** One recurrent layer for each direction, its weights its own; the answer at a cell is read from all their states there. */
export function createReader(rng: Rng, units: number, directions: readonly Direction[]) {
  const { own, layer, dispose } = owner();
  const layers = directions.map((direction) => own(recurrentLayer(rng.fork(direction), CHANNELS, units)));
  const read = layer(glorotNormal(rng.fork('read'), directions.length * units, 1));
  /** Of each direction, the states cell by cell; the backward layer comes to the last cell first. */
  const states = (x: Inputs) =>
    layers.map((layer, k) =>
      directions[k] === 'forward' ? layer.states(x) : layer.states(x.toReversed()).toReversed(),
    );
  /** The logit of “between” at each cell: [batch, cells]. */
  function logits(x: Inputs): tf.Tensor2D {
    const all = states(x);
    return tf.concat(
      x.map((_, t) =>
        read(
          tf.concat(
            all.map((h) => h[t] as tf.Tensor2D),
            1,
          ),
        ),
      ),
      1,
    );
  }
  const variables = [...layers.flatMap((layer) => layer.variables), ...read.variables];
  return { layers, states, logits, variables, dispose };
}

/** Probability that at least one of n cells holds a star. */
const anyOf = (n: number, rate: number) => 1 - (1 - rate) ** n;

/** The share of right answers that no rule can exceed which sees a cell and those before it: guess the likelier. */
export const ceiling = (rate: number, cells = CELLS) =>
  mean(
    range(cells).map((t) => {
      const [before, after] = [anyOf(t, rate), anyOf(cells - 1 - t, rate)];
      return 1 - before + before * Math.max(after, 1 - after);
    }),
  );

/** What such a rule can know at best: the probability of “between” at each cell, given the stars up to it. */
export const fromThePast = (stars: readonly number[], rate: number) =>
  stars.map((_, t) => (stars.slice(0, t).some(Boolean) ? anyOf(stars.length - 1 - t, rate) : 0));

/** Bit t of the number says whether cell t holds a star. */
const cellsOf = (mask: number) => range(CELLS).map((t) => (mask >> t) & 1);

/** Three nets learn to mark the cells of a strip with a star before and a star after them. */
export default defineSimulation({
  params: {
    hidden: param.number({ label: 'Hidden units, each direction', min: 2, max: 16, step: 1, default: 6 }),
    starRate: param.number({
      label: 'Stars',
      help: 'Probability that a cell holds one.',
      min: 0.05,
      max: 0.4,
      step: 0.05,
      default: 0.15,
    }),
    updates: param.number({ label: 'Updates', min: 50, max: 300, step: 50, default: 150 }),
    stars: param.number({
      label: 'Strip (a bit for each cell)',
      min: 0,
      max: 2 ** CELLS - 1,
      step: 1,
      default: 2 ** 2 + 2 ** 7,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    both: { label: 'right answers, both directions' },
    forward: { label: 'right answers, forwards' },
    backward: { label: 'right answers, backwards' },
  },
  schedule: { posterSteps: 150, maxSteps: 300, stepsPerSecond: 30 },

  init({ hidden, starRate, updates, stars: initial }, rng) {
    let mask = initial;
    const { own, dispose } = owner();
    const weights = rng.fork('weights');
    const nets = {
      both: own(createReader(weights.fork('both'), hidden, ['forward', 'backward'])),
      forward: own(createReader(weights.fork('one'), hidden, ['forward'])),
      backward: own(createReader(weights.fork('one'), hidden, ['backward'])),
    };
    const optimizers = each(nets, ({ variables }) => own(adam(variables, RATE)));
    const strips = (from: Rng, n: number) => range(n).map(() => drawStars(from, CELLS, starRate));
    const batch = rng.fork('batches');
    const test = strips(rng.fork('test'), TEST_SIZE);
    const measure = () =>
      tf.tidy(() => {
        const x = inputs(test);
        const wanted = test.flatMap((strip) => strip.wanted);
        return each(nets, (net) => signAccuracy(net.logits(x).dataSync(), wanted));
      });
    let last = measure();
    let step = 0;
    return {
      step() {
        tf.tidy(() => {
          const drawn = strips(batch, BATCH);
          const [x, y] = [inputs(drawn), labels(drawn)];
          each(nets, ({ logits }, name) => optimizers[name].minimise(() => logisticLoss(logits(x), y)));
        });
        step += 1;
        if (step % EVERY === 0) last = measure();
        return step >= updates ? 'done' : 'running';
      },
      metrics: () => last,
      snapshot() {
        const stars = cellsOf(mask);
        const strip = starStrip(stars);
        const shown = tf.tidy(() => {
          const x = inputs([strip]);
          const picture = (h: tf.Tensor2D[]) =>
            bytes(tf.transpose(tf.concat(h, 0)).dataSync()).map((v) => Math.round((v + 255) / 2));
          return {
            /** Probability of “between” that each net gives each cell. */
            says: each(nets, (net) => round(tf.sigmoid(net.logits(x)).dataSync(), 3)),
            /** States of the net that reads both ways: a row a unit, a column a cell; −1 is 0, 1 is 255. */
            states: nets.both.states(x).map(picture),
          };
        });
        return {
          every: EVERY,
          ceiling: round(ceiling(starRate), 4),
          stars,
          wanted: strip.wanted,
          past: round(fromThePast(stars, starRate), 3),
          ...shown,
        };
      },
      diagnosis(): Diagnosis<'starRate'> | null {
        if (mask === 0) {
          const message =
            'Without a star no cell is between two, and every net is sure of it. Tap a cell: a single star gives the one-way nets something to be unsure of.';
          return { step, message };
        }
        if (step < updates || starRate < 0.3) return null;
        const message = `With stars in ${Math.round(100 * starRate)} % of the cells another one nearly always follows. To expect it is right so often that looking ahead gains little: the limit for one direction is ${ceiling(starRate).toFixed(3)}.`;
        return { step, message, param: 'starRate', reset: 0.15 };
      },
      set(values) {
        mask = values.stars;
      },
      dispose,
    };
  },
});
