import model, {
  block,
  functions,
  indexAt,
  moves,
  product,
  strides,
  tads,
} from '../models/slice-the-block.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const SHAPE = [2, 3, 4];
const SUBSETS = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];
const COUNTS = [24, 12, 8, 6, 4, 3, 2, 1];
const read = (of: () => tf.Tensor) => tf.tidy(() => [...of().dataSync()]);
const equal = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((v, i) => v === b[i]);
const count = (...right: boolean[]) => right.filter(Boolean).length;

const runs = runsOf(model);
const trained = (seed: number, given: Partial<AnyValues> = {}) => runs(seed, { scene: 'learn', ...given });

/** Each slice reduced by a loop over its numbers, in the order of the slices. */
function byHand(
  values: readonly number[],
  axes: readonly number[],
  of: (slice: number[]) => number,
): number[] {
  const slices: number[][] = [];
  tads(SHAPE, axes).forEach((id, place) => {
    slices[id] = [...(slices[id] ?? []), values[place] as number];
  });
  return slices.map(of);
}

export default defineClaims([
  {
    text: 'Of the numbers 0 to 23 in shape [2, 3, 4], the sums over axis 2 are [[6, 22, 38], [54, 70, 86]], those over axes 0 and 1 [60, 66, 72, 78], and the largest over axis 0 are 12 to 23.',
    seeds: 1,
    measure: () =>
      count(
        equal(
          read(() => functions.sum(block(), [2])),
          [6, 22, 38, 54, 70, 86],
        ),
        equal(
          read(() => functions.sum(block(), [0, 1])),
          [60, 66, 72, 78],
        ),
        equal(
          read(() => functions.max(block(), [0])),
          Array.from({ length: 12 }, (_, i) => 12 + i),
        ),
      ),
    holds: (right) => right === 3,
    figure: 'of the three results, right',
  },
  {
    text: 'Along axis 2 the block has 6 slices, along axes 1 and 2 it has 2, along axis 0 it has 12; for every choice of axes their number times their size is 24, and each number is in one of them.',
    seeds: 1,
    measure: () =>
      count(
        ...SUBSETS.map((axes, i) => {
          const ids = tads(SHAPE, axes);
          const size = product(axes.map((axis) => SHAPE[axis] as number));
          const n = new Set(ids).size;
          const full = [...Array(n).keys()].every((id) => ids.filter((v) => v === id).length === size);
          return n === COUNTS[i] && n * size === 24 && full;
        }),
      ),
    holds: (right) => right === 8,
    figure: 'of the eight choices of axes, right',
  },
  {
    text: 'Summing over axes, and each other operation, is the same as going through the slices one by one, to five digits.',
    seeds: 10,
    measure(seed) {
      const rng = createRng(seed);
      const values = Array.from({ length: 24 }, () => rng.normal());
      const x = () => tf.tensor(values, SHAPE);
      const sum = (slice: number[]) => slice.reduce((a, v) => a + v, 0);
      const loops = {
        sum,
        mean: (slice: number[]) => sum(slice) / slice.length,
        max: (slice: number[]) => Math.max(...slice),
        norm: (slice: number[]) => Math.sqrt(sum(slice.map((v) => v * v))),
      };
      const gaps = SUBSETS.flatMap((axes) => [
        ...Object.entries(loops).flatMap(([name, loop]) => {
          const real = read(() => functions[name as keyof typeof loops](x(), axes));
          return byHand(values, axes, loop).map((v, i) => Math.abs(v - (real[i] ?? 99)));
        }),
        ...byHand(
          read(() => functions.softmax(x(), axes)),
          axes,
          sum,
        ).map((total) => Math.abs(total - 1)),
      ]);
      return Math.max(...gaps);
    },
    holds: (gap) => gap < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'Reshaping [[0, 1, 2], [3, 4, 5]] to [3, 2] gives [[0, 1], [2, 3], [4, 5]], transposing it [[0, 3], [1, 4], [2, 5]]; reshaping the block leaves its order in memory as it was, swapping two axes does not.',
    seeds: 1,
    measure() {
      const six = () => tf.reshape(tf.range(0, 6), [2, 3]);
      const order = read(block);
      return count(
        equal(
          read(() => tf.reshape(six(), [3, 2])),
          [0, 1, 2, 3, 4, 5],
        ),
        equal(
          read(() => tf.transpose(six())),
          [0, 3, 1, 4, 2, 5],
        ),
        equal(
          read(() => moves.reshape(block())),
          order,
        ),
        !equal(
          read(() => moves.transpose(block())),
          order,
        ),
      );
    },
    holds: (right) => right === 4,
    figure: 'of the four statements, right',
  },
  {
    text: 'The strides of shape [2, 3, 4] are 12, 4 and 1: the element at index [1, 0, 2] is at place 14 in memory.',
    seeds: 1,
    measure: () =>
      equal(strides(SHAPE), [12, 4, 1]) && equal(indexAt(14, SHAPE), [1, 0, 2])
        ? (read(() => tf.slice(block(), [1, 0, 2], [1, 1, 1]))[0] ?? 0)
        : 0,
    holds: (place) => place === 14,
    figure: 'number there (0 where the strides are others)',
  },
  {
    text: 'A tensor of shape [4], [3, 1] or [2, 1, 1] can be added to the block, one of shape [3] or [2, 3] not.',
    seeds: 1,
    measure: () =>
      count(
        ...['4', '3,1', '2,1,1', '3', '2,3'].map((other, i) => {
          const { snapshot } = runs(1, { scene: 'move', move: 'add', other }, 1);
          return (snapshot.result !== null) === i < 3;
        }),
      ),
    holds: (right) => right === 5,
    figure: 'of the five shapes, as said',
  },
  {
    text: 'Standardised over axis 0, the regression tells more than nine in ten of the new people right.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.columns ?? 0,
    holds: (share) => share > 0.9,
    figure: 'share told right',
  },
  {
    text: 'Standardised over axis 1, by mistake, it gets less than three quarters right; not standardised, no more than that either. No error is raised.',
    seeds: 10,
    measure: (seed) => Math.max(trained(seed).metrics.rows ?? 1, trained(seed).metrics.raw ?? 1),
    holds: (share) => share < 0.75,
    figure: 'larger share told right',
  },
  {
    text: 'Over axis 1 all people come out alike: within 0.01 of −0.71, 1.41, −0.71.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...(trained(seed).snapshot.people as { rows: number[][] }).rows.flatMap((row) =>
          row.map((v, j) => Math.abs(v - (j === 1 ? Math.SQRT2 : -Math.SQRT1_2))),
        ),
      ),
    holds: (gap) => gap < 0.01,
    figure: 'largest distance from these, of six people',
  },
  {
    text: 'Income in millions instead of euros changes nothing for the net standardised over axis 0, to within one person in a hundred, and much for the one over axis 1: it gains a tenth or more.',
    seeds: 10,
    measure(seed) {
      const [euro, million] = [trained(seed).metrics, trained(seed, { unit: 'million' }).metrics];
      const same = Math.abs((euro.columns ?? 0) - (million.columns ?? 9)) <= 0.01;
      return same ? (million.rows ?? 0) - (euro.rows ?? 0) : 0;
    },
    holds: (gain) => gain > 0.1,
    figure: 'gain in the share told right (0 where axis 0 changed)',
  },
]);
