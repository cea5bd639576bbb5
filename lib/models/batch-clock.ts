import { range } from 'd3-array';
import { type Digits, PIXELS, pick, sheet, split } from '../data/digits.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import {
  accuracy,
  heNormal,
  inputs,
  labels,
  owner,
  permutation,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const N = 200;
const UNSEEN = 400;
const UNITS = 32;
/** Steps of an epoch. */
const TICKS = 20;
const ORDER = { batch: 50, updates: 60, rate: 0.2 };
/** ⌈N/B⌉, or ⌊N/B⌋ where the smaller last batch is dropped. */
export const iterationsPerEpoch = (n: number, batch: number, dropLast: boolean) =>
  dropLast ? Math.floor(n / batch) : Math.ceil(n / batch);

const sizes = { '1': '1', '5': '5', '10': '10', '30': '30', '100': '100', '200': 'All 200', '300': '300' };
const race = { scene: 'race' };
const params = {
  scene: param.choice({
    label: 'Compare',
    options: { race: 'Two batch sizes', order: 'Three orders of two batches' },
    default: 'race',
  }),
  equal: param.choice({
    label: 'Hold equal',
    options: { epochs: 'Epochs', iterations: 'Iterations' },
    default: 'epochs',
    when: race,
  }),
  epochs: param.number({
    label: 'Epochs of each',
    min: 0,
    max: 20,
    step: 1,
    default: 10,
    when: { scene: 'race', equal: 'epochs' },
  }),
  iterations: param.number({
    label: 'Iterations of each',
    min: 20,
    max: 400,
    step: 20,
    default: 200,
    when: { scene: 'race', equal: 'iterations' },
  }),
  batchA: param.choice({ label: 'Batch of A', options: sizes, default: '10', when: race }),
  batchB: param.choice({ label: 'Batch of B', options: sizes, default: '200', when: race }),
  rate: param.number({ label: 'Learning rate', min: 0.01, max: 0.5, scale: 'log', default: 0.1, when: race }),
  replacement: param.toggle({ label: 'Draw with replacement', default: false, when: race }),
  dropLast: param.toggle({ label: 'Drop a smaller last batch', default: false, when: race }),
};
type Values = ParamValues<typeof params>;

type Name = 'a' | 'b' | 'alternating' | 'tripled' | 'blocks';
/** A 64-32-10 ReLU net that makes one iteration on each batch of row numbers; all of them start alike. */
function createReader(name: Name, batches: Iterator<number[]>, perEpoch: number, rate: number, rng: Rng) {
  const { layer, dispose } = owner();
  const weights = rng.fork('weights');
  const [hidden, last] = [layer(heNormal(weights, PIXELS, UNITS)), layer(heNormal(weights, UNITS, 10))];
  const optimizer = sgd([...hidden.variables, ...last.variables], rate);
  const logits = (set: Digits) => last(tf.relu(hidden(inputs(set))));
  const times = new Array<number>(N).fill(0);
  let thisEpoch: number[] = [];
  let [iterations, read] = [0, 0];
  return {
    name,
    perEpoch,
    iterate(train: Digits) {
      const rows = batches.next().value as number[];
      const batch = pick(train, rows);
      optimizer.minimise(() => softmaxCrossEntropy(logits(batch), targets(batch, 10)));
      for (const row of rows) times[row] = (times[row] as number) + 1;
      thisEpoch = iterations % perEpoch === 0 ? rows : [...thisEpoch, ...rows];
      iterations += 1;
      read += rows.length;
    },
    right: (set: Digits) => tf.tidy(() => round(accuracy(logits(set), labels(set)), 4)),
    iterations: () => iterations,
    thisEpoch: () => thisEpoch,
    /** Also how often the least and the most read digit were read, and how many digits never were. */
    count: () => ({
      iterations,
      read,
      least: Math.min(...times),
      most: Math.max(...times),
      never: times.filter((n) => n === 0).length,
    }),
    dispose,
  };
}

/** Epochs without end, each a shuffle (or as many independent draws) cut into batches. */
function* epochs(rng: Rng, batch: number, { replacement, dropLast }: Values): Generator<number[], never> {
  for (;;) {
    const order = replacement ? range(N).map(() => rng.int(N)) : permutation(rng, N);
    for (let i = 0; i < iterationsPerEpoch(N, batch, dropLast); i++)
      yield order.slice(i * batch, (i + 1) * batch);
  }
}

