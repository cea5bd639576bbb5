import { describe, expect, it } from 'vitest';
import {
  type AnySimulation,
  type AnyValues,
  createRng,
  defaults,
  type ParamSpecs,
  runTrial,
} from '@/lib/sim';
import { createTrial } from '@/lib/sim/trial';
import { tf } from '@/lib/tf';
import { modelIds } from './folders.ts';

const load = async (id: string): Promise<AnySimulation> =>
  (await import(`../../lib/models/${id}.ts`)).default;

/** Each parameter alone at each of its extremes, the others at their defaults; then all numbers at once. */
function extremes(specs: ParamSpecs): [string, AnyValues][] {
  const base = defaults(specs) as AnyValues;
  const numbers = Object.entries(specs).flatMap(([name, spec]) =>
    spec.kind === 'number' ? [{ name, ...spec }] : [],
  );
  const alone = Object.entries(specs).flatMap(([name, spec]): [string, AnyValues][] => {
    const values: AnyValues[string][] =
      spec.kind === 'number'
        ? [spec.min, spec.max]
        : spec.kind === 'choice'
          ? Object.keys(spec.options)
          : spec.kind === 'toggle'
            ? [true, false]
            : [
                spec.default.map(() => [0, 0] as const),
                spec.default.map(() => [spec.max, spec.min] as const),
              ];
    return values.map((value) => [`${name}=${JSON.stringify(value)}`, { ...base, [name]: value }]);
  });
  return [
    ...alone,
    ['all at min', { ...base, ...Object.fromEntries(numbers.map((n) => [n.name, n.min])) }],
    ['all at max', { ...base, ...Object.fromEntries(numbers.map((n) => [n.name, n.max])) }],
  ];
}

function nonFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (value === undefined) return [`${path} is undefined`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => nonFinite(inner, `${path}.${key}`));
}

describe.each(modelIds)('model %s', async (id) => {
  const model = await load(id);
  const { params, schedule, metrics } = model;
  /** A tenth of a run, so that the many settings tried below cost no more than a run or two. */
  const someSteps = Math.min(30, Math.max(5, Math.ceil(schedule.maxSteps / 10)), schedule.maxSteps);

  it('gives the same states for the same seed, to the last digit, and JSON keeps them', () => {
    const first = runTrial(model, {}, 7, someSteps);
    expect(runTrial(model, {}, 7, someSteps)).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('is not changed by looking at it', () => {
    const looked = model.init(defaults(params), createRng(3));
    const alone = model.init(defaults(params), createRng(3));
    for (let [i, status] = [0, 'running']; i < someSteps && status === 'running'; i++) {
      status = alone.step();
      looked.step();
      looked.snapshot();
      looked.snapshot();
      looked.metrics();
    }
    expect(looked.snapshot()).toEqual(alone.snapshot());
    looked.dispose();
    alone.dispose();
  });

  it('leaks no tensor, neither by a step nor after dispose', () => {
    const before = tf.memory().numTensors;
    const run = model.init(defaults(params), createRng(1));
    let status = run.step();
    run.snapshot();
    const started = tf.memory().numTensors;
    for (let i = 0; i < 10 && status === 'running'; i++) status = run.step();
    run.snapshot();
    run.metrics();
    expect(tf.memory().numTensors).toBe(started);
    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(extremes(params))('neither throws nor shows NaN at %s', (_, values) => {
    const state = runTrial(model, values, 2, someSteps);
    expect(nonFinite(state.snapshot, 'snapshot')).toEqual([]);
    expect(nonFinite(state.metrics, 'metrics')).toEqual([]);
    expect(nonFinite(state.history, 'history')).toEqual([]);
    if (state.status === 'diverged') expect(state.diagnosis?.message).toBeTruthy();
  });

  it('ends by maxSteps and opens within its budget of time and size', () => {
    expect(schedule.posterSteps).toBeLessThanOrEqual(schedule.maxSteps);
    const cpu = process.cpuUsage();
    const trial = createTrial(model, {}, 1);
    const taken = () => trial.state().step;
    while (taken() < schedule.posterSteps && trial.advance());
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1e6).toBeLessThan(10);
    expect(JSON.stringify(trial.state()).length).toBeLessThan(60_000);
    while (trial.advance());
    expect(taken()).toBeLessThanOrEqual(schedule.maxSteps);
    trial.dispose();
  });

  it('has metrics under the names it declares, and `set` for live parameters', () => {
    const run = model.init(defaults(params), createRng(1));
    if (schedule.maxSteps > 0) run.step();
    for (const name of Object.keys(run.metrics())) expect(Object.keys(metrics)).toContain(name);
    expect(Object.keys(run.metrics())).toContain(Object.keys(metrics)[0]);
    if (Object.values(params as ParamSpecs).some((spec) => spec.live)) expect(run.set).toBeTypeOf('function');
    run.dispose();
  });
});
