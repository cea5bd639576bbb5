import { sum } from 'd3-array';
import model, {
  createMachine,
  divergence,
  lampsOf,
  negativeEnergy,
  probabilities,
  target,
} from '../models/three-way-secret.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const runs = runsOf(model);
const run = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const lampsOnly = (seed: number, given: Partial<AnyValues> = {}) => run(seed, given).lampsOnly ?? Number.NaN;
const withHidden = (seed: number, given: Partial<AnyValues> = {}) =>
  run(seed, given).withHidden ?? Number.NaN;
/** A machine with one hidden unit and random weights. */
function withMachine(use: (machine: ReturnType<typeof createMachine>) => number): number {
  const machine = createMachine(createRng(1), 1, 1);
  const result = tf.tidy(() => use(machine));
  machine.dispose();
  return result;
}

export default defineClaims([
  {
    text: 'With an even number lit, each lamp is lit half of the time and each pair a quarter of it, just as with three fair coins; the distance of these coins from the rule is ln 2 = 0.6931 nats.',
    seeds: 1,
    measure: () => {
      const data = target('parity');
      const lit = (...lamps: number[]) => sum(data, (p, s) => (lamps.every((i) => (s >> i) & 1) ? p : 0));
      const singles = [0, 1, 2].map((i) => Math.abs(lit(i) - 1 / 2));
      const pairs = [lit(0, 1), lit(0, 2), lit(1, 2)].map((p) => Math.abs(p - 1 / 4));
      return sum([
        ...singles,
        ...pairs,
        Math.abs(sum(data, (p) => (p ? p * Math.log(8 * p) : 0)) - Math.LN2),
      ]);
    },
    holds: (error) => error < 1e-5,
    figure: 'sum of the errors',
  },
  {
    text: 'The gradient of the mean log-likelihood for a weight is ⟨sᵢsⱼ⟩ in the data minus ⟨sᵢsⱼ⟩ in the model, hidden units included.',
    seeds: 1,
    measure: () =>
      withMachine((machine) => {
        const data = target('parity');
        const p = probabilities(machine);
        // In the data the lamps are as wanted, and the hidden unit as the machine has it given the lamps.
        const share = tf.div(tf.tensor1d(data), lampsOf(p));
        const clamped = tf.mul(p, tf.tile(share, [2]));
        const average = (q: tf.Tensor) => tf.dot(q as tf.Tensor1D, machine.products);
        const { grads } = tf.variableGrads(() => divergence(machine, data), [machine.w]);
        const off = tf.add(tf.sub(average(clamped), average(p)), grads[machine.w.name] as tf.Tensor);
        return tf.max(tf.abs(off)).dataSync()[0] as number;
      }),
    holds: (error) => error < 1e-5,
    figure: 'largest difference from the derivative',
  },
  {
    text: 'A unit is on with the probability σ(Σⱼ wᵢⱼsⱼ + bᵢ), given the others: so say the probabilities of all states.',
    seeds: 1,
    measure: () =>
      withMachine((machine) => {
        const [energy, w, b] = [negativeEnergy(machine), machine.w, machine.b].map((x) => x.dataSync());
        const [p, states] = [probabilities(machine).dataSync(), machine.states.arraySync() as number[][]];
        const errors = states.flatMap((s, number) =>
          s.map((_, i) => {
            const [off, on] = [number & ~(1 << i), number | (1 << i)];
            const input = sum(machine.pairs, ([j, k], n) =>
              j === i || k === i ? (w?.[n] ?? 0) * (s[j === i ? k : j] ?? 0) : 0,
            );
            const sigmoid = 1 / (1 + Math.exp(-input - (b?.[i] ?? 0)));
            return Math.abs(sigmoid - (p[on] ?? 0) / ((p[on] ?? 0) + (p[off] ?? 0)));
          }),
        );
        return energy?.length === 16 ? Math.max(...errors) : 1;
      }),
    holds: (error) => error < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'When an even number is lit, the machine without hidden units ends within 0.001 of ln 2: it believes in eight equally likely states.',
    seeds: 10,
    measure: (seed) => Math.abs(lampsOnly(seed) - Math.LN2),
    holds: (off) => off < 0.001,
    figure: 'nats from ln 2',
  },
  {
    text: 'One hidden unit brings it nearer, usually below 0.1 nats …',
    seeds: 10,
    needed: 8,
    measure: (seed) => withHidden(seed),
    holds: (distance) => distance < 0.1,
    figure: 'nats',
  },
  {
    text: '… and two below 0.1 every time.',
    seeds: 10,
    measure: (seed) => withHidden(seed, { hidden: 2 }),
    holds: (distance) => distance < 0.1,
    figure: 'nats',
  },
  {
    text: 'Where lamps 1 and 2 are alike, or all three, pairs are enough: without hidden units the distance falls below 0.05 nats.',
    seeds: 3,
    measure: (seed) => Math.max(lampsOnly(seed, { rule: 'pair' }), lampsOnly(seed, { rule: 'equal' })),
    holds: (distance) => distance < 0.05,
    figure: 'nats, at the worse of the two',
  },
  {
    text: 'From weights of 0 the hidden unit never learns the rule.',
    seeds: 1,
    measure: () => Math.abs(withHidden(1, { spread: 0 }) - Math.LN2),
    holds: (off) => off < 0.001,
    figure: 'nats from ln 2',
  },
]);
