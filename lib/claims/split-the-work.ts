import model from '../models/split-the-work.ts';
import { pipeline, splitMatrix } from '../problems/split-model.ts';
import { createRng, defineClaims, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const trained = (...of: Parameters<typeof runs>) => runs(...of).metrics;
const sorted = { shards: 'sorted' };

export default defineClaims([
  {
    text: 'Cut by columns or by rows over one to four devices, the matrix gives the same product and the same two gradients as in one piece.',
    seeds: 1,
    measure: (seed) =>
      Math.max(
        ...[1, 2, 3, 4].flatMap((parts) =>
          (['columns', 'rows'] as const).map((cut) => splitMatrix(createRng(seed), cut, parts).error),
        ),
      ),
    holds: (error) => error === 0,
    figure: 'largest difference',
  },
  {
    text: 'Four stages and four micro-batches leave each device idle for 3/7 of the time, sixteen micro-batches for 3/19.',
    seeds: 1,
    measure: () => Math.max(Math.abs(pipeline(4, 4).idle - 3 / 7), Math.abs(pipeline(4, 16).idle - 3 / 19)),
    holds: (error) => error < 1e-12,
    figure: 'deviation',
  },
  {
    text: 'The mean of the four workers’ gradients is the gradient of the whole batch, to within a millionth.',
    seeds: 10,
    measure: (seed) => trained(seed).gap,
    holds: (gap) => gap < 1e-6,
    figure: 'relative distance',
  },
  {
    text: 'Averaged after every step, four workers of which each sees one class only end at the same loss as one device.',
    seeds: 10,
    measure: (seed) => Math.abs(trained(seed, sorted).loss - trained(seed, sorted).single),
    holds: (difference) => difference < 1e-4,
    figure: 'difference of the losses',
  },
  {
    text: 'Averaged every 20 steps, they end with a higher loss.',
    seeds: 10,
    measure: (seed) => {
      const { loss, single } = trained(seed, { ...sorted, every: 20 });
      return loss - single;
    },
    holds: (excess) => excess > 0,
    figure: 'loss above one device’s',
  },
  {
    text: 'With the data dealt out at random, averaging every 20 steps costs less than 0.02.',
    seeds: 10,
    measure: (seed) => {
      const { loss, single } = trained(seed, { every: 20 });
      return loss - single;
    },
    holds: (excess) => excess < 0.02,
    figure: 'loss above one device’s',
  },
  {
    text: 'Three workers share 64 examples unevenly; weighted by their shares, their mean gradient is still exact.',
    seeds: 10,
    measure: (seed) => trained(seed, { workers: 3 }, 40).gap,
    holds: (gap) => gap < 1e-6,
    figure: 'relative distance',
  },
  {
    text: 'In the model of the timeline, a worker half as fast as the other three takes the speed-up from 2.56 to 1.56.',
    seeds: 1,
    measure: () =>
      Math.max(
        Math.abs(trained(1, {}, 0).speedup - 64 / 25),
        Math.abs(trained(1, { slow: 2 }, 0).speedup - 64 / 41),
      ),
    holds: (error) => error < 1e-9,
    figure: 'deviation',
  },
]);
