import { describe, expect, it, vi } from 'vitest';
import { createWorkerClient } from '@/lib/worker/client';
import type { Reply, Request } from '@/lib/worker/messages';

function setUp() {
  const workers: { posted: Request[]; terminated: boolean; worker: Worker; reply(reply: Reply): void }[] = [];
  const client = createWorkerClient(() => {
    const record = {
      posted: [] as Request[],
      terminated: false,
      worker: {
        postMessage: (request: Request) => record.posted.push(request),
        terminate: () => {
          record.terminated = true;
        },
      } as unknown as Worker,
      reply: (data: Reply) => record.worker.onmessage?.({ data } as MessageEvent),
    };
    workers.push(record);
    return record.worker;
  });
  const handlers = { onState: vi.fn(), onFailure: vi.fn() };
  const start = () => client.start('demo', { values: {}, seed: 1, plan: 'wait' }, handlers);
  return { workers, handlers, start, prepare: () => client.prepare('demo') };
}
const state = { step: 1 } as never;

describe('worker client', () => {
  it('makes one worker, at the first run', () => {
    const { workers, start } = setUp();
    expect(workers).toHaveLength(0);
    start();
    start();
    expect(workers).toHaveLength(1);
    expect(workers[0]?.posted).toMatchObject([
      { run: 1, type: 'start' },
      { run: 2, type: 'start' },
    ]);
  });

  it('prepares in the worker that will run, and keeps a failure of that to itself', () => {
    const { workers, handlers, start, prepare } = setUp();
    prepare();
    expect(workers[0]?.posted).toEqual([{ type: 'prepare', demo: 'demo' }]);
    workers[0]?.worker.onerror?.({ preventDefault() {}, message: 'blocked' } as ErrorEvent);
    expect(handlers.onFailure).not.toHaveBeenCalled();
    start();
    expect(workers).toHaveLength(2);
    expect(workers[1]?.posted).toMatchObject([{ run: 1, type: 'start' }]);
  });

  it('drops replies of a run the page has left', () => {
    const { workers, handlers, start } = setUp();
    const run = start();
    workers[0]?.reply({ run: 1, type: 'state', state });
    run.stop();
    workers[0]?.reply({ run: 1, type: 'state', state });
    expect(handlers.onState).toHaveBeenCalledTimes(1);
    expect(workers[0]?.posted.at(-1)?.type).toBe('stop');
  });

  it('tells every run when the worker dies, and starts a new one for the next', () => {
    const { workers, handlers, start } = setUp();
    start();
    start();
    workers[0]?.worker.onerror?.({ message: 'gone', preventDefault: () => {} } as ErrorEvent);
    expect(handlers.onFailure.mock.calls).toEqual([['gone'], ['gone']]);
    expect(workers[0]?.terminated).toBe(true);
    start();
    expect(workers).toHaveLength(2);
  });

  it('keeps the worker for the others when one run fails', () => {
    const { workers, handlers, start } = setUp();
    start();
    start();
    workers[0]?.reply({ run: 1, type: 'failed', message: 'model threw' });
    expect(handlers.onFailure.mock.calls).toEqual([['model threw']]);
    expect(workers[0]?.terminated).toBe(false);
  });

  it('ends a worker that does not answer, and tells its other runs', () => {
    const { workers, handlers, start } = setUp();
    start();
    start().kill();
    expect(workers[0]?.terminated).toBe(true);
    expect(handlers.onFailure.mock.calls).toEqual([[expect.stringContaining('another run')]]);
  });
});
