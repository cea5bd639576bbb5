import model, { CORNERS, LEAST } from '../models/fold-the-plane.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { activations } from '../tf/activations.ts';
import { tf } from '../tf/index.ts';

const trained = runsOf(model);
const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
const relu = (z: number) => tf.tidy(() => activations.relu(tf.tensor2d([[z]])).dataSync()[0] as number);

export default defineClaims([
  {
    text: 'ReLU doubles when its input doubles, at −3, −1, 0.5 and 2, and yet is nonlinear: of −1 and 1 the sum of the results is 1, the result of the sum 0.',
    seeds: 1,
    measure: () =>
      [-3, -1, 0.5, 2].every((z) => relu(2 * z) === 2 * relu(z)) ? relu(-1) + relu(1) - relu(0) : 0,
    holds: (gap) => gap === 1,
    figure: 'gap',
  },
  {
    text: 'No line does better on XOR than a loss of ln 2 = 0.693: none of 2000 random ones.',
    seeds: 10,
    measure(seed) {
      const rng = createRng(seed);
      const losses = Array.from({ length: 2000 }, () => {
        const [p, q, b] = [rng.normal(), rng.normal(), rng.normal()];
        return CORNERS.reduce((sum, [x, y], i) => {
          const z = p * x + q * y + b;
          return sum + Math.log1p(Math.exp(i < 2 ? z : -z)) / 4;
        }, 0);
      });
      return Math.min(...losses) - LEAST;
    },
    holds: (above) => above > 0,
    figure: 'least loss minus ln 2',
  },
  {
    text: 'With the identity the loss ends at ln 2, to within a thousandth, after one layer of 8 units and after four.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...[1, 4].map((depth) =>
          Math.abs((trained(seed, { f: 'identity', depth }).metrics.loss ?? 9) - LEAST),
        ),
      ),
    holds: (distance) => distance < 1e-3 * LEAST,
    figure: 'larger distance from ln 2',
  },
  {
    text: 'With the identity one matrix, the product of all, and a shift do what the layers do, to five digits, and superposition holds as exactly.',
    seeds: 10,
    measure(seed) {
      const { snapshot } = trained(seed, { f: 'identity', depth: 4 });
      return Math.max(snapshot.off, snapshot.gap);
    },
    holds: (gap) => gap < 1e-5,
    figure: 'largest difference',
  },
  {
    text: 'With tanh the layers fold the plane so that a line parts the classes, and the loss ends below 0.05, for at least half of the seeds.',
    seeds: 20,
    needed: 10,
    measure: (seed) => trained(seed).metrics.loss ?? 9,
    holds: (loss) => loss < 0.05,
    figure: 'loss',
  },
  {
    text: 'With tanh superposition fails: for the x and y of the page nearly always by more than 0.01.',
    seeds: 20,
    needed: 17,
    measure: (seed) => trained(seed).metrics.gap ?? 0,
    holds: (gap) => gap > 0.01,
    figure: 'gap',
  },
  {
    text: 'With ReLU the run fails for at least two of twenty seeds, and succeeds for at least half.',
    seeds: 1,
    measure: () => seeds.filter((seed) => (trained(seed, { f: 'relu' }).metrics.loss ?? 9) > 0.1).length,
    holds: (failures) => failures >= 2 && failures <= 10,
    figure: 'failures of twenty',
  },
]);
