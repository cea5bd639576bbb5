import { range, sum } from 'd3-array';
import { build, type Edge, type Net, STEPS } from '../problems/small-graphs.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param } from '../sim/index.ts';
import { digits } from '../sim/numbers.ts';

/** An activation function and its slope, from z and a = f(z). */
const functions = {
  tanh: { f: Math.tanh, slope: (_z: number, a: number) => 1 - a * a },
  sigmoid: { f: (z: number) => 1 / (1 + Math.exp(-z)), slope: (_z: number, a: number) => a * (1 - a) },
  identity: { f: (z: number) => z, slope: () => 1 },
  step: { f: (z: number) => (z < 0 ? -1 : 1), slope: () => 0 },
};

/** zⱼ = Σ wᵢⱼ aᵢ and aⱼ = f(zⱼ), unit after unit. L = ½ (output − target)². */
export function forward({ inputs, names, edges, target, f }: Net, weights: readonly number[]) {
  const a = [...inputs];
  const slopes = inputs.map(() => 0);
  for (let j = inputs.length; j < names.length; j++) {
    const into = edges.filter(({ to }) => to === j);
    const z = sum(into, (e) => (weights[e.weight] as number) * (a[e.from] as number));
    a[j] = functions[f].f(z);
    slopes[j] = functions[f].slope(z, a[j] as number);
  }
  return { a, slopes, loss: ((a.at(-1) as number) - target) ** 2 / 2 };
}

/**
 * Rumelhart, Hinton and Williams 1986, for one example, with aⱼ and f′(zⱼ) as the forward pass stored them. A unit’s
 * blame is ∂L/∂aⱼ, its δⱼ = ∂L/∂zⱼ. Truncation passes no blame to units before `first`. Pauses at the start, after
 * each δ and after each edge that leads to its unit; what is not reached is null.
 */
export function* backward(net: Net, weights: readonly number[], first = net.inputs.length) {
  const { a, slopes } = forward(net, weights);
  const blame = a.map((output, j) => (j === a.length - 1 ? output - net.target : 0));
  const delta: (number | null)[] = a.map(() => null);
  const gradient: (number | null)[] = net.edges.map(() => null);
  const passed: (number | null)[] = net.edges.map(() => null);
  const found = { blame, delta, gradient, passed };
  yield { ...found, unit: null, edge: null };
  for (let j = a.length - 1; j >= first; j--) {
    const d = (blame[j] as number) * (slopes[j] as number);
    delta[j] = d;
    yield { ...found, unit: j, edge: null };
    for (const [k, { from, to, weight }] of net.edges.entries()) {
      if (to !== j) continue;
      const cut = from >= net.inputs.length && from < first;
      gradient[k] = d * (a[from] as number);
      passed[k] = cut ? 0 : d * (weights[weight] as number);
      blame[from] = (blame[from] as number) + (passed[k] as number);
      yield { ...found, unit: j, edge: k };
    }
  }
}

const params = {
  scene: param.choice({
    label: 'Network',
    options: { net: 'Layer by layer', time: 'Through time' },
    default: 'net',
  }),
  f: param.choice({
    label: 'Function of every unit',
    options: { tanh: 'tanh', sigmoid: 'sigmoid', identity: 'identity', step: 'step (−1 or 1)' },
    default: 'tanh',
  }),
  factor: param.number({
    label: 'Tapped weight times',
    min: -2,
    max: 2,
    step: 0.1,
    default: 1,
    live: true,
  }),
  scale: param.number({ label: 'All weights times', min: 0, max: 5, step: 0.5, default: 1, live: true }),
  window: param.number({
    label: 'Steps that blame goes back',
    help: 'Fewer than 4: truncated backpropagation through time.',
    when: { scene: 'time' },
    min: 1,
    max: STEPS,
    step: 1,
    default: STEPS,
  }),
  edge: param.number({ label: 'Tapped edge', min: 0, max: 9, step: 1, default: 5, inView: true, live: true }),
};
type Values = ParamValues<typeof params>;

const orNull = (v: number | null) => (v === null ? null : digits(v, 4));

