import model from '../models/step-limit.ts';
import { type AnyValues, defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);
const excess = (given: Partial<AnyValues>, seed: number, steps: number) =>
  run(seed, given, steps).metrics.excess ?? Number.POSITIVE_INFINITY;
/** Final over initial loss, both less the least. */
const ratio = (share: number, seed: number) => excess({ share }, seed, 100) / excess({ share }, seed, 0);

export default defineClaims([
  {
    text: 'From 1.2 the rule ends in the right valley, 0.6 above the left one’s floor; from −0.5, at the same rate, it ends at that floor.',
    seeds: 1,
    measure: () => excess({ scene: 'well' }, 1, 100) - excess({ scene: 'well', start: -0.5 }, 1, 100),
    holds: (difference) => Math.abs(difference - 0.6) < 0.005,
    figure: 'difference of the two final losses',
  },
  {
    text: 'Forty steps multiply the error along each direction by (1 − ηλ)⁴⁰, to within a thousandth.',
    seeds: 20,
    measure(seed) {
      const [before, after] = [run(seed, {}, 0), run(seed, {}, 40)];
      const exact = after.snapshot.axes.map(({ lambda }) => (1 - after.snapshot.rate * lambda) ** 40);
      const reached = (['steep', 'flat'] as const).map(
        (name) => (after.metrics[name] ?? Number.NaN) / (before.metrics[name] ?? Number.NaN),
      );
      return Math.max(...reached.map((factor, i) => Math.abs(factor / (exact[i] as number) - 1)));
    },
    holds: (error) => error < 1e-3,
    figure: 'relative deviation',
  },
  {
    text: 'At 0.95 of the limit the loss ends, after 100 steps, under a thousandth of its height at the start.',
    seeds: 20,
    measure: (seed) => ratio(0.95, seed),
    holds: (part) => part < 1e-3,
    figure: 'final loss over initial, both less the least',
  },
  {
    text: 'At 1.05 of the limit it climbs more than a thousandfold.',
    seeds: 20,
    measure: (seed) => ratio(1.05, seed),
    holds: (part) => part > 1e3,
    figure: 'final loss over initial, both less the least',
  },
  {
    text: 'At a quarter of the limit the error along the steepest direction is gone after 100 steps; what is left, more than a thousand times as much, lies along the flattest.',
    seeds: 20,
    measure: (seed) => {
      const { steep, flat } = run(seed, { share: 0.25 }).metrics;
      return (flat ?? 0) / Math.max(1e-7, steep ?? Number.POSITIVE_INFINITY);
    },
    holds: (times) => times > 1e3,
    figure: 'error along the flattest over error along the steepest direction',
  },
  {
    text: 'With x standardised and half the limiting rate, which is then η = 1, one step brings the loss to within a millionth of its least.',
    seeds: 20,
    measure: (seed) => excess({ standardise: true, share: 0.5 }, seed, 1),
    holds: (loss) => loss < 1e-6,
    figure: 'loss above the least after one step',
  },
]);
