import { MODULE_3A, MODULE_3A_INPUT, WITHOUT_REDUCTION } from '../data/googlenet.ts';
import { layerTable, total } from '../data/layer-table.ts';
import model from '../models/cut-a-branch.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
const [built, plain] = [MODULE_3A, WITHOUT_REDUCTION].map((layers) =>
  layerTable(MODULE_3A_INPUT, layers),
) as [ReturnType<typeof layerTable>, ReturnType<typeof layerTable>];

export default defineClaims([
  {
    text: 'Counted from its shapes, module 3a has 163,328 weights and makes 128,049,152 multiply-adds; its 1×1, 3×3 and 5×5 branches without reductions would have 387,072 and make 303,464,448.',
    seeds: 1,
    measure: () =>
      Math.max(
        Math.abs(total(built, 'parameters') - 163_328),
        Math.abs(total(built, 'multiplyAdds') - 128_049_152),
        Math.abs(total(plain, 'parameters') - 387_072),
        Math.abs(total(plain, 'multiplyAdds') - 303_464_448),
      ),
    holds: (difference) => difference === 0,
    figure: 'largest difference',
  },
  {
    text: 'Joined, the four branches of module 3a give 256 channels of 28 × 28.',
    seeds: 1,
    measure: () => {
      const joined = layerTable(MODULE_3A_INPUT, [
        ...MODULE_3A,
        { name: 'joined', kind: 'normalization', from: ['1×1', '3×3', '5×5', '1×1 after pooling'] },
      ]).at(-1)?.output;
      return joined?.[0] === 28 && joined[1] === 28 ? joined[2] : 0;
    },
    holds: (channels) => channels === 256,
    figure: 'channels',
  },
  {
    text: 'Trained together, the four branches name at least nine in ten of the new pictures right.',
    seeds: 6,
    measure: (seed) => trained(seed).metrics.together,
    holds: (share) => share >= 0.9,
    figure: 'test accuracy',
  },
  {
    text: 'The 3×3 and 5×5 branches, each alone, are right at least twice as often as the 1×1 branch alone.',
    seeds: 6,
    measure: (seed) => {
      const { one, three, five } = trained(seed).metrics;
      return Math.min(three, five) / one;
    },
    holds: (ratio) => ratio >= 2,
    figure: 'accuracy of the weaker of the two, as a multiple of that of 1×1',
  },
  {
    text: 'Alone, the 1×1 branch only guesses: it stays within eight points of a third.',
    seeds: 6,
    measure: (seed) => trained(seed).metrics.one,
    holds: (share) => Math.abs(share - 1 / 3) < 0.08,
    figure: 'test accuracy',
  },
  {
    text: 'Twice the channels do not help it: with eight it stays within eight points of a third, and the 3×3 and the 5×5 branch above four fifths.',
    seeds: 3,
    measure: (seed) => {
      const { one, three, five } = trained(seed, { channels: 8 }).metrics;
      return Math.min(three, five) > 0.8 ? one : Number.NaN;
    },
    holds: (accuracy) => Math.abs(accuracy - 1 / 3) < 0.08,
    figure: 'accuracy of the 1×1 branch of eight channels',
  },
  {
    text: 'Cutting the branch it leans on most out of the trained module costs it at least a quarter of all pictures.',
    seeds: 6,
    measure: (seed) => trained(seed).metrics.together - Math.min(...trained(seed).snapshot.cut),
    holds: (loss) => loss >= 0.25,
    figure: 'loss in accuracy',
  },
]);
