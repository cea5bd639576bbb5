import { describe, expect, it } from 'vitest';
import race from '@/lib/models/optimizer-race';
import { type AnyValues, createRng, runTrial } from '@/lib/sim';
import { adam, batches, gradients, type Optimizer, sgd, tf } from '@/lib/tf';

interface Runner {
  trail: [number, number][];
  divergedAt: number | null;
}
const run = (values: AnyValues, steps = 300, seed = 1) => {
  const trial = runTrial(race, values, seed, steps);
  return {
    ...trial,
    ...(trial.snapshot as unknown as { runners: [Runner, Runner]; minimum: [number, number] }),
  };
};

describe('optimizer-race', () => {
  it.each(Object.keys(race.params.optimizerA.options))('is fair: two runners with %s stay alike', (name) => {
    const { metrics, runners } = run(
      { optimizerA: name, optimizerB: name, rateB: 0.15, batchA: '4', batchB: '4', unitScale: 1 },
      60,
    );
    expect(metrics.excessB).toBe(metrics.excessA);
    expect(runners[1]).toEqual(runners[0]);
  });

  it('follows the closed form of gradient descent: each axis shrinks by 1 − ηλ an update', () => {
    const { runners, minimum } = run({ rateA: 0.1, unitScale: 3 }, 5);
    runners[0].trail.forEach(([b, w], t) => {
      expect(b).toBeCloseTo(minimum[0] * (1 - (1 - 0.1) ** t), 3);
      expect(w).toBeCloseTo(minimum[1] * (1 - (1 - 0.1 * 9) ** t), 3);
    });
  });

  it('lets Adam’s first step be its learning rate along both axes', () => {
    expect(run({ rateB: 0.2, unitScale: 10 }, 1).runners[1].trail[1]).toEqual([0.2, 0.2]);
  });

  it('averages the hand-worked batch gradients (−1.5, −2) and (−15.5, −6) to (−8.5, −4)', () => {
    const [w, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const gradient = (x: number[], y: number[]) => {
      const loss = () =>
        tf.mul(tf.mean(tf.squaredDifference(tf.add(tf.mul(w, tf.tensor1d(x)), b), tf.tensor1d(y))), 0.5);
      return tf.tidy(() =>
        gradients(() => loss() as tf.Scalar, [w, b]).gradients.map((g) => g.dataSync()[0]),
      );
    };
    expect(gradient([0, 1], [1, 3])).toEqual([-1.5, -2]);
    expect(gradient([2, 3], [5, 7])).toEqual([-15.5, -6]);
    expect(gradient([0, 1, 2, 3], [1, 3, 5, 7])).toEqual([-8.5, -4]);
  });

  it('reads the same examples in the same order whatever the batch', () => {
    const first = (size: number) => {
      const rows = batches(createRng(1).fork('batches'), 256, size);
      return Array.from({ length: 512 / size }, () => rows.next().value).flat();
    };
    expect(first(16)).toEqual(first(1));
  });

  it('freezes a runner that diverges, names its rate, and lets the other go on', () => {
    const wild = { unitScale: 1, rateA: 3, batchA: '1', optimizerB: 'sgd', rateB: 0.1, batchB: '16' };
    const { status, runners, metrics, diagnosis } = run(wild);
    expect(status).toBe('done');
    expect(runners[0].divergedAt).toBe(6);
    expect(runners[0].trail).toHaveLength(6);
    expect(runners[1].trail).toHaveLength(301);
    expect(metrics.excessA).toBeUndefined();
    expect(diagnosis).toMatchObject({ step: 6, param: 'rateA', term: 'stochastic-gradient-descent' });
    expect(diagnosis?.message).toContain('1 + x²');
    const mended = run({ ...wild, rateA: diagnosis?.reset as number });
    expect(mended.diagnosis).toBeNull();
    expect(mended.metrics.excessA).toBeLessThan(0.5);
    expect(run({ ...wild, rateB: 3 }).status).toBe('diverged');
  });

  it('shows Adam walking to the worst point of Reddi’s convex losses 4x, −x, −x on [−1, 1]', () => {
    const late = (create: (x: tf.Variable) => Optimizer) => {
      const x = tf.variable(tf.scalar(0));
      const optimizer = create(x);
      const values = Array.from({ length: 3000 }, (_, t) =>
        tf.tidy(() => {
          optimizer.apply([tf.scalar(t % 3 === 0 ? 4 : -1)]);
          x.assign(tf.clipByValue(x, -1, 1));
          return x.dataSync()[0] as number;
        }),
      );
      return values.slice(-300).reduce((sum, v) => sum + v, 0) / 300;
    };
    expect(late((x) => adam([x], 0.05, { beta1: 0, beta2: 1 / 17 }))).toBeGreaterThan(0.9);
    expect(late((x) => sgd([x], 0.05))).toBeLessThan(-0.8);
  });
});
