import { count, queries, texts, words } from '../data/documents.ts';
import { drawRatings } from '../data/ratings.ts';
import { type Diagnosis, defineSimulation, type Point, param, type Rng } from '../sim/index.ts';
import { dot, round } from '../sim/numbers.ts';
import { adam, gradients, normal, owner, tf } from '../tf/index.ts';

type Vector = readonly number[];
type Scores = readonly (number | null)[];
type Measures = { cosine: (number | null)[]; dot: number[]; distance: number[] };

const norm = (a: Vector) => Math.sqrt(dot(a, a));
const scale = (k: number, a: Vector) => a.map((x) => k * x);

/** cos θ = a·b / (‖a‖ ‖b‖), from −1 to 1; null where a vector has length zero and so no direction. */
export function cosine(a: Vector, b: Vector): number | null {
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? null : Math.min(1, Math.max(-1, dot(a, b) / lengths));
}
/** ‖a − b‖ */
export const distance = (a: Vector, b: Vector) => norm(a.map((x, i) => x - (b[i] as number)));

const measure = (pairs: readonly (readonly [Vector, Vector])[]): Measures => ({
  cosine: pairs.map(([a, b]) => cosine(a, b)),
  dot: pairs.map(([a, b]) => dot(a, b)),
  distance: pairs.map(([a, b]) => distance(a, b)),
});

/** Arrow b against itself `stretch` times as long, both compared with arrow a. */
function compareArrows(arrows: readonly Point[], stretch: number) {
  const [a, b] = arrows as [Point, Point];
  return { scene: 'arrows', before: measure([[a, b]]), now: measure([[a, scale(stretch, b)]]) } as const;
}

/** Places from 1, equal scores sharing one; `best` is 1 if the highest score wins, −1 if the lowest does. */
const rank = (scores: Scores, best: 1 | -1) =>
  scores.map((s) => (s === null ? null : 1 + scores.filter((o) => o !== null && best * (o - s) > 0).length));

/** The query against six documents, of which the first is pasted `copies` times over. */
function compareDocuments(query: keyof typeof queries, copies: number) {
  const asked = count(queries[query]);
  const compare = (times: number) => {
    const counts = Object.values(texts).map((text, i) => scale(i === 0 ? times : 1, count(text)));
    const measures = measure(counts.map((document) => [asked, document]));
    const places = {
      cosine: rank(measures.cosine, 1),
      dot: rank(measures.dot, 1),
      distance: rank(measures.distance, -1),
    };
    return { ...measures, counts, places };
  };
  const [before, now] = [compare(1), compare(copies)];
  return { scene: 'documents', before, now, asked, words, names: Object.keys(texts) } as const;
}

/** R ≈ U Vᵀ with U [16, 2] and V [8, 2], by Adam on the mean squared error, without a regulariser. */
function createRecommender(rng: Rng) {
  const { own, variable, dispose } = owner();
  const ratings = own(tf.tensor2d(drawRatings(rng.fork('data'))));
  const weights = rng.fork('weights');
  const factors = [variable(normal(weights, [16, 2], 0.5)), variable(normal(weights, [8, 2], 0.5))] as const;
  const optimizer = own(adam(factors, 0.05));
  const error = () => tf.mean(tf.squaredDifference(ratings, tf.matMul(...factors, false, true))) as tf.Scalar;
  return {
    /** One update; the error before it. */
    step: () =>
      tf.tidy(() => {
        const { loss, gradients: g } = gradients(error, factors);
        optimizer.apply(g);
        return loss.dataSync()[0] as number;
      }),
    factors: () => factors.map((factor) => factor.arraySync()) as [u: number[][], v: number[][]],
    dispose,
  };
}

/**
 * U → U D⁻¹, V → V D with D = diag(1, c) (Steck et al. 2024): U Vᵀ stays as it is, while the angles
 * between the rows of V change. Dot products are of users and items, cosines and distances of items and items.
 */
