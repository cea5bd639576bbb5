import { range, sum } from 'd3-array';
import { enrol, type Student } from '../data/students.ts';
import { type Diagnosis, defineSimulation, type ParamValues, param } from '../sim/index.ts';
import { digits } from '../sim/numbers.ts';
import { owner, sgd, tf } from '../tf/index.ts';

const STEPS = 200;
const SIDE = 33;
/** The map: slope w from −2 to 4, offset b from −3 to 3. */
const LOW = { w: -2, b: -3 };
const SPAN = 6;
const START = [-1, 2] as const;

const params = {
  students: param.number({ label: 'Students', min: 10, max: 1000, scale: 'log', default: 60 }),
  results: param.choice({
    label: 'Who passes',
    options: { chance: 'More hours, better chance', threshold: 'All above a threshold', all: 'Everyone' },
    default: 'chance',
  }),
  w: param.number({
    label: 'Your slope w',
    min: -2,
    max: 4,
    step: 0.05,
    default: 1,
    live: true,
    inView: true,
  }),
  b: param.number({
    label: 'Your offset b',
    min: -3,
    max: 3,
    step: 0.05,
    default: 1,
    live: true,
    inView: true,
  }),
};
type Values = ParamValues<typeof params>;

const softplus = (t: number) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
/** log p(y | x) with p(pass | x) = σ(z), z = wx + b: −softplus(−z) for a pass, −softplus(z) for a fail. */
export const term = ({ hours, passed }: Student, w: number, b: number) =>
  -softplus((passed ? -1 : 1) * (w * hours + b));
/** ℓ(w, b) = Σ log p(y | x). */
export const logLikelihood = (students: readonly Student[], w: number, b: number) =>
  sum(students, (student) => term(student, w, b));

/** Whether one threshold parts those who passed from those who failed. */
function separable(students: readonly Student[]): boolean {
  const hours = (passed: boolean) => students.filter((s) => s.passed === passed).map((s) => s.hours);
  const [pass, fail] = [hours(true), hours(false)];
  return Math.max(...fail) < Math.min(...pass) || Math.max(...pass) < Math.min(...fail);
}

/** Places (w, b) in rows [places, 2] to p(y | x) of each student [places, students]. `signed` has rows ±(x, 1), − for a fail. */
const logits = (places: tf.Tensor2D, signed: tf.Tensor2D): tf.Tensor =>
  tf.matMul(places, signed, false, true);
/** L = Π p(y | x), in float32. */
export const product = (z: tf.Tensor) => tf.prod(tf.sigmoid(z), 1);
/** ℓ = Σ log p(y | x). */
export const sumOfLogs = (z: tf.Tensor) => tf.neg(tf.sum(tf.softplus(tf.neg(z)), 1));

export default defineSimulation({
  params,
  metrics: {
    logLikelihood: { label: 'log-likelihood ℓ', unit: 'nats' },
    yours: { label: 'ℓ at your point', unit: 'nats' },
    onLog: { label: 'perplexity, climbing ℓ' },
    onProduct: { label: 'perplexity, climbing L' },
  },
  schedule: { posterSteps: STEPS, maxSteps: STEPS, stepsPerSecond: 40 },
  init(initial, rng) {
    let values = initial;
    const students = enrol(rng.fork('students'), initial.students, initial.results);
    const n = students.length;
    const { own, variable, dispose } = owner();
    const signed = own(
      tf.tensor2d(students.map(({ hours, passed }) => (passed ? [hours, 1] : [-hours, -1]))),
    );
    const centre = (low: number, i: number) => low + ((i + 0.5) / SIDE) * SPAN;
    // Row by row from the top, as pictures are.
    const places = range(SIDE ** 2).map((k): [number, number] => [
      centre(LOW.w, k % SIDE),
      centre(LOW.b, SIDE - 1 - Math.floor(k / SIDE)),
    ]);
    const maps = tf.tidy(() => {
      const z = logits(tf.tensor2d(places), signed);
      return { likelihood: [...product(z).dataSync()], log: [...sumOfLogs(z).dataSync()] };
    });
    const highest = Math.max(...maps.likelihood);
    const [low, high] = [Math.min(...maps.log), Math.max(...maps.log)];

    // Two climbers by gradient ascent, from one place and at the same rate 1: one on ℓ/N, one on L.
    const climber = (height: (z: tf.Tensor) => tf.Tensor) => {
      const theta = variable(tf.tensor2d([[...START]]));
      const optimizer = sgd([theta], 1);
      const loss = () => tf.neg(tf.sum(height(logits(theta, signed)))) as tf.Scalar;
      return {
        step: () => optimizer.minimise(loss),
        at: () => [...theta.dataSync()] as [number, number],
      };
    };
    const onLog = climber((z) => tf.div(sumOfLogs(z), n));
    // L as exp ℓ, whose gradient is L∇ℓ: the library has no gradient of a product.
    const onProduct = climber((z) => tf.exp(sumOfLogs(z)));
    const path = [onLog.at()];
    let step = 0;
    const perplexity = (at: [number, number]) => Math.exp(-logLikelihood(students, ...at) / n);
    return {
      step() {
        step += 1;
        onLog.step();
        onProduct.step();
        path.push(onLog.at());
        return 'running';
      },
      metrics: () => ({
        logLikelihood: logLikelihood(students, ...onLog.at()),
        yours: logLikelihood(students, values.w, values.b),
        onLog: perplexity(onLog.at()),
        onProduct: perplexity(onProduct.at()),
      }),
      snapshot: () => ({
        /** Pictures of the two maps: 128 stands for the least, 255 for the most of each. */
        likelihood: maps.likelihood.map((v) => 128 + Math.round(highest > 0 ? (127 * v) / highest : 0)),
        log: maps.log.map((v) => 128 + Math.round((127 * (v - low)) / (high - low))),
        /** The largest product on the map, in float32. */
        highest: digits(highest, 3),
        path: path.filter((_, i) => i < 20 || i % 10 === 0 || i === step).map((at) => digits(at, 4)),
        stuck: digits(onProduct.at(), 4),
        /** What each student adds to ℓ at the reader’s point; at most 150 are drawn. */
        terms: students.slice(0, 150).map((student) => ({
          hours: digits(student.hours, 4),
          passed: student.passed,
          term: digits(term(student, values.w, values.b), 4),
        })),
        perplexity: digits(Math.exp(-logLikelihood(students, values.w, values.b) / n), 4),
      }),
      diagnosis(): Diagnosis<keyof Values> | null {
        const passed = students.filter((s) => s.passed).length;
        if (passed === 0 || passed === n) {
          const message = `All ${n} have the same result, so ℓ has no maximum: it approaches 0 as the offset b grows, and the climber goes on and on.`;
          return {
            step,
            message,
            param: initial.results === 'all' ? 'results' : 'students',
            reset: initial.results === 'all' ? 'chance' : 60,
          };
        }
        if (separable(students)) {
          const message =
            'A threshold parts those who passed from those who failed, so ℓ has no maximum: it approaches 0 as the slope w grows in size, and the climber goes on and on.';
          return {
            step,
            message,
            param: initial.results === 'threshold' ? 'results' : 'students',
            reset: initial.results === 'threshold' ? 'chance' : 60,
          };
        }
        if (highest > 0) return null;
        const message = `The product of ${n} probabilities is below the smallest float32 number at every place of the map. L is 0 everywhere, without a slope to climb.`;
        return { step, message, param: 'students', reset: 60 };
      },
      set(next) {
        values = next;
      },
      dispose,
    };
  },
});
