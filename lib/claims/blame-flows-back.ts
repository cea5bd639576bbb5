import model, { backward, forward } from '../models/blame-flows-back.ts';
import { build, type Net } from '../problems/small-graphs.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { gradients, owner, tf } from '../tf/index.ts';

const run = runsOf(model);
/** All gradients of a net, one an edge. */
const whole = (net: Net, first?: number) =>
  [...backward(net, net.weights, first)].at(-1)?.gradient.map((g) => g ?? 0) ?? [];
const layered = (seed: number) => build('net', 'tanh', createRng(seed));

/** ∂h₄/∂u of h_t = ½ h_{t−1} + x_t with u = ½ and x = (1, 0, 0, 0): the target is 1 below h₄, so that ∂L/∂h₄ = 1. */
function chain(window: number): number {
  const net = { ...build('time', 'identity', createRng(1)), inputs: [1, 0, 0, 0], weights: [1, 0.5] };
  const told = { ...net, target: (forward(net, net.weights).a.at(-1) as number) - 1 };
  const shares = whole(told, 8 - window);
  return shares.reduce((sum, g, k) => sum + (net.edges[k]?.weight === 1 ? g : 0), 0);
}

/** The largest deviation from what TensorFlow.js derives of the same net, written with matrices. */
function deviation(seed: number): number {
  const net = layered(seed);
  const { variable, dispose } = owner();
  // Edges of a layer come unit by unit, so that each unit’s weights are a row.
  const shapes: [number, number, number][] = [
    [0, 2, 2],
    [4, 2, 2],
    [8, 1, 2],
  ];
  const layers = shapes.map(([start, rows, columns]) =>
    variable(tf.tensor2d([...net.weights.slice(start, start + rows * columns)], [rows, columns])),
  );
  const differences = tf.tidy(() => {
    const output = () =>
      layers.reduce<tf.Tensor>(
        (a, w) => tf.tanh(tf.matMul(w as tf.Tensor2D, a)),
        tf.tensor2d([...net.inputs], [2, 1]),
      );
    const loss = () => tf.mul(tf.sum(tf.squaredDifference(output(), net.target)), 0.5) as tf.Scalar;
    const theirs = gradients(loss, layers).gradients.flatMap((g) => [...g.dataSync()]);
    return whole(net).map((g, k) => Math.abs(g - (theirs[k] as number)));
  });
  dispose();
  return Math.max(...differences);
}

/** How far central differences of the loss in single precision are off, over the length of the gradient. */
function differenceError(seed: number, h: number): number {
  const net = layered(seed);
  const loss = (k: number, by: number) =>
    Math.fround(
      forward(
        net,
        net.weights.map((w, i) => (i === k ? Math.fround(w + by) : w)),
      ).loss,
    );
  const exact = whole(net);
  const off = exact.map((g, k) => (loss(k, h) - loss(k, -h)) / (2 * h) - g);
  return Math.hypot(...off) / Math.hypot(...exact);
}

export default defineClaims([
  {
    text: 'In the chain hₜ = ½hₜ₋₁ + xₜ, told 1 and then nothing, the recurrent weight has the gradient 0.75 in h₄; going back two steps finds 0.5 of it, one step 0.25.',
    seeds: 1,
    measure: () => Math.max(...[0.25, 0.5, 0.75].map((exact, i) => Math.abs(chain(i + 1) - exact))),
    holds: (error) => error < 1e-12,
    figure: 'largest deviation of the three',
  },
  {
    text: 'One backward pass gives all ten gradients, the same as TensorFlow.js’s to within a millionth.',
    seeds: 10,
    measure: deviation,
    holds: (error) => error < 1e-6,
    figure: 'largest deviation',
  },
  {
    text: 'A weight set to 0 passes exactly nothing back, yet it has a gradient itself.',
    seeds: 10,
    measure(seed) {
      const { passed, gradient } = run(seed, { factor: 0 }).metrics;
      return passed === 0 ? (gradient ?? 0) : 0;
    },
    holds: (gradient) => gradient > 0,
    figure: 'size of its gradient',
  },
  {
    text: 'The tangent touches the curve: its slope is that of the loss, by two more forward passes, to within a thousandth.',
    seeds: 10,
    measure(seed) {
      const { gradient = Number.NaN, slope = Number.NaN } = run(seed).metrics;
      return Math.abs(gradient - slope);
    },
    holds: (difference) => difference < 1e-3,
    figure: 'difference of the slopes',
  },
  {
    text: 'Differences of the loss in single precision come within half a per cent of the gradient with nudges of 0.01.',
    seeds: 10,
    measure: (seed) => differenceError(seed, 0.01),
    holds: (error) => error < 5e-3,
    figure: 'error over the length of the gradient',
  },
  {
    text: 'With nudges of a millionth, and with nudges of 1, they are more than five times as wrong.',
    seeds: 10,
    measure: (seed) =>
      Math.min(differenceError(seed, 1e-6), differenceError(seed, 1)) / differenceError(seed, 0.01),
    holds: (times) => times > 5,
    figure: 'error, in those of nudges of 0.01',
  },
  {
    text: 'When blame goes back 3 steps, the weight that let x₁ in, a step earlier, has a gradient of exactly 0, although the loss depends on it.',
    seeds: 10,
    measure(seed) {
      const { gradient, slope } = run(seed, { scene: 'time', window: 3, edge: 0 }).metrics;
      return gradient === 0 ? (slope ?? 0) : 0;
    },
    holds: (slope) => slope > 1e-4,
    figure: 'steepness of the loss there',
  },
  {
    text: 'With the step function every one of the ten gradients is exactly 0.',
    seeds: 10,
    measure: (seed) => Math.max(...run(seed, { f: 'step' }).snapshot.gradient.map((g) => Math.abs(g ?? 1))),
    holds: (largest) => largest === 0,
    figure: 'largest gradient',
  },
  {
    text: 'With all weights 0 and sigmoid units, only the two edges into the output have a gradient.',
    seeds: 10,
    measure: (seed) =>
      run(seed, { f: 'sigmoid', scale: 0 }).snapshot.gradient.filter((g, k) => (g !== 0) === k > 7).length,
    holds: (asSaid) => asSaid === 10,
    figure: 'edges that are as said',
  },
]);
