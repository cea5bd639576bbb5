import { OBJECTS } from '../data/concepts.ts';
import model, { named } from '../models/break-a-unit.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const trained = runsOf(model);
type Run = ReturnType<typeof trained>;
const names = (run: Run) => run.snapshot.names as NonNullable<Run['snapshot']['names']>;
const prices = (run: Run) => run.snapshot.prices as NonNullable<Run['snapshot']['prices']>;
/** Both curves over all numbers of units off. */
const curves = (seed: number) => names(trained(seed, { off: 16 })).curve;

export default defineClaims([
  {
    text: 'One unit for each of 16 concepts: with k units off, whichever they are, exactly 16 − k are named.',
    seeds: 10,
    measure: (seed) =>
      Math.max(
        ...curves(seed).local.map((share, k) => Math.abs(share - Math.round(1000 * (1 - k / 16)) / 1000)),
      ),
    holds: (difference) => difference < 1e-9,
    figure: 'largest deviation from (16 − k)/16, to three decimals',
  },
  {
    text: 'From patterns all 16 concepts are still named with 4 units off.',
    seeds: 10,
    measure: (seed) => trained(seed).metrics.distributed,
    holds: (share) => share === 1,
    figure: 'share named',
  },
  {
    text: 'With 8 of 16 units off at least 14 of the 16 concepts are named from patterns, against 8 from single units.',
    seeds: 10,
    measure(seed) {
      const run = trained(seed, { off: 8 });
      return run.metrics.local === 0.5 ? run.metrics.distributed : 0;
    },
    holds: (share) => share >= 14 / 16,
    figure: 'share named from patterns (0 if not half from single units)',
  },
  {
    text: 'Over random choices of 12 units to lose, patterns still name about twice as many concepts as single units or more.',
    seeds: 10,
    measure: (seed) => (curves(seed).distributed[12] as number) / (curves(seed).local[12] as number),
    holds: (ratio) => ratio > 1.8,
    figure: 'concepts named from patterns over those from single units',
  },
  {
    text: 'With 8 units for 16 concepts, single units name 8; patterns name every concept whose pattern no other one has.',
    seeds: 10,
    measure(seed) {
      const { named: flags, distributed } = names(trained(seed, { units: 8, off: 0 }));
      const patterns = distributed.map(String);
      const alone = patterns.map((p) => patterns.filter((q) => q === p).length === 1);
      const rest = flags.distributed.filter((flag, i) => flag !== alone[i]).length;
      return rest + Math.abs(flags.local.filter(Boolean).length - 8);
    },
    holds: (wrong) => wrong === 0,
    figure: 'concepts for which it is not so',
  },
  {
    text: 'A score that ties with another names nothing: with all units off no concept is named.',
    seeds: 1,
    measure: () =>
      named([
        [0, 0],
        [0, 0],
      ]).filter(Boolean).length + trained(1, { off: 16 }).metrics.distributed,
    holds: (count) => count === 0,
    figure: 'concepts named',
  },
  {
    text: 'Prices that add up: from 24 objects of 64, units for shape, colour and size price the other 40 to within 5 %.',
    seeds: 10,
    measure: (seed) => trained(seed, { scene: 'prices' }).metrics.distributedError,
    holds: (error) => error < 0.05,
    figure: 'relative error on unseen objects',
  },
  {
    text: 'With a unit for each object every unseen object is given the price 0, the value its weight started from.',
    seeds: 10,
    measure(seed) {
      const { local } = prices(trained(seed, { scene: 'prices' })).unseen;
      return local.length === OBJECTS.length - 24
        ? Math.max(...local.map(([, output]) => Math.abs(output)))
        : 1;
    },
    holds: (price) => price === 0,
    figure: 'largest price given',
  },
  {
    text: 'A price that no part explains cannot be learned by shared units: with one of standard deviation 1 they miss the very prices they were shown, which single units repeat.',
    seeds: 10,
    measure(seed) {
      const { seen } = prices(trained(seed, { scene: 'prices', quirk: 1 }));
      const miss = (pairs: readonly (readonly [number, number])[]) =>
        Math.sqrt(pairs.reduce((sum, [y, output]) => sum + (y - output) ** 2, 0) / pairs.length);
      return miss(seen.local) < 0.1 ? miss(seen.distributed) : 0;
    },
    holds: (error) => error > 0.3,
    figure: 'root mean square error of shared units on prices shown (0 if single units miss theirs by 0.1)',
  },
]);
