import { layerTable, total } from '../data/layer-table.ts';
import { VGG_16 } from '../data/vgg-16.ts';
import model from '../models/small-kernels-stacked.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { conv2d, normal, tf } from '../tf/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const vgg = layerTable([224, 224, 3], VGG_16);

/** Gradient of the middle output of so many 3×3 layers, two channels wide, by 15 × 15 pixels. */
const seenBy = (depth: number) =>
  tf.tidy(() => {
    const rng = createRng(1);
    const net = (x: tf.Tensor) => {
      let maps = x as tf.Tensor4D;
      for (let layer = 0; layer < depth; layer++)
        maps = conv2d(maps, normal(rng.fork(`${layer}`), [3, 3, layer ? 2 : 1, 2]) as tf.Tensor4D, 'same');
      return tf.sum(tf.slice(maps, [0, 7, 7, 0], [1, 1, 1, 1]));
    };
    return tf
      .grad(net)(tf.zeros([1, 15, 15, 1]))
      .dataSync()
      .filter((v) => v !== 0).length;
  });

/** All of what two filters overlap in, as a filter: their full convolution. */
const composed = (a: readonly number[][], b: readonly number[][]) => {
  const out = Array.from({ length: 5 }, () => Array<number>(5).fill(0));
  for (const [i, row] of a.entries())
    for (const [j, v] of row.entries())
      for (const [k, other] of b.entries())
        for (const [l, w] of other.entries())
          (out[i + k] as number[])[j + l] = (out[i + k]?.[j + l] ?? 0) + v * w;
  return out;
};
const outer = (v: readonly number[]) => v.map((a) => v.map((b) => a * b));
const apart = (a: readonly number[][], b: readonly number[][]) =>
  Math.max(...a.flatMap((row, i) => row.map((v, j) => Math.abs(v - (b[i]?.[j] ?? 0)))));

export default defineClaims([
  {
    text: 'Counted from its shapes, VGG-16 has 138,357,544 parameters, of which 102,764,544 are in its first fully connected layer.',
    seeds: 1,
    measure: () =>
      Math.max(
        Math.abs(total(vgg, 'parameters') - 138_357_544),
        Math.abs((vgg.find(({ name }) => name === 'fc6')?.parameters ?? 0) - 102_764_544),
      ),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'The middle output of 1, 2, 3, 4 and 5 stacked 3×3 layers depends on exactly 3×3, 5×5, 7×7, 9×9 and 11×11 pixels.',
    seeds: 1,
    measure: () =>
      Math.max(...[1, 2, 3, 4, 5].map((depth) => Math.abs(seenBy(depth) - (2 * depth + 1) ** 2))),
    holds: (difference) => difference === 0,
    figure: 'largest difference in pixels',
  },
  {
    text: 'The 5×5 blur with weights 1, 4, 6, 4, 1 along both axes is the 3×3 blur with 1, 2, 1 applied twice.',
    seeds: 1,
    measure: () => apart(composed(outer([1, 2, 1]), outer([1, 2, 1])), outer([1, 4, 6, 4, 1])),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'With one channel between, two 3×3 layers come nearest to the blur: they miss it by less than half as much as the ring or the random filter.',
    seeds: 10,
    measure: (seed) => {
      const { blur, ring, random } = trained(seed, { channels: 1 });
      return blur / Math.min(ring, random);
    },
    holds: (ratio) => ratio < 0.5,
    figure: 'error of the blur as a share of the smaller of the others',
  },
  {
    text: 'With one channel the random filter is missed by at least a fifth.',
    seeds: 10,
    measure: (seed) => trained(seed, { channels: 1 }).random,
    holds: (error) => error >= 0.2,
    figure: 'error',
  },
  {
    text: 'With four channels all three filters are met to within 2 %.',
    seeds: 10,
    measure: (seed) => {
      const { blur, ring, random } = trained(seed, { channels: 4 });
      return Math.max(blur, ring, random);
    },
    holds: (error) => error <= 0.02,
    figure: 'largest error',
  },
  {
    text: 'With ReLU and one channel, even the blur is missed by more than half.',
    seeds: 10,
    measure: (seed) => trained(seed, { channels: 1, rectified: true }).blur,
    holds: (error) => error > 0.5,
    figure: 'error',
  },
  {
    text: 'With ReLU and two channels the blur is met again to within 15 %, while the ring is missed by more than a fifth.',
    seeds: 10,
    measure: (seed) => {
      const { blur, ring } = trained(seed, { channels: 2, rectified: true });
      return ring > 0.2 ? blur : 1;
    },
    holds: (error) => error <= 0.15,
    figure: 'error of the blur',
  },
]);
