import { range } from 'd3-array';
import { noisyLine } from '../data/line.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param, type Rng } from '../sim/index.ts';
import { digits, mean } from '../sim/numbers.ts';
import {
  adagrad,
  affine,
  column,
  gradients,
  meanSquaredError,
  type Optimizer,
  owner,
  permutation,
  sgd,
  tf,
} from '../tf/index.ts';

const EXAMPLES = 512;
const BATCH = 16;
const TICKS = 60;
const TOO_LARGE = 1e6;
/** Pushes of the slowest worker that the picture goes back. */
const SHOWN = 4;

const params = {
  workers: param.number({ label: 'Workers K', min: 1, max: 16, step: 1, default: 8 }),
  learningRate: param.number({ label: 'Learning rate η', min: 0.01, max: 2, scale: 'log', default: 0.1 }),
  every: param.number({
    label: 'Batches per push and fetch',
    help: 'In between, a worker follows its own gradients.',
    min: 1,
    max: 10,
    step: 1,
    default: 1,
  }),
  slow: param.number({
    label: 'Worker 1’s time a batch',
    help: 'All others take one tick.',
    min: 1,
    max: 5,
    step: 1,
    default: 1,
    unit: 'ticks',
  }),
  server: param.choice({
    label: 'The server updates by',
    options: { sgd: 'SGD', adagrad: 'Adagrad' },
    default: 'sgd',
  }),
};
type Values = ParamValues<typeof params>;

/** The largest stable ηλ of x ← x − ηλ x′, where x′ is x as it was τ updates ago. */
export const limit = (delay: number) => 2 * Math.sin(Math.PI / (2 * (2 * delay + 1)));

/** Batches of a shard, with replacement. */
const sampler = (rng: Rng, shard: readonly number[]) => () =>
  range(BATCH).map(() => shard[rng.int(shard.length)] as number);

/** The loss ½ mean (wx + b − y)² of a line; x is standardised, so its curvature λ is 1 in every direction. */
function task(rng: Rng) {
  const { x, y, best } = noisyLine(rng, EXAMPLES);
  return {
    loss(rows: readonly number[], [w, b]: readonly tf.Tensor[]) {
      const told = column(rows.map((i) => x[i] as number));
      const output = affine(told, w as tf.Tensor2D, b as tf.Tensor1D);
      return tf.div(meanSquaredError(output, column(rows.map((i) => y[i] as number))), 2) as tf.Scalar;
    },
    /** Loss over all examples, less the least there is. */
    excess: ([w, b]: readonly tf.Tensor[]) =>
      (((w?.dataSync()[0] as number) - best.w) ** 2 + ((b?.dataSync()[0] as number) - best.b) ** 2) / 2,
  };
}

const RULES: Record<Values['server'], (theta: tf.Variable[], rate: number) => Optimizer> = { sgd, adagrad };

/** Parameters that gradients are sent to, and how often that has happened. */
function createServer({ server, learningRate }: Pick<Values, 'server' | 'learningRate'>) {
  const { own, variable, dispose } = owner();
  const theta = [variable(tf.zeros([1, 1])), variable(tf.zeros([1]))];
  const optimizer = own(RULES[server](theta, learningRate));
  let version = 0;
  return {
    theta,
    version: () => version,
    apply(g: readonly tf.Tensor[]) {
      optimizer.apply(g);
      version += 1;
    },
    dispose,
  };
}
type Server = ReturnType<typeof createServer>;

/** One model replica (Dean et al. 2012, appendix): fetch, compute, descend locally, push what has accrued. */
function createWorker(
  server: Server,
  gradient: (theta: tf.Variable[]) => tf.Tensor[],
  { every, learningRate }: Values,
) {
  const { variable, dispose } = owner();
  const copies = server.theta.map((v) => variable(v.clone()));
  const accrued = server.theta.map((v) => variable(tf.zerosLike(v)));
  let fetched = 0;
  let batches = 0;
  return {
    /** Finishes a batch. Returns the age of what was pushed: by how many updates the server had moved on. */
    finish(): number | null {
      tf.tidy(() => {
        for (const [i, g] of gradient(copies).entries()) {
          accrued[i]?.assign(tf.add(accrued[i], g));
          copies[i]?.assign(tf.sub(copies[i], tf.mul(g, learningRate)));
        }
      });
      batches += 1;
      if (batches % every > 0) return null;
      const age = server.version() - fetched;
      server.apply(accrued);
      for (const [i, v] of server.theta.entries()) {
        copies[i]?.assign(v);
        tf.tidy(() => accrued[i]?.assign(tf.zerosLike(v)));
      }
      fetched = server.version();
      return age;
    },
    dispose,
  };
}

