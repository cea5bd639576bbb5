import { cities } from '../data/cities.ts';
import model, { strain } from '../models/hidden-map.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { lookup, normal, tf } from '../tf/index.ts';

const run = runsOf(model);
const km = (seed: number, metric: 'known' | 'hidden' | 'off', given: Partial<AnyValues> = {}) =>
  run(seed, given).metrics[metric];
const few = { share: 40 };
const table = (seed: number) => normal(createRng(seed), [cities.length, 2]) as tf.Tensor2D;
const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;

export default defineClaims([
  {
    text: 'Picking rows of the table and multiplying one-hot rows by it give the same numbers, to the last bit.',
    seeds: 1,
    measure: (seed) =>
      tf.tidy(() => {
        const [ids, e] = [[3, 0, 11, 3, 7], table(seed)];
        return largest(tf.gather(e, tf.tensor1d(ids, 'int32')), lookup(ids, e));
      }),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'A step gives a gradient to the rows that occurred in it, and exactly none to the others.',
    seeds: 1,
    measure: (seed) =>
      tf.tidy(() => {
        const pairs = [
          [0, 1],
          [1, 2],
        ] as const;
        const slope = tf.grad((e) => strain(e as tf.Tensor2D, pairs, tf.tensor1d([1, 2])))(table(seed));
        const sizes = (slope.arraySync() as number[][]).map((row) => Math.hypot(...row));
        return sizes.every((size, i) => size > 0 === i < 3) ? sizes.filter((size) => size > 0).length : -1;
      }),
    holds: (rows) => rows === 3,
    figure: 'rows with a gradient, of the three in two pairs',
  },
  {
    text: 'Turning and mirroring the whole table leaves the loss as it was.',
    seeds: 1,
    measure: (seed) =>
      tf.tidy(() => {
        const e = table(seed);
        const [c, s] = [Math.cos(seed), Math.sin(seed)];
        const turn = tf.tensor2d([c, s, s, -c], [2, 2]);
        const loss = (rows: tf.Tensor2D) =>
          strain(
            rows,
            [
              [0, 1],
              [2, 3],
              [4, 11],
            ],
            tf.tensor1d([1, 2, 3]),
          );
        return largest(loss(e), loss(tf.matMul(e, turn)));
      }),
    holds: (difference) => difference < 1e-5,
    figure: 'difference of the loss',
  },
  {
    text: 'From all distances the cities come to lie within 80 km of their true places, once the map is turned.',
    seeds: 10,
    measure: (seed) => km(seed, 'off'),
    holds: (off) => off < 80,
    figure: 'km off, root mean square',
  },
  {
    text: 'Before it is turned the map is not the true one: its cities lie more than 200 km from where the true map has them.',
    seeds: 10,
    needed: 9,
    measure: (seed) => {
      const { map, laid } = run(seed).snapshot;
      return (
        1000 *
        Math.sqrt(
          map.reduce(
            (sum, [x, y], i) => sum + (x - (laid[i]?.[0] ?? 0)) ** 2 + (y - (laid[i]?.[1] ?? 0)) ** 2,
            0,
          ) / map.length,
        )
      );
    },
    holds: (moved) => moved > 200,
    figure: 'km that turning moves the cities',
  },
  {
    text: 'On a line the distances are missed by more than 400 km; a second number a city brings this below 80.',
    seeds: 10,
    measure: (seed) => Math.min(km(seed, 'known', { d: 1 }) - 400, 80 - km(seed, 'known')),
    holds: (slack) => slack > 0,
    figure: 'km of slack on the tighter side',
  },
  {
    text: 'A third number gains little: the misfit falls by less than 30 %.',
    seeds: 5,
    measure: (seed) => km(seed, 'known', { d: 3 }) / km(seed, 'known'),
    holds: (ratio) => ratio > 0.7 && ratio <= 1.02,
    figure: 'misfit with three numbers over that with two',
  },
  {
    text: 'With 40 % of the distances known, those kept back are missed by more than twice as much as the known ones.',
    seeds: 20,
    measure: (seed) => km(seed, 'hidden', few) / km(seed, 'known', few),
    holds: (ratio) => ratio > 2,
    figure: 'misfit of hidden over known distances',
  },
  {
    text: 'Mostly the known 40 % are then fitted to 250 km or better, while the cities lie over 300 km from their true places.',
    seeds: 20,
    needed: 15,
    measure: (seed) => Math.min(250 - km(seed, 'known', few), km(seed, 'off', few) - 300),
    holds: (slack) => slack > 0,
    figure: 'km of slack on the tighter side',
  },
  {
    text: 'Without a number more to begin with, some of ten seeds get stuck: their cities stay more than 300 km off, all distances known.',
    seeds: 1,
    measure: () =>
      Array.from({ length: 10 }, (_, i) => km(i + 1, 'off', { extra: false })).filter((off) => off > 300)
        .length,
    holds: (stuck) => stuck >= 2 && stuck < 10,
    figure: 'seeds of ten that get stuck',
  },
  {
    text: 'A city in none of the known distances keeps the row that chance gave it.',
    seeds: 5,
    measure: (seed) => {
      const [before, after] = [run(seed, { share: 10 }, 0).snapshot, run(seed, { share: 10 }).snapshot];
      if (after.unseen.length === 0) return Number.NaN;
      return Math.max(
        ...after.unseen.flatMap((i) =>
          (after.rows[i] as readonly number[]).map((x, k) =>
            Math.abs(x - (before.rows[i]?.[k] ?? Number.NaN)),
          ),
        ),
      );
    },
    holds: (moved) => moved === 0,
    figure: 'change of its row',
  },
]);
