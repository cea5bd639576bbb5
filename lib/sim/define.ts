import type { ParamSpecs, ParamValues } from './params.ts';
import type { Rng } from './rng.ts';
import type { MetricSpec, Plain, Simulation } from './types.ts';

/** Infers every type of a simulation from its parts. */
export function defineSimulation<
  const Specs extends ParamSpecs,
  Snapshot extends Plain,
  Metric extends string,
>(simulation: Simulation<Specs, Snapshot, Metric>) {
  return simulation;
}

/** A demo with no time axis: every parameter is live and the snapshot is a function of them. */
export function defineFormula<
  const Specs extends ParamSpecs,
  Snapshot extends Plain,
  Metric extends string,
>(formula: {
  params: Specs;
  metrics: Record<Metric, MetricSpec>;
  compute(
    values: ParamValues<Specs>,
    rng: Rng,
  ): { snapshot: Snapshot; metrics: Partial<Record<Metric, number>> };
}): Simulation<Specs, Snapshot, Metric> {
  return {
    params: Object.fromEntries(
      Object.entries(formula.params).map(([name, spec]) => [name, { ...spec, live: true }]),
    ) as unknown as Specs,
    metrics: formula.metrics,
    schedule: { posterSteps: 0, maxSteps: 0, stepsPerSecond: 1 },
    init(initial, rng) {
      let result = formula.compute(initial, rng);
      return {
        step: () => 'done',
        snapshot: () => result.snapshot,
        metrics: () => result.metrics,
        set: (values) => {
          result = formula.compute(values, rng);
        },
        dispose: () => {},
      };
    },
  };
}
