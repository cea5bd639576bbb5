import { describe, expect, it } from 'vitest';
import model, { cosine, distance } from '@/lib/models/angle-or-length';
import { createRng, defaults, runTrial } from '@/lib/sim';
import { tf } from '@/lib/tf';

const start = (given: object) => model.init({ ...defaults(model.params), ...given }, createRng(1));

describe('angle-or-length', () => {
  it('has the cosines worked by hand', () => {
    const a = [1, 2, 3];
    expect(cosine(a, [4, 5, 6])).toBeCloseTo(32 / Math.sqrt(14 * 77), 12);
    expect(cosine(a, [4, 5, 6])).toBeCloseTo(0.974632, 6);
    expect(cosine(a, [7, 14, 21])).toBeCloseTo(1, 12);
    expect(cosine(a, [-1, -2, -3])).toBeCloseTo(-1, 12);
    expect(cosine([1, 0], [0, 5])).toBe(0);
  });

  it('gives ‖a − b‖² = 2 − 2 cos θ for unit vectors', () => {
    const rng = createRng(1);
    for (let i = 0; i < 50; i++) {
      const [s, t] = [rng.uniform(), rng.uniform()].map((u) => 2 * Math.PI * u) as [number, number];
      const [a, b] = [s, t].map((angle) => [Math.cos(angle), Math.sin(angle)]) as [number[], number[]];
      expect(distance(a, b) ** 2).toBeCloseTo(2 - 2 * (cosine(a, b) as number), 12);
    }
  });

  it('breaks the triangle inequality with 1 − cos at 0°, 45° and 90°', () => {
    const apart = (a: number[], b: number[]) => 1 - (cosine(a, b) as number);
    expect(apart([1, 0], [0, 1])).toBeGreaterThan(apart([1, 0], [1, 1]) + apart([1, 1], [0, 1]));
  });

  it.each([
    ['stretch', { stretch: 0 }],
    ['query', { scene: 'documents', query: 'none' }],
  ])('calls the cosine of a zero vector undefined and blames %s', (name, given) => {
    const { snapshot, metrics, diagnosis } = runTrial(model, given, 1, 1);
    const { now } = snapshot as ReturnType<ReturnType<typeof start>['snapshot']>;
    expect(now.cosine.every((value) => value === null)).toBe(true);
    expect(metrics).not.toHaveProperty('cosineChange');
    expect(diagnosis?.message).toContain('no direction');
    expect(diagnosis?.param).toBe(name);
  });

  it('rescales a trained recommender in place, and frees it', () => {
    const before = tf.memory().numTensors;
    const run = start({ scene: 'recommender' });
    run.step();
    const held = tf.memory().numTensors;
    run.step();
    const { now } = run.snapshot();
    run.set?.({ ...defaults(model.params), scene: 'recommender', c: 4 });
    expect(run.snapshot().before).toEqual(now);
    expect(run.snapshot().now.dot).toEqual(now.dot);
    expect(run.snapshot().now.cosine).not.toEqual(now.cosine);
    expect(tf.memory().numTensors).toBe(held);
    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
