import model from '../models/freeze-and-thaw.ts';
import { decode, encode, flip, forgetful, partsOf, SHAPES } from '../problems/checkpoint.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
type Metric = keyof typeof model.metrics;
const metric = (name: Metric, seed: number, given?: Partial<AnyValues>, steps = 120) =>
  trained(seed, given, steps).metrics[name];

/** 65 numbers that are hard to keep: both zeros, the smallest there is, and draws of all sizes. */
function hard(seed: number): Float32Array {
  const rng = createRng(seed);
  const special = [0, -0, 1e-45, -1e-45, 3.4e38];
  return Float32Array.from({ length: 65 }, (_, i) => special[i] ?? rng.normal() * 10 ** (rng.int(70) - 35));
}

export default defineClaims([
  {
    text: 'Weights written in 32 bits come back the same to the bit, −0 and the smallest numbers included, and writing them again gives the same bytes.',
    seeds: 1,
    measure(seed) {
      const file = encode({ ...forgetful(hard(seed)), t: 7 }, 32);
      const back = decode(file);
      const same = hard(seed).filter((w, i) => Object.is(w, back.theta[i])).length;
      return back.t === 7 && `${encode(back, 32)}` === `${file}` ? same : 0;
    },
    holds: (same) => same === 65,
    figure: 'weights of 65 that come back:',
  },
  {
    text: '65 weights of 4 bytes are 260 bytes; with Adam’s two averages for each and its count of updates the file holds 784 bytes of numbers.',
    seeds: 1,
    measure: (seed) =>
      partsOf(encode(forgetful(hard(seed)), 32))
        .slice(1, -1)
        .reduce((sum, { bytes }) => sum + bytes, 0),
    holds: (bytes) => bytes === 784 && bytes === 3 * 4 * 65 + 4,
    figure: 'bytes of numbers',
  },
  {
    text: 'The copy with Adam’s state has the loss of the original after every one of the 60 updates that follow, to the last digit.',
    seeds: 10,
    measure: (seed) => metric('fullGap', seed),
    holds: (gap) => gap === 0,
    figure: 'largest difference of the losses',
  },
  {
    text: 'The copy from the weights alone starts at the same loss and strays from it, by more than 2 % of that loss.',
    seeds: 10,
    measure: (seed) =>
      metric('bare', seed, {}, 60) === metric('original', seed, {}, 60)
        ? metric('bareGap', seed) / metric('original', seed, {}, 60)
        : 0,
    holds: (share) => share > 0.02,
    figure: 'largest difference over the loss at the freeze',
  },
  {
    text: 'With 8 bits a weight and Adam’s state whole, the copy without the state still strays more than five times as far as the one with it.',
    seeds: 10,
    measure: (seed) => metric('bareGap', seed, { bits: '8' }) / metric('fullGap', seed, { bits: '8' }),
    holds: (ratio) => ratio > 5,
    figure: 'distance without Adam’s state over distance with it',
  },
  {
    text: 'Read from 8 bits, the loss is within 1 % of what it was; from 2 bits it has risen.',
    seeds: 10,
    measure(seed) {
      const rise = (bits: string) =>
        metric('full', seed, { bits }, 60) / metric('original', seed, { bits }, 60) - 1;
      return Math.abs(rise('8')) < 0.01 ? rise('2') : Number.NaN;
    },
    holds: (rise) => rise > 0,
    figure: 'rise of the loss at 2 bits (NaN where 8 bits cost 1 % or more)',
  },
  {
    text: 'Each of the 32 bits that can be flipped is noticed by the checksum; without it, each of the damaged files is opened.',
    seeds: 1,
    measure(seed) {
      const opens = (bit: number, check: boolean) => {
        try {
          return decode(flip(encode(forgetful(hard(seed)), 32), bit), SHAPES, check).theta.length === 65;
        } catch {
          return false;
        }
      };
      const bits = Array.from({ length: 32 }, (_, bit) => bit);
      return bits.filter((bit) => opens(bit, false) && !opens(bit, true)).length;
    },
    holds: (files) => files === 32,
    figure: 'files of 32 that only the checksum refuses:',
  },
]);
