import model from '../models/the-2006-rescue.ts';
import { beliefNet, dream } from '../problems/belief-net.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const run = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;

export default defineClaims([
  {
    text: 'A machine whose weights are all 0 dreams every pixel at grey one half, σ(0), whatever its coins say.',
    seeds: 1,
    measure() {
      const net = beliefNet([64, 32, 32], 0, createRng(1));
      const off = dream(net.machines, 4, createRng(2))
        .flat()
        .map((level) => Math.abs(level - 0.5));
      net.dispose();
      return Math.max(...off);
    },
    holds: (distance) => distance < 1e-6,
    figure: 'largest distance from one half',
  },
  {
    text: 'Without pretraining the first two nets are the same to the last digit, in loss and in answers.',
    seeds: 1,
    measure(seed) {
      const end = run(seed, { pretraining: 0 });
      return Math.abs(end.lossPretrained - end.lossSmall) + Math.abs(end.pretrained - end.small);
    },
    holds: (difference) => difference === 0,
    figure: 'sum of the differences',
  },
  {
    text: 'From small random weights, three sigmoid layers learn nothing in 150 updates of SGD: the loss stays within 0.01 of ln 10, that of guessing.',
    seeds: 5,
    measure: (seed) => Math.abs(run(seed).lossSmall - Math.log(10)),
    holds: (distance) => distance < 0.01,
    figure: 'distance of the loss from ln 10',
  },
  {
    text: 'Pretrained without labels, the same net names at least 40 points more of the new digits right.',
    seeds: 5,
    measure: (seed) => run(seed).pretrained - run(seed).small,
    holds: (points) => points >= 40,
    figure: 'points between them',
  },
  {
    text: 'The ReLU net, which never saw the digits without labels, is right more often than the pretrained one.',
    seeds: 5,
    measure: (seed) => run(seed).relu - run(seed).pretrained,
    holds: (points) => points > 0,
    figure: 'points between them',
  },
  {
    text: 'With three labels of each digit instead of ten the lead of the ReLU net shrinks by more than three points, or turns.',
    seeds: 3,
    measure(seed) {
      const few = run(seed, { labelled: 3 });
      return run(seed).relu - run(seed).pretrained - (few.relu - few.pretrained);
    },
    holds: (points) => points > 3,
    figure: 'points the lead shrinks by',
  },
  {
    text: 'With one hidden layer all three do about equally well: the best is at most 1.15 times as often right as the worst.',
    seeds: 5,
    measure(seed) {
      const { pretrained, small, relu } = run(seed, { layers: 1 });
      return Math.max(pretrained, small, relu) / Math.min(pretrained, small, relu);
    },
    holds: (ratio) => ratio < 1.15,
    figure: 'best over worst',
  },
  {
    text: 'Adam gets even the small random weights off the plateau: the loss falls below 1.9.',
    seeds: 2,
    measure: (seed) => run(seed, { optimizer: 'adam' }).lossSmall,
    holds: (loss) => loss < 1.9,
    figure: 'loss from small random weights',
  },
]);
