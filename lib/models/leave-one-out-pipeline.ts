import { median, range } from 'd3-array';
import { CITIES, type House, houses, SQUARE_FEET } from '../data/raw-houses.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { deviation, known, mean, round } from '../sim/numbers.ts';
import { column, evaluate, matrix, meanSquaredError, owner, permutation, sgd, tf } from '../tf/index.ts';

const RATE = 0.1;
const [TRAINING_SHARE, SHOWN] = [0.7, 8];

const stages = {
  none: 'None',
  duplicates: 'Drop repeated rows',
  units: 'Convert square feet',
  blanks: 'Fill blank rooms',
  city: 'Encode the city one-hot',
  scale: 'Scale each column',
} as const;
export type Stage = keyof typeof stages;
const names = Object.keys(stages) as Stage[];

/** Square metres; null where the text is no area. */
export function parseArea(text: string, convert = true): number | null {
  const [, size, unit] = /^(\d+) (m²|sqft)$/.exec(text) ?? [];
  if (size === undefined) return null;
  return unit === 'sqft' && convert ? Number(size) / SQUARE_FEET : Number(size);
}

/** Lines of the file to rows of numbers, one stage left out. What is fitted is fitted on the training rows alone. */
export function pipeline(lines: readonly House[], order: (n: number) => readonly number[], without: Stage) {
  const does = (stage: Stage) => stage !== without;
  const readable = lines.filter(({ area }) => parseArea(area) !== null);
  const first = readable.filter(({ id }, i) => readable.findIndex((line) => line.id === id) === i);
  const kept = does('duplicates') ? first : readable;
  // Split before anything is fitted.
  const shuffled = order(kept.length).map((i) => kept[i] as House);
  const cut = Math.round(TRAINING_SHARE * shuffled.length);
  const filling = median(shuffled.slice(0, cut), ({ rooms }) => rooms) ?? 0;
  const rows = shuffled.map(({ area, rooms, city }) => [
    parseArea(area, does('units')) as number,
    rooms ?? (does('blanks') ? filling : Number.NaN),
    ...(does('city') ? CITIES.map((name) => Number(name === city)) : [CITIES.indexOf(city)]),
  ]);
  const columns = range(rows[0]?.length ?? 0).map((j) => rows.map((row) => row[j] as number));
  const fitted = columns.map((all): [mean: number, deviation: number] =>
    does('scale') ? [mean(all.slice(0, cut)), deviation(all.slice(0, cut)) || 1] : [0, 1],
  );
  const x = rows.map((row) => fitted.map(([m, d], j) => ((row[j] as number) - m) / d));
  return { shuffled, cut, filling, fitted, x };
}

/** Test rows that stand among the training rows as well. */
export function leaked({ shuffled, cut }: ReturnType<typeof pipeline>): number {
  const seen = new Set(shuffled.slice(0, cut).map(({ id }) => id));
  return shuffled.slice(cut).filter(({ id }) => seen.has(id)).length;
}

/** price / 100 ≈ xw + b, by full-batch gradient descent until the loss is no number. */
function learner(data: ReturnType<typeof pipeline>) {
  const { own, layer, dispose } = owner();
  const { x, shuffled, cut } = data;
  const part = (from: number, to?: number) => ({
    x: own(matrix(x.slice(from, to))),
    y: own(column(shuffled.slice(from, to).map(({ price }) => price / 100))),
  });
  const [training, test] = [part(0, cut), part(cut)];
  const linear = layer(tf.zeros([data.fitted.length, 1]));
  const optimizer = own(sgd(linear.variables, RATE));
  const loss = (on: typeof test) => meanSquaredError(linear(on.x), on.y);
  /** Root mean squared error in thousands; null once it is no number. */
  const measure = () => {
    const error = 100 * Math.sqrt(evaluate(() => loss(test)));
    return Number.isFinite(error) ? error : null;
  };
  const state = { data, error: measure(), died: null as number | null };
  return {
    state,
    step(t: number) {
      if (state.died !== null) return;
      if (!Number.isFinite(optimizer.minimise(() => loss(training)))) state.died = t;
      state.error = state.died === null ? measure() : null;
    },
    dispose,
  };
}

export default defineSimulation({
  params: {
    without: param.choice({
      label: 'Stage left out',
      help: 'All six pipelines run side by side. This picks the one whose rows are shown.',
      options: stages,
      default: 'units',
      live: true,
    }),
    squareFeet: param.number({
      label: 'Areas in square feet',
      help: 'Share of the lines, the others being in m².',
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0.15,
    }),
  },
  metrics: {
    none: { label: 'test error with every stage' },
    units: { label: 'test error, square feet not converted' },
    city: { label: 'test error, cities as 0, 1, 2' },
    duplicates: { label: 'test error, repeated rows kept' },
    blanks: { label: 'test error, blanks not filled' },
    scale: { label: 'test error, columns not scaled' },
  },
  schedule: { posterSteps: 200, maxSteps: 200, stepsPerSecond: 40 },

  init(values, rng) {
    let { without } = values;
    const lines = houses(rng.fork('houses'), values.squareFeet);
    const order = (n: number) => permutation(rng.fork('order'), n);
    const { own, dispose } = owner();
    const learners = names.map((stage) => own(learner(pipeline(lines, order, stage))));
    const of = (stage: Stage) => (learners[names.indexOf(stage)] as ReturnType<typeof learner>).state;
    let t = 0;
    return {
      step() {
        t += 1;
        for (const { step } of learners) step(t);
        return 'running';
      },
      metrics: () =>
        known(
          Object.fromEntries(names.map((name) => [name, of(name).error])) as Record<Stage, number | null>,
        ),
      snapshot() {
        const { data } = of(without);
        return {
          /** Lines of the file, rows for training and for the test. */
          sizes: [lines.length, data.cut, data.x.length - data.cut],
          leaked: leaked(data),
          unreadable: lines.flatMap(({ area }, i) => (parseArea(area) === null ? [i + 1] : [])),
          /** The first rows as they stand in the file and as the model gets them; null is NaN. */
          rows: data.shuffled.slice(0, SHOWN).map((house, i) => ({
            line: lines.indexOf(house) + 1,
            area: house.area,
            rooms: house.rooms,
            city: house.city,
            x: (data.x[i] as number[]).map((v) => (Number.isNaN(v) ? null : round(v, 2))),
          })),
        };
      },
      diagnosis(): Diagnosis<'without'> | null {
        const step = of(without).died;
        if (step === null) return null;
        const message =
          without === 'blanks'
            ? `A blank in column “rooms” is NaN, not a number. So is the loss at update ${step}, and every weight from then on.`
            : `Areas in the hundreds give gradients so long that at rate ${RATE} every step overshoots further: the loss overflows at update ${step}.`;
        return {
          step,
          message,
          param: 'without',
          reset: 'none',
          ...(without === 'scale' && { term: 'gradient-descent' }),
        };
      },
      set(next) {
        ({ without } = next);
      },
      dispose,
    };
  },
});
