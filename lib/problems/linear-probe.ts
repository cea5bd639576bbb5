import { accuracy, adam, affine, gradients, softmaxCrossEntropy, tf } from '../tf/index.ts';

const UPDATES = 60;

/** Rows of inputs to rows of features. */
export type Encoder = (x: tf.Tensor2D) => tf.Tensor2D;
interface Labelled {
  n: number;
  /** n rows. */
  pixels: Float32Array;
  label: readonly number[];
}
const input = ({ n, pixels }: Labelled) => tf.tensor2d(pixels, [n, pixels.length / n]);

/**
 * Test accuracy of a softmax regression on features that are standardised and otherwise stay as they are: what can be read
 * off them linearly (Alain and Bengio 2016).
 */
export function linearProbe(encode: Encoder, train: Labelled, test: Labelled): number {
  const classes = 1 + Math.max(...train.label, ...test.label);
  return tf.tidy(() => {
    const h = encode(input(train));
    const { mean, variance } = tf.moments(h, 0);
    const standard: Encoder = (x) => tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-4)));
    const variables = [tf.variable(tf.zeros([h.shape[1], classes])), tf.variable(tf.zeros([classes]))];
    const [w, b] = variables as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D];
    const [x, labels] = [standard(h), tf.tensor1d([...train.label], 'int32')];
    const target = tf.oneHot(labels, classes) as tf.Tensor2D;
    const decay = () => tf.mul(1e-3, tf.sum(tf.square(w)));
    const loss = () => tf.add<tf.Scalar>(softmaxCrossEntropy(affine(x, w, b), target), decay());
    const optimizer = adam(variables, 0.1);
    for (let i = 0; i < UPDATES; i++) tf.tidy(() => optimizer.apply(gradients(loss, variables).gradients));
    const logits = affine(standard(encode(input(test))), w, b);
    const share = accuracy(logits, tf.tensor1d([...test.label], 'int32'));
    optimizer.dispose();
    tf.dispose(variables);
    return Number(share.toFixed(4));
  });
}
