import { layerTable, total } from '../data/layer-table.ts';
import { LENET_5 } from '../data/lenet-5.ts';
import model, { createNet } from '../models/share-the-weights.ts';
import { type AnyValues, createRng, defineClaims, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const lead = (seed: number, given?: Partial<AnyValues>) =>
  trained(seed, given).shared - trained(seed, given).unshared;
const lenet = layerTable([32, 32, 1], LENET_5);
const convolutions = lenet.filter(({ name }) => name === 'C1' || name === 'C3');

export default defineClaims([
  {
    text: 'Counted from its shapes, LeNet-5 has 156 + 12 + 1,516 + 32 + 48,120 + 10,164 = 60,000 trained parameters and 340,908 connections: the figures of the paper.',
    seeds: 1,
    measure: () => {
      const published = [156, 12, 1_516, 32, 48_120, 10_164, 0];
      const apart = lenet.map(({ parameters }, i) => Math.abs(parameters - (published[i] as number)));
      return Math.max(...apart, Math.abs(total(lenet, 'connections') - 340_908));
    },
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'Four fifths of these parameters are in C5.',
    seeds: 1,
    measure: () => 48_120 / total(lenet, 'parameters'),
    holds: (share) => Math.abs(share - 0.8) < 0.005,
    figure: 'share of the parameters',
  },
  {
    text: 'C1 and C3 make four fifths of the connections with less than 3 % of the parameters.',
    seeds: 1,
    measure: () =>
      Math.abs(total(convolutions, 'connections') / total(lenet, 'connections') - 0.8) < 0.005
        ? total(convolutions, 'parameters') / total(lenet, 'parameters')
        : 1,
    holds: (share) => share < 0.03,
    figure: 'share of the parameters',
  },
  {
    text: 'The two nets of the demo have the same units and connections, and 802 and 20,458 trained numbers.',
    seeds: 1,
    measure() {
      const stage = layerTable(
        [12, 12, 1],
        [
          { name: 'C1', kind: 'convolution', kernel: 5, out: 12 },
          { name: 'S2', kind: 'pooling', kernel: 4 },
          { name: 'output', kind: 'affine', out: 10 },
        ],
      );
      const [one, other] = [true, false].map((shared) => {
        const net = createNet(createRng(1), shared);
        net.dispose();
        return net.variables.reduce((sum, { size }) => sum + size, 0);
      }) as [number, number];
      // Unshared, C1 trains one number for each of its connections.
      const unshared = (stage[0]?.connections ?? 0) + (stage[2]?.parameters ?? 0);
      return (
        Math.abs(one - 802) +
        Math.abs(one - total(stage, 'parameters')) +
        Math.abs(other - unshared) +
        Math.abs(other - 20_458)
      );
    },
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
  {
    text: 'Trained on 200 digits off centre, the net with shared weights reads more of the new digits, by at least five points.',
    seeds: 6,
    measure: (seed) => lead(seed),
    holds: (difference) => difference >= 0.05,
    figure: 'lead in test accuracy',
  },
  {
    text: 'The net with weights of its own knows at least 95 % of its training digits and fails on more than a third of the new ones.',
    seeds: 6,
    measure: (seed) => (trained(seed).unsharedTraining >= 0.95 ? trained(seed).unshared : 1),
    holds: (share) => share < 2 / 3,
    figure: 'test accuracy',
  },
  {
    text: 'With every digit in the middle, in training and test, the two come within eight points of each other.',
    seeds: 6,
    measure: (seed) => lead(seed, { trainReach: 0, testReach: 0 }),
    holds: (difference) => Math.abs(difference) < 0.08,
    figure: 'lead of shared weights in test accuracy',
  },
  {
    text: 'Trained on digits in the middle alone, the net with shared weights names less than half of the digits right that stand up to 2 pixels off.',
    seeds: 6,
    measure: (seed) => trained(seed, { trainReach: 0 }).shared,
    holds: (share) => share < 0.5,
    figure: 'test accuracy',
  },
]);
