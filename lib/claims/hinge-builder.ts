import model, { createNet, rectifier } from '../models/hinge-builder.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';
import { sgd, tf } from '../tf/index.ts';

const trained = runsOf(model);
const buried = { offset: -4, learningRate: 0.3 };

export default defineClaims([
  {
    text: 'The gradient that ReLU hands back is the incoming one for z > 0 and exactly 0 for z < 0; at z = 0 the framework takes 0.',
    seeds: 1,
    measure: () =>
      tf.tidy(() => {
        const slopes = tf.grad((z) => tf.sum(tf.mul(rectifier(z as tf.Tensor2D, 0), 5)))(
          tf.tensor2d([[-3, 0, 2]]),
        );
        return Math.max(...[...slopes.dataSync()].map((g, i) => Math.abs(g - ([0, 0, 5][i] as number))));
      }),
    holds: (error) => error === 0,
    figure: 'largest difference from 0, 0 and 5 for an incoming gradient of 5',
  },
  {
    text: 'Under plain SGD no weight of a dead unit changes by one bit in 50 updates.',
    seeds: 10,
    measure(seed) {
      const net = createNet(createRng(seed).fork('weights'), 16, -4, 0, (v) => sgd(v, 0.02));
      const dead = net.alive().flatMap((on, i) => (on ? [] : [i]));
      const weights = () =>
        dead.flatMap((i) => net.variables.slice(0, 3).map((v) => v.dataSync()[i] as number));
      const before = weights();
      for (let i = 0; i < 50; i++) net.update();
      const moved = weights().filter((w, i) => w !== before[i]).length;
      net.dispose();
      return dead.length ? moved : Number.NaN;
    },
    holds: (moved) => moved === 0,
    figure: 'weights that moved',
  },
  {
    text: 'The fit of 16 units has at most 17 straight pieces, before training and after.',
    seeds: 10,
    measure: (seed) => Math.max(trained(seed, {}, 0).metrics.pieces, trained(seed).metrics.pieces),
    holds: (pieces) => pieces <= 17,
    figure: 'pieces',
  },
  {
    text: 'At the default settings both nets get below a loss of 0.03 in 400 updates.',
    seeds: 10,
    measure: (seed) => Math.max(trained(seed).metrics.relu, trained(seed).metrics.leaky),
    holds: (loss) => loss < 0.03,
    figure: 'the larger final loss',
  },
  {
    text: 'With every bias 4 lower, at most 4 of the 16 ReLU units are alive at birth.',
    seeds: 10,
    measure: (seed) => trained(seed, buried, 0).metrics.alive,
    holds: (alive) => alive <= 4,
    figure: 'units alive before training',
  },
  {
    text: 'From there, at learning rate 0.3, the ReLU net stays above a loss of 0.4.',
    seeds: 10,
    measure: (seed) => trained(seed, buried).metrics.relu,
    holds: (loss) => loss > 0.4,
    figure: 'final ReLU loss',
  },
  {
    text: 'The leaky net, from the same weights, gets below 0.05.',
    seeds: 10,
    needed: 8,
    measure: (seed) => trained(seed, buried).metrics.leaky,
    holds: (loss) => loss < 0.05,
    figure: 'final leaky loss',
  },
  {
    text: 'When every unit is dead, the fit is a constant and its loss the variance of the targets.',
    seeds: 10,
    measure(seed) {
      const { metrics, snapshot } = trained(seed, buried);
      return metrics.alive === 0 ? Math.abs((metrics.relu ?? Number.NaN) - snapshot.constant) : 0;
    },
    holds: (difference) => difference < 0.01,
    figure: 'difference of loss and variance, where all 16 are dead',
  },
  {
    text: 'At learning rate 1 training leaves fewer units alive than at 0.02.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.alive - trained(seed, { learningRate: 1 }).metrics.alive,
    holds: (fewer) => fewer > 2,
    figure: 'units alive at 0.02, less those at 1',
  },
  {
    text: 'With plain SGD at learning rate 0.3 training diverges on most seeds.',
    seeds: 10,
    needed: 6,
    measure(seed) {
      const { relu, leaky } = trained(seed, { optimizer: 'sgd', learningRate: 0.3 }).metrics;
      return Number(relu === undefined || leaky === undefined);
    },
    holds: (diverged) => diverged === 1,
    figure: '1 where a net diverged',
  },
]);
