import { ALEXNET_INPUT, alexnet } from '../data/alexnet.ts';
import { layerTable, total } from '../data/layer-table.ts';
import model from '../models/one-pixel-off.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const runs = runsOf(model);
const trained = (seed: number, given?: Partial<AnyValues>) => runs(seed, given).metrics;
const grouped = layerTable(ALEXNET_INPUT, alexnet(2));
const affine = grouped.filter(({ kind }) => kind === 'affine');

export default defineClaims([
  {
    text: 'Counted from its shapes, AlexNet has 34,944 + 307,456 + 885,120 + 663,936 + 442,624 + 37,752,832 + 16,781,312 + 4,097,000 = 60,965,224 parameters; without the two groups it has 62,378,344.',
    seeds: 1,
    measure: () => {
      const published = [34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000];
      const apart = grouped
        .filter(({ kind }) => kind !== 'pooling')
        .map(({ parameters }, i) => Math.abs(parameters - (published[i] as number)));
      const whole = layerTable(ALEXNET_INPUT, alexnet(1));
      return Math.max(
        ...apart,
        Math.abs(total(grouped, 'parameters') - 60_965_224),
        Math.abs(total(whole, 'parameters') - 62_378_344),
      );
    },
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'The three fully connected layers hold 96 % of the parameters, the convolutions do 92 % of the multiply-adds.',
    seeds: 1,
    measure: () =>
      Math.max(
        Math.abs(total(affine, 'parameters') / total(grouped, 'parameters') - 0.96),
        Math.abs(1 - total(affine, 'multiplyAdds') / total(grouped, 'multiplyAdds') - 0.92),
      ),
    holds: (difference) => difference < 0.005,
    figure: 'largest difference of a share',
  },
  {
    text: 'The first layer has 55 × 55 positions on pictures of 227 × 227; on 224 × 224 the stride does not fit, and one row and one column are left over.',
    seeds: 1,
    measure: () => {
      const [fits, not] = [227, 224].map((side) => layerTable([side, side, 3], alexnet(2).slice(0, 1))[0]);
      return Math.abs((fits?.output[0] ?? 0) - 55) + (fits?.unused ?? 1) + Math.abs((not?.unused ?? 0) - 1);
    },
    holds: (difference) => difference === 0,
    figure: 'difference',
  },
  {
    text: 'On new digits up to one pixel off centre, the net trained on random crops names at least 20 points more right.',
    seeds: 6,
    measure: (seed) => trained(seed, { testReach: 1 }).random - trained(seed, { testReach: 1 }).middle,
    holds: (lead) => lead >= 0.2,
    figure: 'lead',
  },
  {
    text: 'The net trained on the middle crop alone then fails on more than half.',
    seeds: 6,
    measure: (seed) => trained(seed, { testReach: 1 }).middle,
    holds: (share) => share < 0.5,
    figure: 'share named right',
  },
  {
    text: 'Of its own training digits it names more right than the net with random crops.',
    seeds: 6,
    measure: (seed) =>
      trained(seed, { testReach: 1 }).middleTraining - trained(seed, { testReach: 1 }).randomTraining,
    holds: (lead) => lead > 0,
    figure: 'lead on training digits',
  },
  {
    text: 'With all new digits in the middle, the net trained on the middle crop alone names at least 85 % right and is usually the better.',
    seeds: 6,
    needed: 5,
    measure: (seed) => (trained(seed).middle >= 0.85 ? trained(seed).middle - trained(seed).random : -1),
    holds: (lead) => lead > 0,
    figure: 'its lead',
  },
  {
    text: 'On new digits up to two pixels off centre, more than crops ever moved them, both nets fail on at least two in five.',
    seeds: 4,
    measure: (seed) =>
      Math.max(trained(seed, { testReach: 2 }).random, trained(seed, { testReach: 2 }).middle),
    holds: (share) => share <= 0.6,
    figure: 'larger share named right',
  },
]);