export default defineSimulation({
  params,
  metrics: {
    excess: { label: 'loss of the asynchronous workers above the least' },
    sync: { label: 'loss of waiting workers above the least' },
    single: { label: 'loss of one worker above the least' },
    age: { label: 'mean age of a gradient', unit: 'updates' },
  },
  schedule: { posterSteps: TICKS, maxSteps: TICKS, stepsPerSecond: 12 },
  init(values, rng) {
    const { workers: K, slow, learningRate, every } = values;
    const { loss, excess } = task(rng.fork('data'));
    const order = permutation(rng.fork('shards'), EXAMPLES);
    const shard = (k: number) => order.filter((_, i) => i % K === k);
    const gradientOf = (next: () => number[]) => (theta: tf.Variable[]) =>
      gradients(() => loss(next(), theta), theta).gradients;
    const draws = (k: number) => gradientOf(sampler(rng.fork(`batches ${k}`), shard(k)));
    const { own, dispose } = owner();
    const serve = () => own(createServer(values));
    const servers = { async: serve(), sync: serve(), single: serve() };
    const workers = range(K).map((k) => own(createWorker(servers.async, draws(k), values)));
    const waiting = range(K).map(draws);
    const alone = gradientOf(sampler(rng.fork('batches 0'), order));
    const ages: number[] = [];
    /** What each worker did last: from the tick at which it fetched to that of its push. */
    const spans = range(K).map((): { from: number; to: number; age: number }[] => []);
    let tick = 0;
    let divergedAt: number | null = null;
    const start = excess(servers.async.theta);
    const recent = () => (ages.length ? mean(ages.slice(-4 * K)) : 0);
    return {
      step() {
        for (const [k, worker] of workers.entries()) {
          // Workers finish one after the other within a tick.
          if (k === 0 && (tick + 1) % slow > 0) continue;
          const age = worker.finish();
          if (age === null) continue;
          const to = tick + (k + 1) / K;
          spans[k]?.push({ from: spans[k]?.at(-1)?.to ?? 0, to, age });
          ages.push(age);
        }
        tick += 1;
        tf.tidy(() => {
          servers.single.apply(alone(servers.single.theta));
          // A barrier: the mean of all gradients, when the slowest is there.
          if (tick % slow > 0) return;
          const all = waiting.map((gradient) => gradient(servers.sync.theta));
          servers.sync.apply(
            servers.sync.theta.map((_, i) => tf.div(tf.addN(all.map((g) => g[i] as tf.Tensor)), K)),
          );
        });
        if (excess(servers.async.theta) < TOO_LARGE) return 'running';
        divergedAt = tick;
        return 'diverged';
      },
      metrics: () => ({
        excess: excess(servers.async.theta),
        sync: excess(servers.sync.theta),
        single: excess(servers.single.theta),
        ...(ages.length > 0 && { age: recent() }),
      }),
      snapshot: () => ({
        updates: servers.async.version(),
        spans: spans.map((all) =>
          all
            .filter(({ to }) => to > tick - SHOWN * Math.max(every, slow))
            .map(({ from, to, age }) => ({ from: digits(from, 4), to: digits(to, 4), age })),
        ),
        age: digits(recent(), 3),
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        if (K === 1)
          return { step: tick, message: 'With one worker every gradient is fresh: nothing is asynchronous.' };
        if (!(excess(servers.async.theta) > start)) return null;
        const what = divergedAt === null ? 'The loss is above its start' : `Diverged at tick ${divergedAt}`;
        const sums = every > 1 ? ` and are sums of ${every}` : '';
        const message = `${what}: gradients arrive ${digits(recent(), 2)} updates late${sums}, and at η = ${learningRate} they go on pushing when the server has long passed the minimum.`;
        const tooMany = every > 1 && learningRate < 0.9 * limit(K - 1);
        return {
          step: tick,
          message,
          term: 'gradient-descent',
          ...(tooMany
            ? { param: 'every', reset: 1 }
            : { param: 'learningRate', reset: Math.max(0.01, digits((0.6 * limit(K - 1)) / every, 1)) }),
        };
      },
      dispose,
    };
  },
});
