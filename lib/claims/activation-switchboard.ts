import model from '../models/activation-switchboard.ts';
import { createRng, defaults, defineClaims, type ParamValues } from '../sim/index.ts';

type Values = ParamValues<typeof model.params>;

/** A default run with the given settings, after all its steps; `read` sees it before it is freed. */
function trained<T>(seed: number, given: Partial<Values>, read: (run: Run, values: Values) => T): T {
  const values = { ...defaults(model.params), ...given };
  const run = model.init(values, createRng(seed));
  for (let i = 0; i < model.schedule.maxSteps; i++) run.step();
  const result = read(run, values);
  run.dispose();
  return result;
}
type Run = ReturnType<typeof model.init>;

const accuracy = (side: 'left' | 'right', given: Partial<Values>) => (seed: number) =>
  trained(seed, given, (run) => run.metrics()[side] ?? 0);

/** Updates until 95 % of the test points are right; a run that never gets there counts as one step too long. */
function updatesTo95(right: Values['right'], seed: number): number {
  const run = model.init({ ...defaults(model.params), right }, createRng(seed));
  let steps = 0;
  while ((run.metrics().right ?? 0) < 0.95 && steps <= model.schedule.maxSteps) {
    run.step();
    steps += 1;
  }
  run.dispose();
  return steps;
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

export default defineClaims([
  {
    text: 'On the rings the net with the identity as its activation function does about as well as a coin: it gets at most 62 % of the test points right.',
    seeds: 10,
    measure: accuracy('left', {}),
    holds: (share) => share <= 0.62,
    figure: 'test accuracy of the identity net',
  },
  {
    text: 'From the same weights and data the tanh net gets at least 97 % of them right.',
    seeds: 10,
    measure: accuracy('right', {}),
    holds: (share) => share >= 0.97,
    figure: 'test accuracy of the tanh net',
  },
  {
    text: 'More units do not help the identity net: with 12 in each hidden layer it still gets at most 62 % of the rings’ test points right.',
    seeds: 10,
    measure: accuracy('left', { width: 12 }),
    holds: (share) => share <= 0.62,
    figure: 'test accuracy of the identity net with 12 units per layer',
  },
  {
    text: 'On the moons a straight boundary goes a long way, but of a hundred test points the tanh net still gets at least 6 more right than the identity net.',
    seeds: 10,
    measure: (seed) =>
      trained(seed, { data: 'moons' }, (run) => {
        const { left = 0, right = 0 } = run.metrics();
        return right - left;
      }),
    holds: (lead) => lead >= 0.06,
    figure: 'lead of the tanh net in test accuracy',
  },
  {
    text: 'On the rings the sigmoid net needs at least one and a half times as many updates as the tanh net to get 95 % of the test points right.',
    seeds: 10,
    measure: (seed) => updatesTo95('sigmoid', seed) / updatesTo95('tanh', seed),
    holds: (ratio) => ratio >= 1.5,
    figure: 'updates of the sigmoid net for each of the tanh net',
  },
  {
    text: 'With 2 units per hidden layer the tanh net ends with at most 93 % of the rings’ test points right.',
    seeds: 10,
    measure: accuracy('right', { width: 2 }),
    holds: (share) => share <= 0.93,
    figure: 'test accuracy of the tanh net with 2 units per layer',
  },
  {
    text: 'With 2 units per hidden layer the GELU net, whose function dips before it rises, gets at least 97 % of them right from some starts.',
    seeds: 10,
    needed: 4,
    measure: accuracy('right', { width: 2, right: 'gelu' }),
    holds: (share) => share >= 0.97,
    figure: 'test accuracy of the GELU net with 2 units per layer',
  },
  {
    text: 'At the input marked in the default view at least 5 of the 16 hidden units of the trained ReLU net give exactly 0.',
    seeds: 10,
    measure: (seed) =>
      trained(seed, { right: 'relu' }, (run) => {
        const { z, a } = run.snapshot().units;
        return a.filter((activation, i) => activation === 0 && (z[i] ?? 0) < 0).length;
      }),
    holds: (units) => units >= 5,
    figure: 'ReLU units at 0',
  },
  {
    text: 'Every activation shown is f of the pre-activation shown: tanh z, to the rounding of four decimals.',
    seeds: 1,
    measure: (seed) =>
      trained(seed, {}, (run) => {
        const { z, a } = run.snapshot().units;
        return largest(z.map((zi, i) => Math.tanh(zi) - (a[i] ?? Number.NaN)));
      }),
    holds: (error) => error <= 1.01e-4,
    figure: 'largest difference from tanh z',
  },
  {
    text: 'In the identity net each unit’s activation at the midpoint of two inputs is the mean of its activations at the two: the trained net is still one affine map.',
    seeds: 1,
    measure: (seed) =>
      trained(seed, { inside: 'left' }, (run, values) => {
        const at = (x: number, y: number) => {
          run.set?.({ ...values, input: [[x, y]] });
          return run.snapshot().units.a;
        };
        const [one, other, middle] = [at(1.6, -0.4), at(-0.8, 1.2), at(0.4, 0.4)];
        return largest(middle.map((a, i) => a - ((one[i] ?? Number.NaN) + (other[i] ?? Number.NaN)) / 2));
      }),
    holds: (error) => error <= 1.01e-4,
    figure: 'largest difference from the mean',
  },
  {
    text: 'Given the same function, both nets draw the same picture to the last digit: they start from the same weights and learn from the same data.',
    seeds: 1,
    measure: (seed) =>
      trained(seed, { left: 'gelu', right: 'gelu' }, (run) => {
        const { left, right } = run.snapshot().logits;
        return left.filter((logit, i) => logit !== right[i]).length;
      }),
    holds: (cells) => cells === 0,
    figure: 'cells of the maps that differ',
  },
]);