/** Batch A holds digits 0 to 4, batch B 5 to 9: each is read for `run` iterations before the other has its turn. */
function* turns({ label }: Digits, run: number): Generator<number[], never> {
  const rows = [...label.keys()];
  const [a, b] = [rows.filter((i) => (label[i] as number) < 5), rows.filter((i) => (label[i] as number) > 4)];
  for (let t = 0; ; t++) yield (Math.floor(t / run) % 2 ? b : a).slice(0, ORDER.batch);
}

/** Nets that start alike and read the same digits: in batches of two sizes, or in three orders. */
export default defineSimulation({
  params,
  metrics: {
    a: { label: 'share of new digits A names right' },
    b: { label: 'share of new digits B names right' },
    alternating: { label: 'share of new digits 0 to 4 right, ABABAB' },
    tripled: { label: 'share of new digits 0 to 4 right, AAABBB' },
    blocks: { label: 'share of new digits 0 to 4 right, all A, then all B' },
  },
  schedule: { posterSteps: 200, maxSteps: 400, stepsPerSecond: 40 },
  init(values, rng) {
    const [unseen, train] = split(rng.fork('data'), UNSEEN, N);
    const isRace = values.scene === 'race';
    const inEpochs = isRace && values.equal === 'epochs';
    const reader = (name: Name, size: string) => {
      const batch = Math.min(Number(size), N);
      const perEpoch = iterationsPerEpoch(N, batch, values.dropLast);
      return createReader(name, epochs(rng.fork('batches'), batch, values), perEpoch, values.rate, rng);
    };
    const ordered = (name: Name, run: number) => createReader(name, turns(train, run), 2, ORDER.rate, rng);
    const readers = isRace
      ? [reader('a', values.batchA), reader('b', values.batchB)]
      : [ordered('alternating', 1), ordered('tripled', 3), ordered('blocks', ORDER.updates / 2)];
    const end = inEpochs ? values.epochs * TICKS : isRace ? values.iterations : ORDER.updates;
    /** Measured on all new digits, or on those like batch A’s. */
    const likeA = range(UNSEEN).filter((i) => (unseen.label[i] as number) < 5);
    const asked = isRace ? unseen : pick(unseen, likeA);
    const curves = readers.map(({ right }) => ({ x: [0], y: [right(asked)] }));
    /** The training digits, 25 in a row: faint while unread. */
    const lit = () => {
      const read = new Set(readers[0]?.thisEpoch());
      return sheet(train, 25, (i) => (read.has(i) ? 1 : 0.12));
    };
    let step = 0;
    const results = () =>
      Object.fromEntries(readers.map(({ name }, i) => [name, curves[i]?.y.at(-1)])) as Partial<
        Record<Name, number>
      >;
    return {
      step() {
        if (step < end) step += 1;
        readers.forEach(({ iterate, iterations, perEpoch, right }, i) => {
          const due = inEpochs ? Math.floor((step * perEpoch) / TICKS) : step;
          if (iterations() === due) return;
          while (iterations() < due) iterate(train);
          curves[i]?.x.push(due);
          curves[i]?.y.push(right(asked));
        });
        return step < end ? 'running' : 'done';
      },
      metrics: results,
      snapshot: () => ({
        readers: readers.map(({ perEpoch, count }, i) => ({
          perEpoch,
          ...count(),
          curve: curves[i] as { x: number[]; y: number[] },
        })),
        /** What the first has read in its epoch. */
        lit: isRace ? lit() : [],
      }),
      diagnosis: () => (isRace ? diagnose(values, step, step === end ? results() : {}) : null),
      dispose() {
        for (const { dispose } of readers) dispose();
      },
    };
  },
});

function diagnose(
  values: Values,
  step: number,
  final: Partial<Record<Name, number>>,
): Diagnosis<keyof Values> | null {
  if (values.equal === 'epochs' && values.epochs === 0) {
    const message = 'At zero epochs nothing is read: both nets answer as their random start has it.';
    return { step, message, param: 'epochs', reset: 10 };
  }
  for (const [name, param] of [
    ['a', 'batchA'],
    ['b', 'batchB'],
  ] as const) {
    const [who, size] = [name.toUpperCase(), Number(values[param])];
    if (size > N) {
      const message = `There are only ${N} digits, so ${who} cannot put ${size} into a batch: it takes ${N} in every iteration.`;
      return { step, message, param, reset: '200' };
    }
    if (size <= 5 && values.rate > 0.15 && (final[name] ?? 1) < 0.5) {
      const message = `${who} has learnt little: the gradient of a batch of ${size} is mostly noise, and at rate ${values.rate} each step follows it too far. Nothing is broken; the rate is too high for so small a batch.`;
      return { step, message, param: 'rate', reset: 0.05, term: 'stochastic-gradient-descent' };
    }
  }
  return null;
}
