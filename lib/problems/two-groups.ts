import { range } from 'd3-array';
import { people } from '../data/people.ts';
import type { Rng } from '../sim/index.ts';
import { each } from '../sim/numbers.ts';
import { column, evaluate, logisticLoss, matrix, owner, sgd, tf } from '../tf/index.ts';

/** Incomes may be told in so many €. */
export const UNITS = { euro: 1, thousand: 1000, million: 1e6 };
/** (x − mean) / sd along an axis. Over axis 0 these are the training set’s, `by`; over axis 1 each row’s own. */
function standardise(x: tf.Tensor2D, axis: 0 | 1, by = x): tf.Tensor2D {
  const { mean, variance } = tf.moments(axis === 0 ? by : x, axis, true);
  return tf.div(tf.sub(x, mean), tf.sqrt(variance));
}
const ways = {
  columns: (x: tf.Tensor2D, train: tf.Tensor2D) => standardise(x, 0, train),
  rows: (x: tf.Tensor2D) => standardise(x, 1),
  raw: (x: tf.Tensor2D) => tf.clone(x),
};
type Way = (typeof ways)['columns'];

/** Logistic regression z = xW + b from zero, all data at once. */
function regression(way: Way, train: tf.Tensor2D, test: tf.Tensor2D, rate: number) {
  const { own, layer, dispose } = owner();
  const label = (x: tf.Tensor2D) => column(range(x.shape[0]).map((i) => i % 2));
  const [x, y] = [own(tf.tidy(() => way(train, train))), own(label(train))];
  const [testX, testY] = [own(tf.tidy(() => way(test, train))), own(label(test))];
  const z = layer(tf.zeros([3, 1]));
  const optimizer = sgd(z.variables, rate);
  const loss = () => logisticLoss(z(x), y);
  return {
    x,
    update: () => optimizer.minimise(loss),
    loss: () => evaluate(loss),
    accuracy: () =>
      evaluate(() =>
        tf.mean(tf.cast(tf.equal(tf.cast(tf.greater(z(testX), 0), 'float32'), testY), 'float32')),
      ),
    dispose,
  };
}

/** Which of two groups people are of, by their height, income and age, learned in three ways from the same people. */
export function regressions(rng: Rng, unit: keyof typeof UNITS, rate: number) {
  const { own, dispose } = owner();
  const draw = (name: string, n: number) => own(matrix(people(rng.fork(name), n, UNITS[unit])));
  const [train, test] = [draw('data', 120), draw('test', 400)];
  return { runs: each(ways, (way) => own(regression(way, train, test, rate))), dispose };
}
