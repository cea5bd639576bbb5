import { type Engine, type JobName, jobs } from './jobs.ts';

export const engines = ['ours', 'stock', 'convnet', 'loops'] as const;
export type Name = (typeof engines)[number];
/** Losses after the job's steps, and steps per second of CPU in each round. */
export type Result = Record<Name, { loss: number; rates: number[] } | null>;

/**
 * Trains each job on all engines by turns, in this thread: first the job's steps for the loss and to warm up, then
 * `rounds` stretches of `ms` milliseconds. `clock` tells milliseconds of CPU.
 */
export async function race(
  load: (name: Name) => Promise<Partial<Engine>>,
  names: JobName[],
  { rounds, ms, clock }: { rounds: number; ms: number; clock: () => number },
): Promise<Partial<Record<JobName, Result>>> {
  // Two of them stand on TensorFlow.js, which keeps its engine and kernels on the global object: each has its own there.
  const place = globalThis as { _tfengine?: unknown; _tfGlobals?: unknown };
  const loaded = {} as Record<Name, { engine: Partial<Engine>; enter(): void }>;
  for (const name of engines) {
    Object.assign(place, { _tfengine: undefined, _tfGlobals: undefined });
    const engine = await load(name);
    const { _tfengine, _tfGlobals } = place;
    loaded[name] = { engine, enter: () => Object.assign(place, { _tfengine, _tfGlobals }) };
  }
  const results: Partial<Record<JobName, Result>> = {};
  for (const job of names) {
    const runs = engines.map((name) => {
      const { engine, enter } = loaded[name];
      enter();
      const trainer = engine[job]?.();
      if (!trainer) return { name, trainer, loss: 0, rates: [] };
      let loss = 0;
      for (let i = 0; i < jobs[job].steps; i++) loss = trainer.step();
      return { name, trainer, loss, rates: [] as number[] };
    });
    for (let round = 0; round < rounds; round++)
      for (const { name, trainer, rates } of runs) {
        if (!trainer) continue;
        loaded[name].enter();
        const start = clock();
        let steps = 0;
        do {
          trainer.step();
          steps += 1;
        } while (clock() - start < ms);
        rates.push((1000 * steps) / (clock() - start));
      }
    results[job] = Object.fromEntries(
      runs.map(({ name, trainer, loss, rates }) => [name, trainer ? { loss, rates } : null]),
    ) as Result;
  }
  return results;
}
