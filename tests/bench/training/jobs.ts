import { createRng } from '../../../lib/sim/rng.ts';

/** One mini-batch: a flat input and a flat target for each example. */
export interface Batch {
  x: Float32Array[];
  y: Float32Array[];
}

/** A way to train the net of a job from its initial weights. */
export type Train = () => {
  /** One update by the next batch; the mean loss of that batch, before it. */
  step(): number;
};
export type Engine = Record<JobName, Train>;
export type JobName = keyof typeof jobs;

/** Steps after which losses are compared, and the rate; batches are taken in turn, over and over. */
interface Job {
  title: string;
  steps: number;
  rate: number;
  batches: Batch[];
  /** Matrices [in, out], filters [height, width, in, out], biases 0 and not listed, in the order of the layers. */
  weights: { shape: number[]; values: Float32Array }[];
}

function job(
  title: string,
  given: { steps: number; rate: number; batch: number; shapes: number[][] },
  example: (normal: () => number) => { x: number[]; y: number[] },
): Job {
  const rng = createRng(title);
  const normal = () => rng.normal();
  const batches = Array.from({ length: 20 }, () => {
    const examples = Array.from({ length: given.batch }, () => example(normal));
    return {
      x: examples.map(({ x }) => Float32Array.from(x)),
      y: examples.map(({ y }) => Float32Array.from(y)),
    };
  });
  const weights = given.shapes.map((shape) => {
    const [size, out] = [shape.reduce((a, b) => a * b, 1), shape.at(-1) as number];
    const scale = Math.sqrt(out / size);
    return { shape, values: Float32Array.from({ length: size }, () => scale * normal()) };
  });
  return { title, steps: given.steps, rate: given.rate, batches, weights };
}

/** A sign for points inside and outside a circle. */
const ring = (normal: () => number) => {
  const [a, b] = [normal(), normal()];
  return { x: [a, b], y: [a * a + b * b < 1.4 ? 1 : -1] };
};
/** Noise around one of ten patterns; the pattern as a one-hot code. */
const pattern = (pixels: number) => (normal: () => number) => {
  const kind = Math.abs(Math.round(normal() * 5)) % 10;
  return {
    x: Array.from({ length: pixels }, (_, i) => Math.sin((i * (kind + 1)) / 7) + normal()),
    y: Array.from({ length: 10 }, (_, i) => Number(i === kind)),
  };
};

export const LSTM = { steps: 20, inputs: 2, units: 16 };

/** The training jobs of our budget for speed. */
export const jobs = {
  J1: job(
    '2-4-2-1 tanh, SGD, batch 10',
    {
      steps: 1000,
      rate: 0.03,
      batch: 10,
      shapes: [
        [2, 4],
        [4, 2],
        [2, 1],
      ],
    },
    ring,
  ),
  J2: job(
    '2-8-8-1 tanh, Adam, batch 32',
    {
      steps: 500,
      rate: 0.01,
      batch: 32,
      shapes: [
        [2, 8],
        [8, 8],
        [8, 1],
      ],
    },
    ring,
  ),
  J3: job(
    '64-32-10 ReLU, momentum, batch 32',
    {
      steps: 300,
      rate: 0.01,
      batch: 32,
      shapes: [
        [64, 32],
        [32, 10],
      ],
    },
    pattern(64),
  ),
  J4: job(
    '12 × 12, conv 3 × 3 × 8, pool 2, conv 3 × 3 × 16, 10, Adam, batch 16',
    {
      steps: 60,
      rate: 0.003,
      batch: 16,
      shapes: [
        [3, 3, 1, 8],
        [3, 3, 8, 16],
        [144, 10],
      ],
    },
    pattern(144),
  ),
  J5: job(
    'LSTM 16, 20 steps, Adam, batch 16',
    {
      steps: 60,
      rate: 0.01,
      batch: 16,
      shapes: [
        [LSTM.inputs + LSTM.units, 4 * LSTM.units],
        [LSTM.units, 1],
      ],
    },
    (normal) => {
      const x = Array.from({ length: LSTM.steps * LSTM.inputs }, normal);
      return { x, y: [Math.tanh(x.reduce((a, b) => a + b, 0) / 4)] };
    },
  ),
};

/** The batches of a job without end. */
export function* endless(name: JobName): Generator<Batch, never> {
  for (;;) yield* jobs[name].batches;
}
export const MOMENTUM = 0.9;
