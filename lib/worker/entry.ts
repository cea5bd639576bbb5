import { type Clock, createRunner, type Runner } from '../sim/runner.ts';
import type { AnySimulation } from '../sim/types.ts';
import type { Reply, Request, RunRequest } from './messages.ts';

const runners = new Map<number, Promise<Runner>>();
const reply = (message: Reply) => self.postMessage(message);

function fail(run: number, error: unknown) {
  reply({ run, type: 'failed', message: error instanceof Error ? error.message : String(error) });
}

/** Errors of a later tick end that run only. */
const clockOf = (run: number): Clock => ({
  now: () => performance.now(),
  later: (task, ms) =>
    setTimeout(() => {
      try {
        task();
      } catch (error) {
        fail(run, error);
      }
    }, ms),
});

const load = async (demo: string): Promise<AnySimulation> => (await import(`../models/${demo}.ts`)).default;

async function start({ run, demo, values, seed, plan }: RunRequest & { type: 'start' }): Promise<Runner> {
  return createRunner(await load(demo), { values, seed, plan }, clockOf(run), (state) =>
    reply({ run, type: 'state', state }),
  );
}

self.onmessage = async ({ data: request }: MessageEvent<Request>) => {
  // What fails here fails again, and is told, when the run starts.
  if (request.type === 'prepare') return load(request.demo).catch(() => {});
  try {
    if (request.type === 'start') runners.set(request.run, start(request));
    const runner = await runners.get(request.run);
    if (!runner) return;
    switch (request.type) {
      case 'play':
      case 'pause':
      case 'drawn':
        return runner[request.type]();
      case 'step':
        return runner.step(request.count);
      case 'set':
        return runner.set(request.values);
      case 'stop':
        runners.delete(request.run);
        return runner.dispose();
    }
  } catch (error) {
    runners.delete(request.run);
    fail(request.run, error);
  }
};
