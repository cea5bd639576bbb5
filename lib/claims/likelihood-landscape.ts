import type { Student } from '../data/students.ts';
import model, { logLikelihood, product, sumOfLogs, term } from '../models/likelihood-landscape.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { tf } from '../tf/index.ts';

const run = runsOf(model);

/** Product of n halves in float32. */
const halves = (n: number) => tf.tidy(() => product(tf.zeros([1, n])).dataSync()[0] as number);

/** The slope after so many steps w ← w + ½ ∂ℓ/∂w on six students whom a threshold at 0 parts. */
function separated(steps: number) {
  const six: Student[] = [-2, -1, -0.5, 0.5, 1, 2].map((hours) => ({ hours, passed: hours > 0 }));
  let w = 0;
  for (let i = 0; i < steps; i++)
    w += 0.5 * six.reduce((g, { hours }) => g + Math.abs(hours) / (1 + Math.exp(w * Math.abs(hours))), 0);
  return { w, ell: logLikelihood(six, w, 0) };
}

export default defineClaims([
  {
    text: 'With slope and offset 0 every student is a coin toss: 60 of them have ℓ = −60 log 2 = −41.59, whoever passes.',
    seeds: 10,
    measure: (seed) => Math.abs((run(seed, { w: 0, b: 0 }, 0).metrics.yours ?? 0) + 41.588831),
    holds: (error) => error < 1e-5,
    figure: 'error',
  },
  {
    text: 'In float32 the product of 149 halves is above 0 and that of 150 halves is 0.',
    seeds: 1,
    measure: () => (halves(149) > 0 ? halves(150) : 1),
    holds: (value) => value === 0,
    figure: 'product of 150 halves',
  },
  {
    text: 'exp ℓ is the product of the probabilities, as long as the product can be held.',
    seeds: 10,
    measure(seed) {
      const rng = createRng(seed);
      const [prod = 0, logs = 0] = tf.tidy(() => {
        const z = tf.tensor2d([Array.from({ length: 10 }, () => 2 * rng.normal())]);
        return [product(z).dataSync()[0] as number, sumOfLogs(z).dataSync()[0] as number];
      });
      return Math.abs(Math.exp(logs) / prod - 1);
    },
    holds: (error) => error < 1e-5,
    figure: 'relative error',
  },
  {
    text: 'From the same start and at the same rate, 200 steps on ℓ reach a perplexity below 1.9; 200 steps on L leave it above 4.',
    seeds: 20,
    measure(seed) {
      const { onLog = 9, onProduct = 0 } = run(seed).metrics;
      return onLog < 1.9 && onProduct > 4 ? onProduct / onLog : 0;
    },
    holds: (ratio) => ratio > 2,
    figure: 'perplexity on L over that on ℓ',
  },
  {
    text: 'On L the climber has not moved by a thousandth.',
    seeds: 20,
    measure(seed) {
      const [w = 0, b = 0] = run(seed).snapshot.stuck;
      return Math.hypot(w + 1, b - 2);
    },
    holds: (distance) => distance < 1e-3,
    figure: 'distance moved',
  },
  {
    text: 'No place of the map is higher than where the climber on ℓ ends.',
    seeds: 20,
    measure(seed) {
      const { metrics, snapshot } = run(seed);
      return Math.log(snapshot.highest) - (metrics.logLikelihood ?? Number.NEGATIVE_INFINITY);
    },
    // The highest product is rounded to three digits.
    holds: (excess) => excess < 0.01,
    figure: 'highest ℓ on the map above the climber’s, in nats',
  },
  {
    text: 'L is at least half its largest value on less than one in twenty places of its map.',
    seeds: 20,
    measure(seed) {
      const { likelihood } = run(seed).snapshot;
      return likelihood.filter((v) => v >= 128 + 63.5).length / likelihood.length;
    },
    holds: (part) => part > 0 && part < 0.05,
    figure: 'share of places',
  },
  {
    text: 'With 300 students the product is 0 on the whole map, and ℓ is climbed as before, to a perplexity below 1.8.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = run(seed, { students: 300 });
      return snapshot.highest === 0 ? (metrics.onLog ?? 9) : 9;
    },
    holds: (perplexity) => perplexity < 1.8,
    figure: 'perplexity on ℓ',
  },
  {
    text: 'One student given 99 % who fails costs as much as 458 given 99 % who pass.',
    seeds: 1,
    measure() {
      const b = Math.log(99);
      return term({ hours: 0, passed: false }, 0, b) / term({ hours: 0, passed: true }, 0, b);
    },
    holds: (ratio) => Math.abs(ratio - 458.2) < 0.1,
    figure: 'ratio of the two terms',
  },
  {
    text: 'Where a threshold parts the results, the slope still grows by more than 3 between step 1,000 and step 10,000 of an ascent, while ℓ stays below 0.',
    seeds: 1,
    measure() {
      const [early, late] = [separated(1000), separated(10000)];
      return early.ell < late.ell && late.ell < 0 ? late.w - early.w : 0;
    },
    holds: (growth) => growth > 3,
    figure: 'growth of the slope',
  },
]);
