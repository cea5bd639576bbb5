import model, { closedForm, density, RULE } from '../models/bell-from-sums.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
/** Samples within one fitted σ, in %. */
const within = (given: Partial<AnyValues>, seed: number) => run(seed, given).metrics.within ?? 0;

/** Area under a function, by Simpson’s rule. */
function area(f: (x: number) => number, from: number, to: number, pieces = 2000): number {
  const h = (to - from) / pieces;
  const weight = (i: number) => (i === 0 || i === pieces ? 1 : i % 2 ? 4 : 2);
  return (
    (h / 3) *
    Array.from({ length: pieces + 1 }, (_, i) => weight(i) * f(from + i * h)).reduce((a, b) => a + b)
  );
}

/** σ̂ of 10,000 Cauchy draws over that of the first 100 of them. */
function growth(seed: number): number {
  const { growing } = run(seed, { source: 'cauchy', terms: 1, samples: 10000 }, 0).snapshot;
  const sigma = new Map(growing as [number, number][]);
  return (sigma.get(10000) ?? 0) / (sigma.get(100) ?? 1);
}

export default defineClaims([
  {
    text: 'The areas under the density within 1, 2, 3 and 4 σ of μ are 68.27, 95.45, 99.73 and 99.99 %, whatever μ and σ.',
    seeds: 1,
    measure: () =>
      Math.max(
        ...RULE.map((share, i) =>
          Math.abs(area((x) => density(x, 1.5, 0.4), 1.5 - 0.4 * (i + 1), 1.5 + 0.4 * (i + 1)) - share),
        ),
      ),
    holds: (error) => error < 1e-6,
    figure: 'largest error',
  },
  {
    text: 'At σ = 0.1 the density is 3.99 high at μ, and the area under it is still 1.',
    seeds: 1,
    measure: () =>
      Math.abs(density(2, 2, 0.1) - 3.989423) + Math.abs(area((x) => density(x, 2, 0.1), 1, 3) - 1),
    holds: (error) => error < 1e-6,
    figure: 'error',
  },
  {
    text: 'Gradient descent on 2,000 samples ends at the σ of the closed form, to within 0.002, for every source that has a variance.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...['uniform', 'bumps', 'gaussian', 'laplace'].map((source) => {
          const { sigma, growing } = run(seed, { source, terms: 1 }).snapshot;
          return Math.abs(sigma - (growing.at(-1)?.[1] ?? 9));
        }),
      ),
    holds: (error) => error < 2e-3,
    figure: 'largest difference in σ',
  },
  {
    text: 'A single uniform number lies within one σ in about 58 % of cases, a sum of twelve in about 68 %.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        Math.abs(within({ source: 'uniform', terms: 1 }, seed) - 57.735),
        Math.abs(within({ source: 'uniform', terms: 12 }, seed) - 67.855),
      ),
    holds: (off) => off < 4,
    figure: 'farther from 57.7 and 67.9, in percentage points',
  },
  {
    text: 'Of Laplace samples about 76 % lie within one σ, more than a Gaussian’s 68 %, though more also lie beyond three.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = run(seed, { source: 'laplace', terms: 1 });
      return (snapshot.beyond[2] ?? 0) > 2 * (1 - RULE[2]) ? (metrics.within ?? 0) : 0;
    },
    holds: (share) => share > 72 && share < 79,
    figure: '% within one σ',
  },
  {
    text: 'The fitted σ of Cauchy samples does not settle: of 10,000 it is usually more than twice that of the first 100.',
    seeds: 20,
    needed: 14,
    measure: growth,
    holds: (ratio) => ratio > 2,
    figure: 'σ of 10,000 over σ of 100',
  },
  {
    text: 'For single Cauchy samples the Gaussian that fits best holds more than 90 % of them within one σ.',
    seeds: 10,
    measure: (seed) => within({ source: 'cauchy', terms: 1 }, seed),
    holds: (share) => share > 90,
    figure: '% within one σ',
  },
  {
    text: 'The average of twelve Cauchy numbers is spread like a single one: about half of the averages lie within −1 to 1.',
    seeds: 10,
    measure(seed) {
      // Of 20 bins on each side of 0, half a unit wide, those from −1 to 1 are the middle four.
      const { bins } = run(seed, { source: 'cauchy', terms: 12 }, 0).snapshot;
      return 50 * bins.slice(18, 22).reduce((sum, height) => sum + height, 0);
    },
    holds: (share) => share > 45 && share < 55,
    figure: '% within −1 to 1',
  },
  {
    text: 'Of five standard normal draws the fitted σ² is on average 4/5, not 1.',
    seeds: 1,
    measure() {
      const rng = createRng(1);
      const fits = Array.from(
        { length: 5000 },
        () => closedForm(Array.from({ length: 5 }, () => rng.normal())).sigma ** 2,
      );
      return fits.reduce((a, b) => a + b) / fits.length;
    },
    holds: (average) => Math.abs(average - 0.8) < 0.03,
    figure: 'mean of 5,000 fits',
  },
]);
