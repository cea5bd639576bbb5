import { range } from 'd3-array';
import { byClass, type LabelledPoints, moons } from '../data/points.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import {
  accuracy,
  glorotNormal,
  labels,
  matrix,
  owner,
  permutation,
  sgd,
  softmaxCrossEntropy,
  targets,
  tf,
} from '../tf/index.ts';

const [SIZE, FRESH_SIZE, UNITS, STEPS, EVERY] = [200, 400, 16, 300, 10];

/** All that a training loop knows of a data set: it works with whatever has these methods. */
export interface DataSetIterator {
  hasNext(): boolean;
  /** The numbers of the next n records: fewer at the end, none after it. */
  next(n: number): number[];
  reset(): void;
}

/** Hands out the records in the order in which they are stored. */
export class ArrayIterator implements DataSetIterator {
  // Fields, which only the methods of the class and of those that extend it change.
  protected cursor = 0;
  protected order: number[];

  constructor(size: number) {
    this.order = range(size);
  }
  hasNext() {
    return this.cursor < this.order.length;
  }
  next(n: number) {
    if (!(n >= 1)) throw new RangeError(`A batch of ${n} would never come to the end`);
    const batch = this.order.slice(this.cursor, this.cursor + n);
    this.cursor += batch.length;
    return batch;
  }
  reset() {
    this.cursor = 0;
  }
  /** To look at: the cursor, and the first of the order. */
  fields() {
    return { cursor: this.cursor, first: this.order.slice(0, 4) };
  }
}

/** The same, in an order drawn anew at each reset. */
export class ShufflingIterator extends ArrayIterator {
  private rng: Rng;

  constructor(size: number, rng: Rng) {
    super(size);
    this.rng = rng;
    this.reset();
  }
  override reset() {
    super.reset();
    this.order = permutation(this.rng, this.order.length);
  }
}

/** A net 2–16–2 and the iterator it learns from, under whatever names others know that. */
function createLoop(iter: DataSetIterator, { x, label }: LabelledPoints, rng: Rng) {
  const { own, layer, dispose } = owner();
  const [hidden, last] = [layer(glorotNormal(rng, 2, UNITS)), layer(glorotNormal(rng, UNITS, 2))];
  const optimizer = own(sgd([...hidden.variables, ...last.variables], 0.5));
  const logits = (points: readonly Point[]) => last(tf.tanh(hidden(matrix(points))));
  /** How often each record was handed to this loop. */
  const visits = range(SIZE).map(() => 0);
  return {
    iter,
    visits,
    right: (set: LabelledPoints) => tf.tidy(() => accuracy(logits(set.x), labels(set))),
    learn(rows: readonly number[]) {
      const target = { label: rows.map((i) => label[i] as number) };
      optimizer.minimise(() =>
        softmaxCrossEntropy(logits(rows.map((i) => x[i] as Point)), targets(target, 2)),
      );
      for (const i of rows) visits[i] = (visits[i] as number) + 1;
    },
    dispose,
  };
}
type Loop = ReturnType<typeof createLoop>;

const kinds = { array: 'new ArrayIterator', shuffling: 'new ShufflingIterator' } as const;

export default defineSimulation({
  params: {
    a: param.choice({ label: 'iterA =', options: kinds, default: 'array' }),
    b: param.choice({ label: 'iterB =', options: { ...kinds, same: 'iterA' }, default: 'shuffling' }),
    batch: param.number({ label: 'next(n): n =', min: 1, max: 50, step: 1, default: 10 }),
    resets: param.toggle({ label: 'reset() at the end', default: true }),
  },
  metrics: {
    accuracyA: { label: 'accuracy of loop A on fresh points' },
    accuracyB: { label: 'accuracy of loop B on fresh points' },
    givenA: { label: 'records loop A was given' },
    missedA: { label: 'records it was never given' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 50 },

  init({ a, b, batch, resets }, rng) {
    const drawn = moons(rng.fork('training'), SIZE, 0.12);
    const [first, second] = byClass(drawn) as [Point[], Point[]];
    /** Stored class by class. */
    const stored = { x: [...first, ...second], label: [...drawn.label].sort() };
    const fresh = moons(rng.fork('fresh'), FRESH_SIZE, 0.12);
    const create = (kind: 'array' | 'shuffling', name: string) =>
      kind === 'array' ? new ArrayIterator(SIZE) : new ShufflingIterator(SIZE, rng.fork(name));
    const iterA = create(a, 'iterA');
    const iterB = b === 'same' ? iterA : create(b, 'iterB');
    const loops = [iterA, iterB].map((iter) => createLoop(iter, stored, rng.fork('weights')));
    const measure = () => loops.map(({ right }) => right(fresh));
    let [step, rights, idle] = [0, measure(), 0];

    /** The training loop: not one word of it depends on the class of `iter`. */
    function turn({ iter, learn }: Loop) {
      if (resets && !iter.hasNext()) iter.reset();
      const rows = iter.next(batch);
      if (rows.length > 0) learn(rows);
      return rows.length > 0;
    }
    const given = () => (loops[0] as Loop).visits.filter((n) => n > 0).length;

    return {
      step() {
        step += 1;
        if (!loops.map(turn).includes(true) && idle === 0) idle = step;
        if (step % EVERY === 0) rights = measure();
        return 'running';
      },
      metrics: () => ({
        accuracyA: rights[0] as number,
        accuracyB: rights[1] as number,
        givenA: given(),
        missedA: SIZE - given(),
      }),
      snapshot: () => ({
        every: EVERY,
        /** Of each variable: the object it names, and how often each record went to its loop. */
        loops: [iterA, iterB].map((iter, i) => ({
          name: iter instanceof ShufflingIterator ? 'ShufflingIterator' : 'ArrayIterator',
          ...iter.fields(),
          hasNext: iter.hasNext(),
          visits: [...(loops[i] as Loop).visits],
        })),
        shared: iterA === iterB,
      }),
      diagnosis(): Diagnosis<'resets'> | null {
        if (idle === 0) return null;
        const message =
          'The cursor is at the end, hasNext() is false and next() hands out nothing: no update was made from here on.';
        return { step: idle, message, param: 'resets', reset: true };
      },
      dispose: () => {
        for (const loop of loops) loop.dispose();
      },
    };
  },
});
