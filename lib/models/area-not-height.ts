import { range } from 'd3-array';
import { bump } from '../data/bumps.ts';
import { BOHR, distance, inside, psiSquared, radial } from '../data/hydrogen.ts';
import { type Component, cumulative, density, fitMixture } from '../problems/mixture.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param } from '../sim/index.ts';
import { digits, mean } from '../sim/numbers.ts';

const STEPS = 300;
const FRESH = 2000;
const STRIP = 0.05;
const COLLAPSED = 5e-3;
const share = (x: readonly number[], from: number, to: number) =>
  x.filter((v) => v >= from && v <= to).length / x.length;

const inBumps = { scene: 'bumps' };
const params = {
  scene: param.choice({
    label: 'Density of',
    options: { bumps: 'Two bumps, learned', hydrogen: 'Hydrogen’s electron' },
    default: 'bumps',
  }),
  unit: param.choice({
    label: 'Unit of x',
    when: inBumps,
    options: { m: 'Metres', cm: 'Centimetres' },
    default: 'm',
    live: true,
  }),
  components: param.number({ label: 'Components K', when: inBumps, min: 1, max: 6, step: 1, default: 3 }),
  samples: param.number({
    label: 'Training samples',
    when: inBumps,
    min: 2,
    max: 1000,
    scale: 'log',
    default: 300,
  }),
  floor: param.number({
    label: 'Least σ allowed',
    unit: 'm',
    when: inBumps,
    min: 0,
    max: 0.2,
    step: 0.01,
    default: 0.05,
  }),
  from: param.number({ label: 'From', min: -3, max: 2, step: 0.05, default: -2, live: true, inView: true }),
  to: param.number({ label: 'To', min: -3, max: 2, step: 0.05, default: -1, live: true, inView: true }),
  radius: param.number({
    label: 'Radius',
    unit: 'Å',
    when: { scene: 'hydrogen' },
    min: 0.1,
    max: 3,
    step: 0.1,
    default: 0.5,
    live: true,
    inView: true,
  }),
};
type Values = ParamValues<typeof params>;

const differences = (v: readonly number[]) => v.slice(1).map((after, i) => after - (v[i] as number));

export default defineSimulation({
  params,
  metrics: {
    probability: { label: 'probability of the shaded part' },
    left: { label: 'share of fresh samples left of 0' },
    right: { label: 'share of fresh samples right of 0' },
    train: { label: 'mean log density of the training samples', unit: 'nats' },
    test: { label: 'mean log density of fresh samples', unit: 'nats' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 60 },
  init(initial, rng) {
    let values = initial;
    const { scene, components, samples, floor } = initial;
    const [forTraining, forTest] = [rng.fork('data'), rng.fork('fresh')];
    const training = range(samples).map(() => bump(forTraining));
    const fresh = range(FRESH).map(() => bump(forTest));
    const model = fitMixture(training, components, floor);
    const electron = rng.fork('distances');
    const distances: number[] = [];
    const hydrogen = scene === 'hydrogen';
    let step = 0;
    const measured = () => (hydrogen ? distances : fresh);
    /** The two ends of what is shaded, in order. */
    const ends = () =>
      hydrogen ? [0, values.radius] : [Math.min(values.from, values.to), Math.max(values.from, values.to)];
    const probability = () => {
      const [a = 0, b = 0] = ends();
      return hydrogen ? inside(b) : (differences(cumulative(model.mixture(), [a, b]))[0] ?? 0);
    };
    const meanLog = (x: readonly number[], mixture: readonly Component[]) =>
      mean(x.map((v) => Math.log(Math.max(density(v, mixture), 1e-300))));
    const narrowest = () => Math.min(...model.mixture().map(({ sigma }) => sigma));
    return {
      step() {
        step += 1;
        if (hydrogen) {
          for (let i = 0; i < 10; i++) distances.push(distance(electron));
          return 'running';
        }
        model.step();
        return narrowest() < COLLAPSED ? 'diverged' : 'running';
      },
      metrics: () =>
        hydrogen
          ? { probability: probability() }
          : {
              probability: probability(),
              left: share(fresh, Number.NEGATIVE_INFINITY, 0),
              right: share(fresh, 0, Number.POSITIVE_INFINITY),
              train: meanLog(training, model.mixture()),
              test: meanLog(fresh.slice(0, 300), model.mixture()),
            },
      snapshot() {
        const mixture = model.mixture();
        const per = !hydrogen && values.unit === 'cm' ? 100 : 1;
        const [low, high] = hydrogen ? [0, 3] : [-3, 2.1];
        const [a = 0, b = 0] = ends();
        const p = hydrogen ? radial : (x: number) => density(x, mixture);
        // With the means, so that no spike falls between two points of the grid.
        const grid = range(121).map((i) => low + ((high - low) * i) / 120);
        const peaks = hydrogen ? [BOHR] : mixture.map(({ mu }) => mu);
        const at = [...grid, ...peaks].sort((c, d) => c - d);
        const found = measured();
        const width = hydrogen ? 2 * STRIP : STRIP;
        const edges = range(Math.round((high - low) / width) + 1).map((i) => low + i * width);
        const strips = hydrogen
          ? edges
              .slice(1)
              .map(
                (edge) =>
                  distances.filter((r) => r >= edge - width && r < edge).length / Math.max(1, found.length),
              )
          : differences(
              cumulative(
                mixture,
                edges.map((edge) => Math.min(b, Math.max(a, edge))),
              ),
            );
        return {
          domain: [low * per, high * per],
          /** x in the chosen unit, and the density per that unit: p(x) |dx/dx′|. */
          curve: at.map((x): [number, number] => [digits(x * per, 4), digits(p(x) / per, 4)]),
          peak: digits(Math.max(...peaks.map(p)) / per, 4),
          counted: found.length ? digits(share(found, a, b), 4) : 0,
          measured: found.length,
          /** Strips of equal width: the shaded area; for hydrogen the distances measured so far. */
          strips: strips.map((mass) => digits(mass / width / per, 4)),
          samples: training.slice(0, 150).map((x) => digits(x * per, 4)),
          /** |ψ|² per Å³ at distances from the nucleus. */
          psi: hydrogen ? grid.map((r): [number, number] => [digits(r, 4), digits(psiSquared(r), 4)]) : [],
          narrowest: digits(narrowest() * per, 3),
          /** log p falls by log 100 with the unit 100 times smaller. */
          train: digits(meanLog(training, mixture) - Math.log(per), 5),
          test: digits(meanLog(fresh.slice(0, 300), mixture) - Math.log(per), 5),
        };
      },
      diagnosis(): Diagnosis<keyof Values> | null {
        if (hydrogen) return null;
        if (floor === 0 && narrowest() < 0.02) {
          const message = `A component has shrunk to σ = ${digits(narrowest(), 2)} m: it sits on one data point. The narrower, the higher the training likelihood, which has no maximum.${narrowest() < COLLAPSED ? ` Stopped at step ${step}.` : ''}`;
          return { step, message, param: 'floor', reset: 0.05, term: 'maximum-likelihood-estimation' };
        }
        if (samples < components) {
          const message = `${components} components start from ${samples} samples, so some start alike; alike, they get the same gradients and stay alike.`;
          return { step, message, param: 'samples', reset: 300 };
        }
        return null;
      },
      set(next) {
        values = next;
      },
      dispose: () => model.dispose(),
    };
  },
});