export default defineSimulation({
  params,
  metrics: {
    loss: { label: 'loss' },
    gradient: { label: 'size of the tapped weight’s gradient' },
    passed: { label: 'size of the blame its edge passes back' },
    slope: { label: 'steepness of the loss there, by two more forward passes' },
  },
  schedule: { posterSteps: 15, maxSteps: 15, stepsPerSecond: 4 },
  init(initial, rng) {
    const { scene, f, window } = initial;
    const net = build(scene, f, rng);
    const first = net.inputs.length + (scene === 'time' ? STEPS - window : 0);
    const total = [...backward(net, net.weights, first)].length - 1;
    let step = 0;
    let values: Values = initial;

    function compute() {
      const tapped = Math.min(values.edge, net.edges.length - 1);
      const mine = (net.edges[tapped] as Edge).weight;
      const weights = net.weights.map((w, i) => w * values.scale * (i === mine ? values.factor : 1));
      const w = weights[mine] as number;
      const lossAt = (v: number) => forward(net, weights.with(mine, v)).loss;
      const pass = backward(net, weights, first);
      let back = pass.next().value;
      for (let i = 0; i < step; i++) back = pass.next().value ?? back;
      if (!back) throw new Error('a backward pass begins with its start');
      const copies = back.gradient.filter((g, k) => g !== null && net.edges[k]?.weight === mine) as number[];
      const reach = Math.max(3, Math.ceil(1.2 * Math.abs(w)));
      return {
        axis: range(61).map((i) => reach * (i / 30 - 1)),
        ...{ tapped, weights, w, lossAt, back, ...forward(net, weights) },
        /** The tapped weight’s gradient, as far as it is found: the sum over the edges that share it. */
        found: copies.length > 0 ? digits(sum(copies), 4) : null,
        slope: (lossAt(w + 1e-4) - lossAt(w - 1e-4)) / 2e-4,
      };
    }
    let c = compute();
    return {
      step() {
        step += 1;
        c = compute();
        return step >= total ? 'done' : 'running';
      },
      set(next) {
        values = next;
        c = compute();
      },
      metrics() {
        const passed = c.back.passed[c.tapped] ?? null;
        return {
          loss: digits(c.loss, 4),
          slope: digits(Math.abs(c.slope), 4),
          ...(c.found !== null && { gradient: Math.abs(c.found) }),
          ...(passed !== null && { passed: digits(Math.abs(passed), 4) }),
        };
      },
      snapshot: () => ({
        names: net.names,
        columns: net.columns,
        edges: net.edges,
        inputs: net.inputs.length,
        /** Units before this one get no blame. */
        first,
        target: net.target,
        weights: digits(c.weights, 4),
        a: digits(c.a, 4),
        slopes: digits(c.slopes, 4),
        blame: digits(c.back.blame, 4),
        delta: c.back.delta.map(orNull),
        gradient: c.back.gradient.map(orNull),
        passed: c.back.passed.map(orNull),
        /** What the backward pass did last, until it is over. */
        unit: step < total ? c.back.unit : null,
        edge: step < total ? c.back.edge : null,
        ...{ tapped: c.tapped, found: c.found },
        /** The loss at other values of the tapped weight. */
        axis: digits(c.axis, 4),
        losses: c.axis.map((w) => digits(c.lossAt(w), 4)),
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const flat = net.names.filter((_, j) => j >= net.inputs.length && (c.slopes[j] as number) < 0.02);
        if (f === 'step') {
          const message =
            'The step function is flat wherever it does not jump: every δ is 0 and no weight gets a gradient, although a larger change of a weight may well change the loss.';
          return { step, message, param: 'f', reset: 'tanh' };
        }
        if (values.scale === 0) {
          const message = `All weights are 0. An edge passes on δ times its weight, so every δ before the output is exactly 0 and only edges into the output can learn${f === 'sigmoid' ? '.' : '; as hidden units now give 0, not even those.'}`;
          return { step, message, param: 'scale', reset: 1 };
        }
        if (flat.length === 0) return null;
        const message = `Saturated, with a slope below 0.02: ${flat.join(', ')}. Little blame gets through a unit whose function is nearly flat.`;
        return { step, message, param: 'scale', reset: 1, term: 'vanishing-gradient-problem' };
      },
      dispose() {},
    };
  },
});
