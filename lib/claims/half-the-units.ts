import model, { dropoutMask } from '../models/half-the-units.ts';
import { createRng, defaults, defineClaims, type ParamValues, remember } from '../sim/index.ts';

type Values = ParamValues<typeof model.params>;

/** What a run has come to after all its steps, and the lowest test loss the net without dropout had on the way. */
function train(seed: number, given: Partial<Values>) {
  const values = { ...defaults(model.params), ...given };
  const run = model.init(values, createRng(seed));
  let lowestPlain = Number.POSITIVE_INFINITY;
  for (let i = 0; i < model.schedule.maxSteps; i++) {
    run.step();
    lowestPlain = Math.min(lowestPlain, run.metrics().testPlain ?? Number.POSITIVE_INFINITY);
  }
  /** Votes for the favourite when the digit is mixed so. */
  const agreement = (mix: number) => {
    run.set?.({ ...values, mix });
    return Math.max(...run.snapshot().votes);
  };
  const result = {
    ...(run.metrics() as Record<keyof typeof model.metrics, number>),
    ...run.snapshot(),
    lowestPlain,
    agreement: { ends: (agreement(0) + agreement(1)) / 2, middle: agreement(0.5) },
  };
  run.dispose();
  return result;
}

const trained = remember((seed: number, given: Partial<Values> = {}) => train(seed, given));

export default defineClaims([
  {
    text: 'Inputs 1 and 2 with weights 3 and 4 add up to 11; at rate 0.5 the four possible masks make it 0, 6, 16 and 22, on average 11 again.',
    seeds: 1,
    measure() {
      const masks = dropoutMask(createRng(1), 100, 2, 0.5);
      const outputs = new Set(masks.arraySync().map(([m = 0, n = 0]) => 3 * m * 1 + 4 * n * 2));
      masks.dispose();
      return [...outputs].reduce((sum, y) => sum + y, 0) / outputs.size;
    },
    holds: (mean) => mean === 11,
    figure: 'mean over the different masks',
  },
  {
    text: 'At rate 0 the two nets stay the same: after 60 updates their test losses agree in all four decimals.',
    seeds: 1,
    measure(seed) {
      const run = model.init({ ...defaults(model.params), p: 0 }, createRng(seed));
      for (let i = 0; i < 60; i++) run.step();
      const { testDropout = Number.NaN, testPlain = Number.NaN } = run.metrics();
      run.dispose();
      return testDropout - testPlain;
    },
    holds: (difference) => difference === 0,
    figure: 'difference of the test losses',
  },
  {
    text: 'With 200 training digits, a fifth of the labels redrawn and rate 0.5, the net with dropout has the lower loss on new digits.',
    seeds: 10,
    measure: (seed) => trained(seed).testDropout / trained(seed).testPlain,
    holds: (ratio) => ratio < 1,
    figure: 'test loss with dropout, divided by the one without',
  },
  {
    text: 'With dropout the gap between training and test loss is less than two thirds as wide.',
    seeds: 10,
    measure(seed) {
      const end = trained(seed);
      return (end.testDropout - end.trainDropout) / (end.testPlain - end.trainPlain);
    },
    holds: (ratio) => ratio < 2 / 3,
    figure: 'gap with dropout, divided by the one without',
  },
  {
    text: 'The net with dropout has learnt less than three quarters as many of the wrong labels by heart.',
    seeds: 10,
    measure: (seed) => trained(seed).wrongLearnt.dropout / trained(seed).wrongLearnt.plain,
    holds: (ratio) => ratio < 0.75,
    figure: 'wrong labels given back with dropout, divided by those without',
  },
  {
    text: 'The net with dropout names more of 500 new digits right: new digits, but by the same 13 writers.',
    seeds: 10,
    measure: (seed) => trained(seed).accuracyDropout - trained(seed).accuracyPlain,
    holds: (difference) => difference > 0,
    figure: 'difference in test accuracy',
  },
  {
    text: 'Stopping the net without dropout at its best moment does nearly as much: its lowest test loss, read off the test digits themselves, is within a fifth of the final one with dropout.',
    seeds: 10,
    measure: (seed) => trained(seed).testDropout / trained(seed).lowestPlain,
    holds: (ratio) => Math.abs(ratio - 1) < 0.2,
    figure: 'final test loss with dropout, divided by the lowest without',
  },
  {
    text: 'At rate 0.8 the net with dropout underfits: its loss is the higher one on the training digits and on new ones.',
    seeds: 10,
    measure(seed) {
      const end = trained(seed, { p: 0.8 });
      return Math.min(end.trainDropout / end.trainPlain, end.testDropout / end.testPlain);
    },
    holds: (ratio) => ratio > 1,
    figure: 'loss with dropout, divided by the one without: the smaller of the two ratios',
  },
  {
    text: 'At rate 0.9 more than three quarters of the 128 hidden units end switched off for every training digit.',
    seeds: 10,
    measure: (seed) => trained(seed, { p: 0.9 }).deadUnits,
    holds: (units) => units > 96,
    figure: 'units off for every training digit',
  },
  {
    text: 'At rate 0.9 and a learning rate of 0.01 instead of 0.05 fewer than a third of the hidden units end so.',
    seeds: 10,
    measure: (seed) => trained(seed, { p: 0.9, learningRate: 0.01 }).deadUnits,
    holds: (units) => units < 128 / 3,
    figure: 'units off for every training digit',
  },
  {
    text: 'When every label is right, dropout changes the test loss by less than a fifth.',
    seeds: 10,
    measure: (seed) =>
      trained(seed, { labelNoise: 0 }).testDropout / trained(seed, { labelNoise: 0 }).testPlain,
    holds: (ratio) => Math.abs(ratio - 1) < 0.2,
    figure: 'test loss with dropout, divided by the one without',
  },
  {
    text: 'Asked 100 times with dropout left on, the net usually agrees with itself more on the clear digits, the 0 and the 6, than on their half-way mix.',
    seeds: 10,
    needed: 8,
    measure: (seed) => trained(seed).agreement.ends - trained(seed).agreement.middle,
    holds: (votes) => votes > 0,
    figure: 'votes for the favourite: clear digits’ mean minus the mix’s',
  },
]);
