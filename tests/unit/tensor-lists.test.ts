import { expect, it } from 'vitest';
import { deviation, norm, weighted } from '@/lib/problems/tensor-lists';
import { untilTooFar } from '@/lib/problems/until-too-far';
import { tf } from '@/lib/tf';

it('weighted sums list by list, norm and deviation are over all tensors', () => {
  tf.tidy(() => {
    const [a, b] = [
      [tf.tensor1d([3, 0]), tf.scalar(4)],
      [tf.tensor1d([1, 0]), tf.scalar(0)],
    ];
    expect(weighted([0.5, 2], [a, b]).map((t) => [...t.dataSync()])).toEqual([[3.5, 0], [2]]);
    expect([norm(a), deviation(a, a), deviation(a, b)]).toEqual([5, 0, Math.sqrt(20)]);
  });
});

it('an update that leads too far is taken back and the last one', () => {
  const [theta, before] = [tf.variable(tf.scalar(1)), tf.memory().numTensors];
  const { step, divergedAt } = untilTooFar([theta]);
  for (let t = 1; t <= 5; t++)
    step(t, () => {
      theta.assign(tf.mul(theta, 3));
      return (theta.dataSync()[0] as number) < 10;
    });
  expect([theta.dataSync()[0], divergedAt(), tf.memory().numTensors]).toEqual([9, 3, before]);
  theta.dispose();
});
