import { range, sum } from 'd3-array';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import { adam, binaryStates, normal, owner, tf } from '../tf/index.ts';

const LAMPS = 3;
const UPDATES = 5;
/** Which of the 8 states of the lamps each rule allows; bit i of the number is lamp i. */
const rules = {
  parity: (on: number) => on % 2 === 0,
  pair: (_: number, state: number) => (state & 1) === ((state >> 1) & 1),
  equal: (on: number) => on % 3 === 0,
};
export type Rule = keyof typeof rules;
const on = (state: number) => [0, 1, 2].filter((i) => (state >> i) & 1).length;
/** All allowed states alike. */
export function target(rule: Rule): number[] {
  const allowed = range(8).map((state) => Number(rules[rule](on(state), state)));
  return allowed.map((v) => v / sum(allowed));
}

export interface Machine {
  /** The units i < j of every connection; units 0 to 2 are the lamps. */
  pairs: (readonly [i: number, j: number])[];
  /** sᵢ of every state, [2ⁿ, n], and sᵢsⱼ of every state and pair. */
  states: tf.Tensor2D;
  products: tf.Tensor2D;
  /** wᵢⱼ = wⱼᵢ, one a pair, and bᵢ, one a unit. */
  w: tf.Variable<tf.Rank.R1>;
  b: tf.Variable<tf.Rank.R1>;
}
/** −E(s) = Σ_{i<j} wᵢⱼ sᵢ sⱼ + Σᵢ bᵢ sᵢ of every state. */
export const negativeEnergy = ({ states, products, w, b }: Machine): tf.Tensor1D =>
  tf.add(tf.dot(products, w), tf.dot(states, b));
/** p(s) = e^−E(s) / Z, by summing over all states. */
export const probabilities = (machine: Machine): tf.Tensor1D => tf.softmax(negativeEnergy(machine));
/** p(lamps), the other units summed out: state numbers differ by multiples of 8 in these. */
export const lampsOf = (p: tf.Tensor1D): tf.Tensor1D => tf.sum(tf.reshape(p, [-1, 2 ** LAMPS]), 0);

/** KL(data ‖ model) in nats. */
export const divergence = (machine: Machine, data: readonly number[]): tf.Scalar => {
  const entropy = -sum(data, (p) => (p > 0 ? p * Math.log(p) : 0));
  const energy = negativeEnergy(machine);
  const lamps = tf.sub(tf.logSumExp(tf.reshape(energy, [-1, 2 ** LAMPS]), 0), tf.logSumExp(energy));
  return tf.sub(-entropy, tf.dot(data as number[], lamps)) as tf.Scalar;
};

export function createMachine(rng: Rng, hidden: number, spread: number) {
  const { own, variable, dispose } = owner();
  const n = LAMPS + hidden;
  const pairs = range(n).flatMap((i) => range(i + 1, n).map((j) => [i, j] as const));
  const states = own(binaryStates(n));
  const products = (states.arraySync() as number[][]).map((s) =>
    pairs.map(([i, j]) => (s[i] as number) * (s[j] as number)),
  );
  const machine: Machine = {
    pairs,
    states,
    products: own(tf.tensor2d(products)),
    w: variable(normal(rng, [pairs.length], spread)) as tf.Variable<tf.Rank.R1>,
    b: variable(tf.zeros([n])) as tf.Variable<tf.Rank.R1>,
  };
  return { ...machine, optimizer: own(adam([machine.w, machine.b], 0.1)), dispose };
}

/** Two Boltzmann machines learn a rule of three lamps by the exact gradient of the likelihood (Ackley, Hinton and Sejnowski 1985). */
export default defineSimulation({
  params: {
    rule: param.choice({
      label: 'The rule',
      options: {
        parity: 'An even number is lit',
        pair: 'Lamps 1 and 2 are alike',
        equal: 'All three are alike',
      },
      default: 'parity',
    }),
    hidden: param.number({
      label: 'Hidden units of the second machine',
      min: 1,
      max: 3,
      step: 1,
      default: 1,
    }),
    spread: param.number({ label: 'Spread of the first weights', min: 0, max: 3, step: 0.1, default: 0.5 }),
  },
  metrics: {
    withHidden: { label: 'distance with hidden units', unit: 'nats' },
    lampsOnly: { label: 'lamps only', unit: 'nats' },
  },
  schedule: { posterSteps: 80, maxSteps: 80, stepsPerSecond: 16 },
  init({ rule, hidden, spread }, rng) {
    const data = target(rule);
    const machines = [0, hidden].map((units) => createMachine(rng.fork(`weights${units}`), units, spread));
    const second = machines[1] as Machine;
    const measure = () =>
      machines.map((machine) =>
        tf.tidy(() => ({
          kl: Math.max(0, divergence(machine, data).dataSync()[0] as number),
          lamps: [...lampsOf(probabilities(machine)).dataSync()],
        })),
      );
    let now = measure();
    let t = 0;
    return {
      step() {
        for (const machine of machines)
          for (let i = 0; i < UPDATES; i++) machine.optimizer.minimise(() => divergence(machine, data));
        t += 1;
        now = measure();
        return 'running';
      },
      metrics: () => ({ withHidden: round(now[1]?.kl ?? 0, 4), lampsOnly: round(now[0]?.kl ?? 0, 4) }),
      snapshot: () => ({
        updates: t * UPDATES,
        /** Probabilities of the 8 states of the lamps, in %: wanted, and what each machine gives. */
        wanted: round(
          data.map((p) => 100 * p),
          1,
        ),
        lampsOnly: round(
          (now[0]?.lamps ?? []).map((p) => 100 * p),
          1,
        ),
        withHidden: round(
          (now[1]?.lamps ?? []).map((p) => 100 * p),
          1,
        ),
        /** Of the second machine: the weight of each pair of units. */
        weights: round(second.w.dataSync(), 1),
        pairs: second.pairs,
      }),
      diagnosis(): Diagnosis<'spread'> | null {
        const kl = now[1]?.kl ?? 0;
        if (t < 40 || kl < 0.3 || rule !== 'parity') return null;
        const message =
          spread === 0
            ? 'All weights start at 0. A hidden unit learns from how it goes together with the lamps, and so far it does not, in the data or in the model: no gradient ever moves it.'
            : `After ${t * UPDATES} updates the second machine is still ${kl.toFixed(2)} nats away: from these first weights, of spread ${spread}, it has not yet taken sides. Two hidden units, or another seed, get there sooner.`;
        return { step: t, message, param: 'spread', reset: 0.5 };
      },
      dispose: () => {
        for (const machine of machines) machine.dispose();
      },
    };
  },
});
