import type { AnyValues } from '../sim/params.ts';
import type { Plan, RunnerState } from '../sim/runner.ts';
import type { Reply, Request, RunRequest } from './messages.ts';

export interface RunHandlers {
  onState(state: RunnerState): void;
  /** The run is lost: its model threw, or the worker could not be started or has died. */
  onFailure(message: string): void;
}

type Command = { [R in RunRequest as R['type']]: Omit<R, 'run'> }[Exclude<
  RunRequest['type'],
  'start' | 'stop'
>];

export interface RemoteRun {
  send(command: Command): void;
  stop(): void;
  /** Ends the worker, which no longer answers; its other runs are told. */
  kill(): void;
}

export interface WorkerClient {
  /** Has the worker load a model that the reader is about to run. */
  prepare(demo: string): void;
  start(
    demo: string,
    settings: { values: AnyValues; seed: number; plan: Plan },
    handlers: RunHandlers,
  ): RemoteRun;
}

/** Speaks to one worker, made at the first run and again after it has failed. */
export function createWorkerClient(createWorker: () => Worker): WorkerClient {
  const handlers = new Map<number, RunHandlers>();
  let worker: Worker | null = null;
  let runs = 0;

  function disconnect() {
    worker?.terminate();
    worker = null;
  }

  function failAll(message: string) {
    disconnect();
    const lost = [...handlers.values()];
    handlers.clear();
    for (const run of lost) run.onFailure(message);
  }

  function connect(): Worker {
    if (worker) return worker;
    const fresh = createWorker();
    fresh.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
      const run = handlers.get(reply.run);
      if (reply.type === 'state') run?.onState(reply.state);
      else {
        handlers.delete(reply.run);
        // A fresh worker for the next try: this one may remember a script that failed to load.
        if (handlers.size === 0) disconnect();
        run?.onFailure(reply.message);
      }
    };
    fresh.onerror = (event) => {
      event.preventDefault();
      failAll(event.message || 'its program could not be loaded');
    };
    fresh.onmessageerror = () => failAll('a message from it could not be read');
    worker = fresh;
    return fresh;
  }

  return {
    prepare(demo) {
      try {
        connect().postMessage({ type: 'prepare', demo } satisfies Request);
      } catch {
        // Told when a run starts, which meets the same obstacle.
      }
    },
    start(demo, settings, given) {
      const run = ++runs;
      handlers.set(run, given);
      const post = (request: RunRequest) => {
        try {
          if (handlers.has(run)) connect().postMessage(request);
        } catch (error) {
          failAll(error instanceof Error ? error.message : String(error));
        }
      };
      post({ run, type: 'start', demo, ...settings });
      return {
        send: (command) => post({ ...command, run } as RunRequest),
        stop() {
          post({ run, type: 'stop' });
          handlers.delete(run);
        },
        kill() {
          handlers.delete(run);
          failAll('another run was ended');
        },
      };
    },
  };
}

let shared: WorkerClient | null = null;

/** The page's one worker, for all its demos. */
export function sharedWorker(): WorkerClient {
  shared ??= createWorkerClient(
    () => new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'lexigrad' }),
  );
  return shared;
}
