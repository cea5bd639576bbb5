import { range } from 'd3-array';
import { oranges as fruits } from '../data/oranges.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { bytes, digits, known } from '../sim/numbers.ts';
import { adam, column, logisticLoss, matrix, owner, tf } from '../tf/index.ts';

const [TRAIN_SIZE, TEST_SIZE, SHOWN] = [2000, 4000, 400];
/** Cut-offs that are tried: 0, 1/200, …, 1. */
const GRID = 200;
/** Of these, every fourth stands in the curves. */
const EVERY = 4;

/** Answers of one kind: what is called positive and is (tp) or is not (fp), what is not called so and is (fn) or is not (tn). */
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}
/** 0/0 is undefined, not 0. */
const share = (part: number, of: number) => (of > 0 ? part / of : null);
export const precision = ({ tp, fp }: Counts) => share(tp, tp + fp);
export const recall = ({ tp, fn }: Counts) => share(tp, tp + fn);
export const f1 = ({ tp, fp, fn }: Counts) => share(2 * tp, 2 * tp + fp + fn);
export const accuracy = ({ tp, fp, fn, tn }: Counts) => share(tp + tn, tp + fp + fn + tn);
/** The same answers, with the other class as the positive one. */
export const swapped = ({ tp, fp, fn, tn }: Counts): Counts => ({ tp: tn, fp: fn, fn: fp, tn: tp });

/** The counts at each cut-off k/GRID: called an orange is what has at least that probability. */
export function countsByCut(probability: ArrayLike<number>, label: readonly number[]): Counts[] {
  const reaches = range(GRID + 2).map(() => [0, 0]);
  label.forEach((orange, i) => {
    const highest = reaches[Math.floor(GRID * (probability[i] as number))] as number[];
    highest[orange] = (highest[orange] as number) + 1;
  });
  const oranges = label.filter((orange) => orange).length;
  let [fp, tp] = [0, 0];
  const falling = reaches.reverse().map(([apples = 0, found = 0]) => {
    [fp, tp] = [fp + apples, tp + found];
    return { tp, fp, fn: oranges - tp, tn: label.length - oranges - fp };
  });
  return falling.reverse().slice(0, GRID + 1);
}

export default defineSimulation({
  params: {
    cut: param.number({
      label: 'Cut-off',
      help: 'A fruit is called an orange from this probability on.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
      live: true,
    }),
    positive: param.choice({
      label: 'Positive class',
      options: { orange: 'Orange', apple: 'Apple' },
      default: 'orange',
      live: true,
    }),
    oranges: param.number({ label: 'Share of oranges', min: 0, max: 0.5, step: 0.01, default: 0.1 }),
    distance: param.number({
      label: 'Distance of the clouds',
      help: 'In standard deviations of either kind. At 0 the two measurements tell nothing.',
      min: 0,
      max: 4,
      step: 0.1,
      default: 2,
    }),
  },
  metrics: {
    f1: { label: 'F1' },
    accuracy: { label: 'accuracy' },
    precision: { label: 'precision' },
    recall: { label: 'recall' },
    best: { label: 'best F1 of any cut-off' },
    bestCut: { label: 'its cut-off' },
    quarter: { label: 'F1 at cut-off 0.25' },
    half: { label: 'F1 at cut-off 0.5' },
  },
  schedule: { posterSteps: 150, maxSteps: 150, stepsPerSecond: 40 },

  init(initial, rng) {
    let { cut, positive } = initial;
    const { oranges, distance } = initial;
    const draw = (use: string, n: number) => fruits(rng.fork(use), n, oranges, distance);
    const [train, test] = [draw('training', TRAIN_SIZE), draw('test', TEST_SIZE)];
    const { own, layer, dispose } = owner();
    const [x, y, testX] = [own(matrix(train.x)), own(column(train.label)), own(matrix(test.x))];
    const logit = layer(tf.zeros([2, 1]));
    const optimizer = own(adam(logit.variables, 0.2));
    const predict = () => tf.tidy(() => tf.sigmoid(logit(testX)).dataSync());
    let [step, probability] = [0, predict()];
    let byCut = countsByCut(probability, test.label);

    const seen = (counts: Counts) => (positive === 'orange' ? counts : swapped(counts));
    const at = (cutOff: number) => seen(byCut[Math.round(GRID * cutOff)] as Counts);
    /** The first of the best cut-offs for F1. */
    function best() {
      const scores = byCut.map((counts) => f1(seen(counts)) ?? 0);
      const most = Math.max(...scores);
      return { f1: most, cut: scores.indexOf(most) / GRID };
    }
    const figures = (counts: Counts) => ({
      f1: f1(counts),
      accuracy: accuracy(counts),
      precision: precision(counts),
      recall: recall(counts),
    });

    return {
      step() {
        step += 1;
        optimizer.minimise(() => logisticLoss(logit(x), y));
        probability = predict();
        byCut = countsByCut(probability, test.label);
        return 'running';
      },
      metrics: () =>
        known({
          ...figures(at(cut)),
          best: best().f1,
          bestCut: best().cut,
          quarter: f1(at(0.25)),
          half: f1(at(0.5)),
        }),
      snapshot() {
        const drawn = byCut.filter((_, k) => k % EVERY === 0).map((counts) => figures(seen(counts)));
        const curve = (name: keyof ReturnType<typeof figures>) =>
          drawn.map((found) => (found[name] === null ? null : digits(found[name], 3)));
        const shown = range(SHOWN).map((i) => (i * TEST_SIZE) / SHOWN);
        return {
          /** At the cut-off, with oranges as the positive class, however the reader counts. */
          counts: { ...(byCut[Math.round(GRID * cut)] as Counts) },
          precision: curve('precision'),
          recall: curve('recall'),
          accuracy: curve('accuracy'),
          f1: curve('f1'),
          best: best(),
          /** Some test fruits in proportion, oranges first: their probability of being one, 0 to 255. */
          shown: bytes(shown.map((i) => probability[i] as number)),
          shownOranges: shown.filter((i) => test.label[i]).length,
        };
      },
      diagnosis(): Diagnosis<'oranges' | 'distance' | 'cut' | 'positive'> | null {
        const { tp, fp, fn } = at(cut);
        if (tp + fn === 0) {
          const message = `There is no ${positive} in the test, so its recall is 0 of 0: undefined, which is not 0.`;
          return { step, message, param: 'oranges', reset: 0.1 };
        }
        if (distance === 0) {
          const message =
            'The clouds coincide, and the measurements tell nothing. To call every fruit positive gives about as good an F1 as any cut-off can.';
          return { step, message, param: 'distance', reset: 2 };
        }
        if (tp + fp > 0) return null;
        const message = `At cut-off ${cut} nothing is called an ${positive}: its precision is 0 of 0, undefined, and its F1, by the counts, is 0.`;
        return { step, message, param: 'cut', reset: positive === 'orange' ? 0.1 : 0.9 };
      },
      set(next) {
        ({ cut, positive } = next);
      },
      dispose,
    };
  },
});
