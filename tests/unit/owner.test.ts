import { expect, it } from 'vitest';
import { adam, affine, evaluate, gradients, meanSquaredError, owner, sgd, tf } from '@/lib/tf';

it('a layer is xW + b, with zero biases unless some are given', () => {
  const { layer, dispose } = owner();
  const before = tf.memory().numTensors;
  const [plain, shifted] = [
    layer(tf.tensor2d([[1], [2]])),
    layer(tf.tensor2d([[1], [2]]), tf.tensor1d([10])),
  ];
  const at = (l: typeof plain) => tf.tidy(() => l(tf.tensor2d([[3, 4]])).arraySync());
  expect([at(plain), at(shifted)]).toEqual([[[11]], [[21]]]);
  expect(plain.variables).toEqual([plain.w, plain.b]);
  dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('frees whatever it owns: tensors, optimizers, nets', () => {
  const before = tf.memory().numTensors;
  const { own, variable, dispose } = owner();
  own(adam([variable(tf.zeros([2]))], 0.1));
  const net = owner();
  net.own(tf.zeros([3]));
  own(net);
  dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it('minimise takes one step by the gradient of the loss and tells the loss before it', () => {
  const { own, variable, dispose } = owner();
  const theta = variable(tf.scalar(3));
  const optimizer = own(sgd([theta], 0.25));
  const tensors = tf.memory().numTensors;
  // d/dθ θ² = 6, so θ becomes 3 − 0.25 · 6.
  expect(optimizer.minimise(() => tf.square(theta))).toBe(9);
  expect(evaluate(() => theta.clone())).toBe(1.5);
  expect(tf.memory().numTensors).toBe(tensors);
  dispose();
});

it('minimise is apply of the gradients', () => {
  const run = (step: (o: ReturnType<typeof adam>, loss: () => tf.Scalar, v: tf.Variable[]) => void) => {
    const { own, layer, dispose } = owner();
    const l = layer(tf.tensor2d([[0.5], [-0.3]]));
    const [x, y] = [
      own(
        tf.tensor2d([
          [1, 2],
          [3, -1],
        ]),
      ),
      own(tf.tensor2d([[1], [0]])),
    ];
    const optimizer = own(adam(l.variables, 0.1));
    for (let i = 0; i < 3; i++) step(optimizer, () => meanSquaredError(affine(x, l.w, l.b), y), l.variables);
    const end = [...l.w.dataSync(), ...l.b.dataSync()];
    dispose();
    return end;
  };
  expect(run((o, loss) => o.minimise(loss))).toEqual(
    run((o, loss, v) => tf.tidy(() => o.apply(gradients(loss, v).gradients))),
  );
});
