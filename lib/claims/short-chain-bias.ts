import model from '../models/short-chain-bias.ts';
import {
  CEILING,
  createMachine,
  enumerate,
  exactGradient,
  expectedSteps,
  FLOOR,
  logLikelihood,
  pictureProbabilities,
} from '../problems/bars-machine.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { type Rbm, tf } from '../tf/index.ts';

const run = runsOf(model);
type Run = ReturnType<typeof run>;
const handed = (seed: number) => run(seed, { handOver: 1000 });
/** A metric as it stood after that many updates. */
const at = ({ history }: Run, name: keyof typeof model.metrics, step: number) =>
  history.values[name][history.steps.indexOf(step)] ?? Number.NaN;

const flat = ({ w, a, b }: Rbm) => [w, a, b].flatMap((part) => [...part.dataSync()]);
const distance = (x: readonly number[], y: readonly number[]) =>
  Math.hypot(...x.map((v, i) => v - (y[i] as number)));
/** Does something with a machine trained by the exact gradient at rate 0.5. */
function withMachine(
  seed: number,
  updates: number,
  use: (machine: ReturnType<typeof createMachine>) => number,
): number {
  return tf.tidy(() => {
    const states = enumerate();
    const machine = createMachine(createRng(seed).fork('weights'));
    for (let i = 0; i < updates; i++) tf.tidy(() => machine.climb(exactGradient(machine.rbm, states), 0.5));
    const result = use(machine);
    machine.dispose();
    return result;
  });
}

export default defineClaims([
  {
    text: 'A machine whose weights are all 0 gives every picture the probability 2⁻⁹ (−6.238 nats); there the mean step of CD-1 is the exact gradient.',
    seeds: 1,
    measure: () =>
      withMachine(1, 0, ({ rbm, climb }) => {
        climb(rbm, -1);
        const states = enumerate();
        const [step] = expectedSteps(rbm, states, 1);
        const off = distance(flat(step as Rbm), flat(exactGradient(rbm, states)));
        return off + Math.abs(logLikelihood(pictureProbabilities(rbm, states)) + 6.238325);
      }),
    holds: (error) => error < 1e-5,
    figure: 'sum of both errors',
  },
  {
    text: 'No model can give 14 equally frequent pictures more than −2.639 nats on average; fair coins for pixels give −6.238.',
    seeds: 1,
    measure: () => Math.abs(CEILING + 2.639057) + Math.abs(FLOOR + 6.238325),
    holds: (error) => error < 1e-5,
    figure: 'sum of both errors',
  },
  {
    text: 'At the small random weights of the start the mean step of CD-1 points within 3° of the gradient.',
    seeds: 10,
    measure: (seed) => at(handed(seed), 'angle1', 0),
    holds: (angle) => angle < 3,
    figure: 'degrees',
  },
  {
    text: 'After 1500 exact updates it points more than 30° away, and CD-10 less far than CD-1.',
    seeds: 10,
    measure: (seed) => {
      const [one, ten] = [handed(seed).metrics.angle1, handed(seed).metrics.angle10];
      return ten < one ? one : 0;
    },
    holds: (angle) => angle > 30,
    figure: 'degrees of CD-1 (0 where CD-10 is farther)',
  },
  {
    text: 'Handed a machine after 1000 exact updates, CD-1 makes the pictures less probable in 500 more.',
    seeds: 10,
    measure: (seed) => handed(seed).metrics.handedOver - handed(seed).metrics.likelihoodCd,
    holds: (fall) => fall > 0,
    figure: 'nats lost',
  },
  {
    text: 'Meanwhile it goes on lowering the reconstruction error.',
    seeds: 10,
    measure: (seed) => handed(seed).metrics.wrongCd / at(handed(seed), 'wrongCd', 1000),
    holds: (ratio) => ratio < 1,
    figure: 'error at the end over that at the hand-over',
  },
  {
    text: 'Its machine ends with one picture more than five times as probable as another, though the data hold them equally often.',
    seeds: 10,
    measure: (seed) => {
      const { pictures } = handed(seed).snapshot;
      return (pictures[0]?.short ?? 0) / Math.max(0.05, pictures.at(-1)?.short ?? 0);
    },
    holds: (ratio) => ratio > 5,
    figure: 'most over least probable picture',
  },
  {
    text: 'From the same random weights, 1500 updates of CD-1 end lower than 1500 exact ones, which come within 0.3 nats of the ceiling.',
    seeds: 5,
    measure: (seed) => {
      const exact = run(seed, {}).metrics.likelihoodExact;
      return exact > CEILING - 0.3 ? exact - run(seed, {}).metrics.likelihoodCd : 0;
    },
    holds: (gap) => gap > 0,
    figure: 'nats between them',
  },
  {
    text: 'Bias, not noise: 300 updates by the mean of all CD-1 chains, which has no noise, lower the log-likelihood of an exactly trained machine by more than 0.05 nats.',
    seeds: 3,
    measure: (seed) =>
      withMachine(seed, 1000, ({ rbm, climb }) => {
        const states = enumerate();
        const before = logLikelihood(pictureProbabilities(rbm, states));
        for (let i = 0; i < 300; i++) tf.tidy(() => climb(expectedSteps(rbm, states, 1)[0] as Rbm, 0.5));
        return before - logLikelihood(pictureProbabilities(rbm, states));
      }),
    holds: (fall) => fall > 0.05,
    figure: 'nats lost',
  },
  {
    text: 'The bias fades with k: at a machine after 1000 exact updates CD-1’s mean step misses the gradient by more than 60 % of its length, CD-1000’s by less than 20 %.',
    seeds: 3,
    measure: (seed) =>
      withMachine(seed, 1000, ({ rbm }) => {
        const states = enumerate();
        const gradient = flat(exactGradient(rbm, states));
        const steps = expectedSteps(rbm, states, 1000);
        const miss = (k: number) => distance(flat(steps[k - 1] as Rbm), gradient) / Math.hypot(...gradient);
        return miss(1) > 0.6 ? miss(1000) : 1;
      }),
    holds: (share) => share < 0.2,
    figure: 'relative distance at k = 1000',
  },
]);
