import { range, sum } from 'd3-array';
import { CONCEPTS, concepts, missingParts, objects, twins } from '../data/concepts.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { dot, mean, round } from '../sim/numbers.ts';
import { adam, matrix, meanSquaredError, owner, permutation, softmaxCrossEntropy, tf } from '../tf/index.ts';

/** Random choices of units to switch off, for each number of them. */
const MASKS = 20;
type Matrix = readonly (readonly number[])[];

/** A linear readout CW of the codes C [things, units], without a bias, from W = 0; it learns from the things shown. */
function readout(
  codes: Matrix,
  targets: Matrix,
  shown: readonly number[],
  loss: typeof meanSquaredError | typeof softmaxCrossEntropy,
) {
  const { own, variable, dispose } = owner();
  const [c, y] = [codes, targets].map((all) => own(matrix(shown.map((i) => all[i] as number[])))) as [
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const w = variable<tf.Rank.R2>(tf.zeros([codes[0]?.length ?? 0, targets[0]?.length ?? 0]));
  const optimizer = own(adam([w], 0.2));
  return {
    step: () => optimizer.minimise(() => loss(tf.matMul(c, w), y)),
    /** Outputs for every thing, shown or not, while the units `off` send nothing. */
    outputs(off: readonly number[] = []): number[][] {
      const weights = tf.tidy(() => tf.transpose(w).arraySync() as number[][]);
      const sent = codes.map((code) => code.map((v, u) => (off.includes(u) ? 0 : v)));
      return sent.map((code) => weights.map((row) => dot(code, row)));
    },
    dispose,
  };
}
type Net = ReturnType<typeof readout>;

/** Whether the score of each thing’s own name is the unique largest. */
export const named = (outputs: Matrix): boolean[] =>
  outputs.map((scores, i) => scores.every((s, k) => k === i || s < (scores[i] as number)));
const share = (flags: readonly boolean[]) => mean(flags.map(Number));

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Task',
      options: { names: 'Name concepts', prices: 'Price objects' },
      default: 'names',
    }),
    off: param.number({
      label: 'Units switched off',
      when: { scene: 'names' },
      min: 0,
      max: 16,
      step: 1,
      default: 4,
      live: true,
    }),
    units: param.number({ label: 'Units', when: { scene: 'names' }, min: 4, max: 16, step: 1, default: 16 }),
    examples: param.number({
      label: 'Objects shown with their price',
      when: { scene: 'prices' },
      min: 4,
      max: 60,
      step: 4,
      default: 24,
    }),
    quirk: param.number({
      label: 'Price that no part explains',
      when: { scene: 'prices' },
      min: 0,
      max: 2,
      step: 0.1,
      default: 0,
    }),
  },
  metrics: {
    distributed: { label: 'share named from patterns' },
    local: { label: 'share named from single units' },
    distributedError: { label: 'error on unseen objects from shared units' },
    localError: { label: 'error on unseen objects from single units' },
  },
  schedule: { posterSteps: 100, maxSteps: 100, stepsPerSecond: 25 },

  init({ scene, off: firstOff, units, examples, quirk }, rng) {
    const naming = scene === 'names';
    const things = naming ? concepts(rng.fork('patterns'), units) : objects(rng.fork('prices'), quirk);
    const shuffled = permutation(rng.fork('examples'), things.targets.length);
    const shown = naming ? shuffled : shuffled.slice(0, examples);
    const hidden = shuffled.slice(shown.length);
    const { own, dispose } = owner();
    const loss = naming ? softmaxCrossEntropy : meanSquaredError;
    const local = own(readout(things.local, things.targets, shown, loss));
    const distributed = own(readout(things.distributed, things.targets, shown, loss));
    const order = permutation(rng.fork('order'), units);
    let step = 0;
    let off = firstOff;

    const now = (net: Net) => named(net.outputs(order.slice(0, off)));
    /** Share named with 0, 1, … as many units off as now, over random choices of these. */
    function curve(net: Net) {
      const masks = rng.fork('masks');
      const once = (k: number) => share(named(net.outputs(permutation(masks, units).slice(0, k))));
      return range(Math.min(off, units) + 1).map((k) => round(mean(range(MASKS).map(() => once(k))), 3));
    }
    /** True and predicted price of each of the given objects. */
    function prices(net: Net, which: readonly number[]): [number, number][] {
      const outputs = net.outputs();
      return which.map((i) => [round(things.targets[i]?.[0] ?? 0, 2), round(outputs[i]?.[0] ?? 0, 2)]);
    }
    /** Root mean square error on the unseen objects, over the root mean square of their prices. */
    function error(net: Net) {
      const pairs = prices(net, hidden);
      return Math.sqrt(sum(pairs, ([y, output]) => (output - y) ** 2) / sum(pairs, ([y]) => y ** 2));
    }

    return {
      step() {
        local.step();
        distributed.step();
        step += 1;
        return 'running';
      },
      metrics: () =>
        naming
          ? { distributed: share(now(distributed)), local: share(now(local)) }
          : { distributedError: error(distributed), localError: error(local) },
      snapshot() {
        const of = <T>(figure: (net: Net) => T) => ({
          local: figure(local),
          distributed: figure(distributed),
        });
        return {
          /** Units that are off, and for both nets: which concepts are named; share named with 0, 1, … units off. */
          names: naming
            ? { ...things, concepts: CONCEPTS, off: order.slice(0, off), named: of(now), curve: of(curve) }
            : null,
          /** Pairs of true and predicted price for both nets. */
          prices: naming
            ? null
            : { seen: of((net) => prices(net, shown)), unseen: of((net) => prices(net, hidden)) },
        };
      },
      diagnosis(): Diagnosis<'off' | 'units' | 'examples'> | null {
        if (!naming) {
          const missing = missingParts(shown);
          if (missing.length === 0) return null;
          const message = `None of the ${examples} objects shown is ${missing.join(' or ')}, so that unit has learned nothing: its weight is still 0.`;
          return { step, message, param: 'examples', reset: 24 };
        }
        if (off >= units) {
          const message = `All ${units} units are off: both nets hear nothing, and every name scores 0.`;
          return { step, message, param: 'off', reset: 4 };
        }
        const same = twins(things.distributed);
        if (same.length > 0) {
          const message = `By chance ${same.join(', ')} have the same pattern of ${units} units, so nothing tells them apart.`;
          return { step, message, param: 'units', reset: 16 };
        }
        const homeless = CONCEPTS.length - units;
        if (homeless <= 0) return null;
        const message = `With ${units} units the local code has no unit for ${homeless} of ${CONCEPTS.length} concepts. Patterns of ${units} units there are ${2 ** units}.`;
        return { step, message, param: 'units', reset: 16, term: 'one-hot-encoding' };
      },
      set(values) {
        off = values.off;
      },
      dispose,
    };
  },
});
