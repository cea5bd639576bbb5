import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { adam, glorotNormal, logisticLoss, normal, owner, tf } from '../tf/index.ts';

const STEPS = 80;
const [BATCH, LENGTH] = [32, 12];
/** The test: all streams of so many bits. */
const BITS = 8;
const CHANCE = 0.5;

/** A stream of bits a row, as −1 and 1. */
type Streams = readonly (readonly number[])[];
const drawn = (rng: Rng): Streams =>
  Array.from({ length: BATCH }, () => Array.from({ length: LENGTH }, () => 2 * rng.int(2) - 1));
const all: Streams = Array.from({ length: 2 ** BITS }, (_, n) =>
  Array.from({ length: BITS }, (_, t) => 2 * ((n >> t) & 1) - 1),
);

/** Whether a graph has a cycle: without one, the n-th power of its adjacency matrix is zero. */
export function hasCycle(adjacency: readonly (readonly number[])[]): boolean {
  const n = adjacency.length;
  let power = adjacency.map((row) => [...row]);
  for (let i = 1; i < n; i++)
    power = power.map((row) =>
      row.map((_, j) =>
        Math.min(
          1,
          row.reduce((sum, v, k) => sum + v * (adjacency[k]?.[j] as number), 0),
        ),
      ),
    );
  return power.flat().some((v) => v > 0);
}

/** hₜ = tanh(W[xₜ, …, xₜ₋ₖ₊₁] + b), with + Uhₜ₋₁ if looped, and ŷₜ = σ(v·hₜ + c). */
function createNet(rng: Rng, window: number, units: number, looped: boolean) {
  const { own, layer, variable, dispose } = owner();
  const [input, output] = [layer(glorotNormal(rng, window, units)), layer(glorotNormal(rng, units, 1))];
  const u = looped ? variable(normal(rng, [units, units], 1 / Math.sqrt(units)) as tf.Tensor2D) : null;
  const optimizer = own(adam([...input.variables, ...output.variables, ...(u ? [u] : [])], 0.01));
  /** The logit at each time, one column each: [streams, length]. */
  function logits(streams: Streams): tf.Tensor2D {
    let h: tf.Tensor2D | null = null;
    const columns = (streams[0] ?? []).map((_, t) => {
      const seen = streams.map((bits) => Array.from({ length: window }, (_, j) => bits[t - j] ?? 0));
      const z: tf.Tensor2D = input(tf.tensor2d(seen));
      h = tf.tanh(u && h ? tf.add(z, tf.matMul(h, u)) : z) as tf.Tensor2D;
      return output(h);
    });
    return tf.concat(columns, 1);
  }
  /** Cross-entropy of the bits of d steps before, wherever there is one. */
  function loss(streams: Streams, delay: number): tf.Scalar {
    const length = (streams[0] as number[]).length - delay;
    const given = tf.slice(logits(streams), [0, delay], [-1, length]);
    const wanted = tf.tensor2d(streams.map((bits) => bits.slice(0, length).map((bit) => Number(bit > 0))));
    return logisticLoss(given, wanted);
  }
  return {
    train: (streams: Streams, delay: number) => optimizer.minimise(() => loss(streams, delay)),
    answers: (streams: Streams) => tf.tidy(() => tf.sigmoid(logits(streams)).arraySync()),
    dispose,
  };
}

export default defineSimulation({
  params: {
    delay: param.number({ label: 'Repeat the bit of … steps ago', min: 0, max: 4, step: 1, default: 2 }),
    window: param.number({
      label: 'Bits that the net without a loop sees',
      help: 'The present bit and those just before it; the net with a loop sees one.',
      min: 1,
      max: 5,
      step: 1,
      default: 2,
    }),
    units: param.number({ label: 'Hidden units', min: 2, max: 32, step: 1, default: 8 }),
  },
  metrics: {
    forward: { label: 'right without a loop' },
    loop: { label: 'right with a loop' },
    chance: { label: 'right by coin toss' },
    forwardLoss: { label: 'loss without a loop' },
    loopLoss: { label: 'loss with a loop' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 16 },
  init({ delay, window, units }, rng) {
    const forward = createNet(rng.fork('weights'), window, units, false);
    const loop = createNet(rng.fork('weights'), 1, units, true);
    const streams = rng.fork('streams');
    // Two streams that differ in all but the last bits, which fill the window.
    const pasts = rng.fork('pasts');
    const one = Array.from({ length: BITS }, () => 2 * pasts.int(2) - 1);
    const other = one.map((bit, t) => (t < BITS - window ? -bit : bit));
    // Nodes: the inputs of the window, then the hidden layer and the output.
    const graph = (n: number, back: boolean) =>
      Array.from({ length: n + 2 }, (_, i) =>
        Array.from({ length: n + 2 }, (_, j) =>
          Number((i < n && j === n) || (i === n && j === n + 1) || (back && i === n && j === n)),
        ),
      );
    const right = (net: typeof forward) =>
      net.answers(all).filter((p, i) => (p.at(-1) as number) > 0.5 === (all[i]?.at(-1 - delay) as number) > 0)
        .length / all.length;
    const measure = () => ({ forward: right(forward), loop: right(loop) });
    let now = measure();
    let losses: { forwardLoss?: number; loopLoss?: number } = {};
    let step = 0;
    return {
      step() {
        step += 1;
        const batch = drawn(streams);
        losses = { forwardLoss: forward.train(batch, delay), loopLoss: loop.train(batch, delay) };
        now = measure();
        return 'running';
      },
      metrics: () => ({ ...now, chance: CHANCE, ...losses }),
      snapshot() {
        const pair = [one, other];
        const [noLoop, withLoop] = [forward.answers(pair), loop.answers(pair)];
        return {
          cycle: { forward: hasCycle(graph(window, false)), loop: hasCycle(graph(1, true)) },
          /** Two streams with the same last bits, what is wanted (null: before the stream began) and the answers. */
          pasts: pair.map((bits, i) => ({
            bits: bits.map((bit) => Number(bit > 0)),
            wanted: bits.map((_, t) => (t < delay ? null : Number((bits[t - delay] as number) > 0))),
            forward: (noLoop[i] as number[]).map((p) => Number(p.toFixed(2))),
            loop: (withLoop[i] as number[]).map((p) => Number(p.toFixed(2))),
          })),
          /** How far the last answers to the two streams are apart. */
          apart: {
            forward: Math.abs((noLoop[0]?.at(-1) as number) - (noLoop[1]?.at(-1) as number)),
            loop: Number(
              Math.abs((withLoop[0]?.at(-1) as number) - (withLoop[1]?.at(-1) as number)).toFixed(3),
            ),
          },
        };
      },
      diagnosis(): Diagnosis<'delay' | 'window' | 'units'> | null {
        // The default settings pose the page’s question: nothing is given away there.
        const posed = delay === 2 && window === 2 && units === 8;
        if (delay >= window && !posed) {
          const message = `The bit of ${delay} steps ago is not among the ${window === 1 ? 'one bit' : `${window} bits`} the net without a loop sees. The answer is not there: no training and no number of units can help, only a window of ${delay + 1}.`;
          return { step, message, param: 'window', reset: delay + 1 };
        }
        if (step === STEPS && now.loop < 0.99 && units < 8) {
          const message = `The loop must carry ${delay} earlier bits in ${units} units, and has not learnt to: with more units training usually gets there.`;
          return { step, message, param: 'units', reset: 8 };
        }
        return null;
      },
      dispose() {
        forward.dispose();
        loop.dispose();
      },
    };
  },
});
