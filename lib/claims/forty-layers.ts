import { type Layer, layerTable, total } from '../data/layer-table.ts';
import model, { createStack, plain, residual, type Start, WIDTH } from '../models/forty-layers.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { normal, tf } from '../tf/index.ts';

const run = runsOf(model);

/** The 50 layers with weights of He et al. 2015, table 1, with batch normalisation and projections where shapes change. */
function resNet50(): Layer[] {
  const convolution = (name: string, from: string, kernel: number, out: number, stride = 1): Layer[] => [
    {
      kind: 'convolution',
      name: `${name}c`,
      from: [from],
      kernel,
      out,
      stride,
      padding: (kernel - 1) / 2,
      bias: false,
    },
    { kind: 'normalization', name },
  ];
  const layers = convolution('stem', 'input', 7, 64, 2);
  layers.push({ kind: 'pooling', name: 'pool', kernel: 3, stride: 2, padding: 1 });
  let source = 'pool';
  for (const [stage, blocks] of [3, 4, 6, 3].entries())
    for (let block = 0; block < blocks; block++) {
      const [name, out, stride] = [`${stage}.${block}`, 64 * 2 ** stage, stage && !block ? 2 : 1];
      if (!block) layers.push(...convolution(`${name}.shortcut`, source, 1, 4 * out, stride));
      layers.push(...convolution(`${name}.1`, source, 1, out));
      layers.push(...convolution(`${name}.2`, `${name}.1`, 3, out, stride));
      layers.push(...convolution(`${name}.3`, `${name}.2`, 1, 4 * out));
      source = `${name}.3`;
    }
  return [
    ...layers,
    { kind: 'global pooling', name: 'mean' },
    { kind: 'affine', name: 'classes', out: 1000 },
  ];
}

export default defineClaims([
  {
    text: 'Where every branch gives 0, forty residual layers compute, bit for bit, what the first and last layer compute alone.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const silent = (depth: number): Start => ({ depth, draw: () => tf.zeros([WIDTH, WIDTH]) });
        const x = normal(createRng(1), [20, 2]) as tf.Tensor2D;
        const [deep, shallow] = [40, 1].map((depth) => createStack(residual, silent(depth), createRng(2)));
        const [a, b] = [deep?.logits(x), shallow?.logits(x, 1)] as [tf.Tensor2D, tf.Tensor2D];
        const difference = tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
        deep?.dispose();
        shallow?.dispose();
        return difference;
      }),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'The gradient through a residual layer is the one through its branch plus the one it was given.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const [h, w] = [1, 2].map((seed) => normal(createRng(seed), [WIDTH, WIDTH])) as [
          tf.Tensor2D,
          tf.Tensor2D,
        ];
        const b: tf.Tensor1D = tf.zeros([WIDTH]);
        const [through, branch] = [residual, plain].map((rule) =>
          tf.grad((x) => rule(x as tf.Tensor2D, w, b))(h),
        );
        return tf
          .max(tf.abs(tf.sub(through as tf.Tensor, tf.add(branch as tf.Tensor, 1))))
          .dataSync()[0] as number;
      }),
    holds: (difference) => difference < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'ResNet-50 has 25,557,032 parameters.',
    seeds: 1,
    measure: () => total(layerTable([224, 224, 3], resNet50()), 'parameters'),
    holds: (parameters) => parameters === 25_557_032,
    figure: 'parameters',
  },
  {
    text: 'Before training, the first of forty plain layers gets less than a hundredth of the gradient that it gets with the additions.',
    seeds: 5,
    measure(seed) {
      const { gradient } = run(seed).snapshot;
      return gradient.plain / gradient.residual;
    },
    holds: (part) => part < 0.01,
    figure: 'gradient of the first layer’s weights, plain over residual',
  },
  {
    text: 'After 60 updates the residual net of forty layers gets more than 95 % right, and its loss is less than a fifth of the plain net’s.',
    seeds: 5,
    measure: (seed) =>
      run(seed).snapshot.measured.residual.accuracy > 0.95
        ? run(seed).metrics.residualLoss / run(seed).metrics.plainLoss
        : Number.NaN,
    holds: (part) => part < 0.2,
    figure: 'loss of the residual net over loss of the plain one',
  },
  {
    text: 'Taking out one of its forty layers costs the trained residual net less than 5 points of a hundred on average.',
    seeds: 5,
    measure: (seed) => run(seed).metrics.residualDrop,
    holds: (drop) => drop < 0.05,
    figure: 'mean drop of the share right',
  },
  {
    text: 'With six layers both nets learn, to more than 85 % right; taking out one layer then costs the plain net at least one and a half times as much as the residual net.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = run(seed, { depth: 6 });
      const { measured } = snapshot;
      return Math.min(measured.plain.accuracy, measured.residual.accuracy) > 0.85
        ? metrics.residualDrop / metrics.plainDrop
        : Number.NaN;
    },
    holds: (part) => part < 1 / 1.5,
    figure: 'mean drop, residual over plain',
  },
  {
    text: 'With He’s weights not scaled down, forty residual layers explode within three updates.',
    seeds: 3,
    measure(seed) {
      const { status, step } = run(seed, { branches: 'full' });
      return status === 'diverged' ? step : Number.POSITIVE_INFINITY;
    },
    holds: (step) => step <= 3,
    figure: 'update at which it ended',
  },
]);