function compareItems([u, v]: [number[][], number[][]], c: number) {
  const compare = (factor: number): Measures => {
    const stretchAxis = (rows: number[][], by: number) => rows.map(([x = 0, y = 0]) => [x, by * y]);
    const items = stretchAxis(v, factor);
    const withItems = (rows: Vector[]) => measure(rows.flatMap((a) => items.map((b) => [a, b] as const)));
    return { ...withItems(items), dot: withItems(stretchAxis(u, 1 / factor)).dot };
  };
  return { scene: 'recommender', before: compare(1), now: compare(c) } as const;
}

/** The largest change; what is only 64-bit rounding counts as none. null where a value is undefined. */
function largestChange(before: Scores, now: Scores): number | null {
  if ([...before, ...now].includes(null)) return null;
  return round(Math.max(...now.map((x, i) => Math.abs(Number(x) - Number(before[i])))), 12);
}

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Compare',
      options: { arrows: 'Two arrows', documents: 'Documents', recommender: 'Learned vectors' },
      default: 'arrows',
    }),
    arrows: param.points({
      label: 'Arrows',
      min: -3,
      max: 3,
      default: [
        [2.4, 0.6],
        [1, 1.3],
      ],
      live: true,
    }),
    stretch: param.number({
      label: 'Stretch b',
      when: { scene: 'arrows' },
      min: 0,
      max: 2,
      step: 0.25,
      default: 1,
      unit: '×',
      live: true,
    }),
    query: param.choice({
      label: 'Query',
      when: { scene: 'documents' },
      options: { sea: 'Rain at sea', bread: 'Bread and salt', none: 'No words' },
      default: 'sea',
      live: true,
    }),
    copies: param.number({
      label: 'Copies of Picnic',
      when: { scene: 'documents' },
      min: 1,
      max: 5,
      step: 1,
      default: 1,
      live: true,
    }),
    c: param.number({
      label: 'Rescale axis 2',
      when: { scene: 'recommender' },
      help: 'Multiplies the axis for the items and divides it for the users.',
      min: 0.125,
      max: 8,
      scale: 'log',
      default: 1,
      unit: '×',
      live: true,
    }),
  },
  metrics: {
    cosineChange: { label: 'change of cosine' },
    dotChange: { label: 'change of dot product' },
    distanceChange: { label: 'change of distance' },
    error: { label: 'mean squared error' },
  },
  schedule: { posterSteps: 400, maxSteps: 400, stepsPerSecond: 100 },
  init(initial, rng) {
    let values = initial;
    let error: number | null = null;
    const recommender = initial.scene === 'recommender' ? createRecommender(rng) : null;
    const snapshot = () => {
      if (recommender) return compareItems(recommender.factors(), values.c);
      if (values.scene === 'documents') return compareDocuments(values.query, values.copies);
      return compareArrows(values.arrows, values.stretch);
    };
    return {
      step() {
        if (!recommender) return 'done';
        error = recommender.step();
        return 'running';
      },
      snapshot,
      metrics() {
        const { before, now } = snapshot();
        const known = Object.entries({
          cosineChange: largestChange(before.cosine, now.cosine),
          dotChange: largestChange(before.dot, now.dot),
          distanceChange: largestChange(before.distance, now.distance),
          error,
        }).filter((entry): entry is [string, number] => entry[1] !== null);
        return Object.fromEntries(known);
      },
      diagnosis(): Diagnosis<'stretch' | 'query'> | null {
        const { scene, now } = snapshot();
        if (!now.cosine.includes(null)) return null;
        const because = 'has no direction, so the cosine is undefined.';
        if (scene === 'documents') {
          return { step: 0, message: `A query without words ${because}`, param: 'query', reset: 'sea' };
        }
        const fault = { step: 0, message: `An arrow of length zero ${because}` };
        return values.stretch === 0 ? { ...fault, param: 'stretch', reset: 1 } : fault;
      },
      set(next) {
        values = next;
      },
      dispose: () => recommender?.dispose(),
    };
  },
});
