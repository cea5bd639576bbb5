import model, { gradientNorms } from '../models/gradient-by-depth.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';
import { owner, tf } from '../tf/index.ts';

const run = runsOf(model);
/** Gradient at layer 1 over gradient at the last hidden layer, before training. */
const ratio = (given: Partial<AnyValues>, seed: number) => {
  const { first, last } = run(seed, given, 0).metrics;
  return first / last;
};
const accuracy = (given: Partial<AnyValues>, seed: number) => run(seed, given).metrics.accuracy;

/** A chain of 11 layers of one unit with ∂L/∂h₁₁ = 1: the gradient at layer 1. */
function chain(activation: 'sigmoid' | 'identity', weight: number, bias: number): number {
  const { own, dispose } = owner();
  const layers = Array.from({ length: 11 }, () => ({
    w: own(tf.tensor2d([[weight]])),
    b: own(tf.tensor1d([bias])),
  }));
  const x = own(tf.tensor2d([[0.5]]));
  const { activations } = gradientNorms({ layers, activation, residual: false }, x, (h) => tf.sum(h));
  dispose();
  return activations[0] as number;
}

export default defineClaims([
  {
    text: 'In a chain of single sigmoid units, all at z = 0 with weights 1, ten layers multiply the gradient by 0.25¹⁰, just under a millionth; in a linear chain of weights 0.5 by 0.5¹⁰.',
    seeds: 1,
    measure: () =>
      Math.max(
        Math.abs(chain('sigmoid', 1, -0.5) / 0.25 ** 10 - 1),
        Math.abs(chain('identity', 0.5, 0) / 0.5 ** 10 - 1),
      ),
    holds: (error) => error < 1e-6,
    figure: 'relative deviation',
  },
  {
    text: 'Before training, nine sigmoid layers lose a factor of more than 100 000 on the way back.',
    seeds: 10,
    measure: (seed) => ratio({}, seed),
    holds: (part) => part < 1e-5,
    figure: 'gradient at layer 1 over the one at layer 10',
  },
  {
    text: 'With tanh and the same start, they lose less than a factor of 20.',
    seeds: 10,
    measure: (seed) => ratio({ activation: 'tanh' }, seed),
    holds: (part) => part > 0.05 && part < 2,
    figure: 'gradient at layer 1 over the one at layer 10',
  },
  {
    text: 'ReLU vanishes too when its weights start half as large: the gradient at layer 1 is less than a fiftieth of the one at layer 10.',
    seeds: 10,
    measure: (seed) => ratio({ activation: 'relu', gain: 0.5 }, seed),
    holds: (part) => part < 0.02,
    figure: 'gradient at layer 1 over the one at layer 10',
  },
  {
    text: 'The gradients at its weights do not show it: layer 1 and layer 10 differ by less than a factor of 30.',
    seeds: 10,
    measure(seed) {
      const { weights } = run(seed, { activation: 'relu', gain: 0.5 }, 0).snapshot;
      const part = (weights[0] as number) / (weights.at(-1) as number);
      return Math.max(part, 1 / part);
    },
    holds: (factor) => factor < 30,
    figure: 'factor between the two',
  },
  {
    text: 'With weights twice as large it explodes: layer 1 gets more than 20 times the gradient of layer 10, and training at rate 0.3 ends within ten updates.',
    seeds: 10,
    measure(seed) {
      const { status, step } = run(seed, { activation: 'relu', gain: 2 });
      return status === 'diverged' && step <= 10 ? ratio({ activation: 'relu', gain: 2 }, seed) : 0;
    },
    holds: (times) => times > 20,
    figure: 'gradient at layer 1 over the one at layer 10',
  },
  {
    text: 'Residual connections carry the gradient past ten sigmoid layers: at layer 1 it is between half and twice that of layer 10.',
    seeds: 10,
    measure: (seed) => ratio({ residual: true }, seed),
    holds: (part) => part > 0.5 && part < 2,
    figure: 'gradient at layer 1 over the one at layer 10',
  },
  {
    text: 'In 300 updates the plain sigmoid net moves the weights of its first layer by less than a ten-thousandth of their size.',
    seeds: 10,
    measure: (seed) => run(seed).metrics.moved,
    holds: (part) => part < 1e-4,
    figure: 'movement over size',
  },
  {
    text: 'With residual connections it gets more than 75 % of the points right, with tanh instead more than 85 %.',
    seeds: 10,
    measure: (seed) =>
      Math.min(accuracy({ residual: true }, seed), accuracy({ activation: 'tanh' }, seed) - 0.1),
    holds: (lower) => lower > 0.75,
    figure: 'share right, of tanh less 0.1',
  },
  {
    text: 'The plain sigmoid net has learnt nothing: its loss is that of a guess, within 0.01 of ln 2.',
    seeds: 10,
    measure: (seed) => run(seed).metrics.loss,
    holds: (loss) => Math.abs(loss - Math.LN2) < 0.01,
    figure: 'loss',
  },
  {
    text: 'With two hidden layers instead of ten it learns.',
    seeds: 10,
    measure: (seed) => run(seed, { depth: 2 }).metrics.loss,
    holds: (loss) => loss < 0.5,
    figure: 'loss',
  },
  {
    text: 'Residual ReLU layers explode instead: at rate 0.3 training ends within ten updates.',
    seeds: 10,
    measure(seed) {
      const { status, step } = run(seed, { activation: 'relu', residual: true });
      return status === 'diverged' ? step : Number.POSITIVE_INFINITY;
    },
    holds: (step) => step <= 10,
    figure: 'update at which it ended',
  },
]);
