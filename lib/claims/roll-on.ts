import model, { convolve, distance, divergence, entropy, FAIR, normalise, roll } from '../models/roll-on.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { mean } from '../sim/numbers.ts';

const run = runsOf(model);
const fair = normalise(FAIR);
const exact = convolve(fair, fair);

/** Mean of KL(counted‖exact) of two fair dice over 400 repeats of n rolls, in units of (K − 1)/(2n). */
function relativeError(n: number, seed: number): number {
  const rng = createRng(seed).fork('repeats');
  const errors = Array.from({ length: 400 }, () => {
    const counts = exact.map(() => 0);
    roll(counts, fair, fair, n, rng);
    return divergence(normalise(counts), exact);
  });
  return mean(errors) / (10 / (2 * n));
}

export default defineClaims([
  {
    text: 'The sums 2 to 12 of two fair dice have probabilities 1, 2, 3, 4, 5, 6, 5, 4, 3, 2 and 1 in 36; 6 and 8 tie.',
    seeds: 1,
    measure: () => distance(exact, normalise([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1])),
    holds: (difference) => difference < 1e-12,
    figure: 'difference',
  },
  {
    text: 'The entropy of that distribution is 2.2696 nats.',
    seeds: 1,
    measure: () => entropy(exact),
    holds: (nats) => Math.abs(nats - 2.269642) < 1e-6,
    figure: 'nats',
  },
  {
    text: 'Whatever the faces weigh, the sum’s probabilities add up to 1 and its mean is the sum of the two means.',
    seeds: 20,
    measure(seed) {
      const rng = createRng(seed);
      const [a, b] = [0, 1].map(() => normalise(FAIR.map(() => rng.uniform()))) as [number[], number[]];
      const total = convolve(a, b);
      const average = (p: readonly number[], first: number) =>
        p.reduce((sum, v, i) => sum + v * (first + i), 0);
      const gap = Math.abs(average(total, 2) - average(a, 1) - average(b, 1));
      return gap + Math.abs(total.reduce((sum, v) => sum + v, 0) - 1);
    },
    holds: (error) => error < 1e-9,
    figure: 'error',
  },
  {
    text: 'After the whole run of 3,612 rolls the learned probabilities are as far from the exact ones as the counted shares are, to within a tenth: the model has learned the rolls, not the dice.',
    seeds: 10,
    measure(seed) {
      const { counted = 0, learned = 1 } = run(seed).metrics;
      return learned / counted;
    },
    holds: (ratio) => ratio > 0.9 && ratio < 1.1,
    figure: 'distance of the learned over that of the counted',
  },
  {
    text: 'So it is after 301 rolls, one at each step, to within a fifth.',
    seeds: 10,
    measure(seed) {
      const { counted = 0, learned = 1 } = run(seed, { rolls: 1 }).metrics;
      return learned / counted;
    },
    holds: (ratio) => ratio > 0.8 && ratio < 1.2,
    figure: 'distance of the learned over that of the counted',
  },
  {
    text: 'Over 400 repeats the mean of KL(counted‖exact) is 10/(2n) nats for n = 360 and n = 3,600, to within a fifth.',
    seeds: 5,
    measure(seed) {
      const off = [360, 3600].map((n) => relativeError(n, seed) - 1);
      return Math.max(...off.map(Math.abs));
    },
    holds: (off) => off < 0.2,
    figure: 'larger relative deviation',
  },
  {
    text: 'In the first 24 rolls some possible sum is usually missing, and counting calls it impossible.',
    seeds: 20,
    needed: 15,
    measure: (seed) => run(seed, {}, 1).snapshot.unseen.length,
    holds: (missing) => missing > 0,
    figure: 'sums missing',
  },
]);
