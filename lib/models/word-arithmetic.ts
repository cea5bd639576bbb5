import { sum } from 'd3-array';
import { wordPairs } from '../data/grams.ts';
import { analogies, household, names, type Person, vocabulary } from '../data/household.ts';
import { principal } from '../data/principal.ts';
import { type Diagnosis, defineSimulation, param } from '../sim/index.ts';
import { dot, round } from '../sim/numbers.ts';
import { adam, normal, owner, tf } from '../tf/index.ts';

const BATCH = 256;
const UPDATES = 300;
/** Updates of one step. */
const EACH = 3;
const V = vocabulary.length;

type Vector = readonly number[];
const cosine = (a: Vector, b: Vector) => dot(a, b) / Math.max(1e-12, Math.sqrt(dot(a, a) * dot(b, b)));

/**
 * Skip-gram with negative sampling (Mikolov et al. 2013), summed over counts: −Σ P log σ(S) − Σ N log σ(−S), where
 * S = VUᵀ has an entry for every word and context, P counts the real pairs and N the pairs with random contexts.
 */
export const negativeSampling = (s: tf.Tensor2D, real: tf.Tensor2D, random: tf.Tensor2D): tf.Scalar =>
  tf.add(tf.sum(tf.mul(real, tf.softplus(tf.neg(s)))), tf.sum(tf.mul(random, tf.softplus(s))));

/** All words by their cosine with v_b − v_a + v_c, the largest first. */
function solve(vectors: readonly Vector[], b: string, a: string, c: string) {
  const [vb, va, vc] = [b, a, c].map((word) => vectors[vocabulary.indexOf(word)]) as [Vector, Vector, Vector];
  const sum = vb.map((x, i) => x - (va[i] as number) + (vc[i] as number));
  const ranked = vocabulary
    .map((word, i) => ({ word, cosine: cosine(sum, vectors[i] as Vector), asked: [a, b, c].includes(word) }))
    .sort((one, other) => other.cosine - one.cosine);
  return { sum, ranked };
}

const options = Object.fromEntries(names.map((name) => [name, name])) as Record<Person, string>;
const menu = (label: string, word: Person) => param.choice({ label, options, default: word, live: true });

export default defineSimulation({
  params: {
    start: menu('Start with', 'king'),
    minus: menu('Take away', 'man'),
    plus: menu('Add', 'woman'),
    window: param.number({ label: 'Window, words each way', min: 1, max: 4, step: 1, default: 4 }),
    d: param.number({ label: 'Numbers a word', min: 2, max: 32, step: 1, default: 16 }),
    sentences: param.number({ label: 'Sentences', min: 60, max: 2000, default: 600, scale: 'log' }),
    k: param.number({ label: 'Random words a pair', min: 1, max: 15, step: 1, default: 5 }),
  },
  metrics: {
    usual: { label: 'analogies right, question words forbidden' },
    open: { label: 'analogies right, every word allowed' },
    loss: { label: 'loss of the last batch' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 20 },

  init({ d, window, k, sentences, ...initial }, rng) {
    let question = initial;
    const text = household(rng.fork('text'), Math.round(sentences));
    const pairs = wordPairs(text, window, vocabulary);
    const counts = vocabulary.map((word) => text.flat().filter((other) => other === word).length);
    // Random contexts are drawn by the counts to the power ¾, from their running sum.
    let total = 0;
    const upTo = counts.map((count) => {
      total += count ** 0.75;
      return total;
    });
    const { own, variable, dispose } = owner();
    const weights = rng.fork('weights');
    const table = () => variable(normal(weights, [V, d], 0.1) as tf.Tensor2D);
    const [words, contexts] = [table(), table()];
    const optimizer = own(adam([words, contexts], 0.05));
    const draws = rng.fork('batches');
    const chance = rng.fork('noise');
    const noise = () => {
      const at = chance.uniform() * total;
      return upTo.findIndex((sum) => at < sum);
    };
    let loss: number | null = null;
    let updates = 0;

    function update() {
      const [real, random] = [new Float32Array(V * V), new Float32Array(V * V)];
      const add = (to: Float32Array, word: number, context: number) => {
        to[word * V + context] = (to[word * V + context] as number) + 1 / BATCH;
      };
      for (let i = 0; i < BATCH; i++) {
        const [word, context] = pairs[draws.int(pairs.length)] as [number, number];
        add(real, word, context);
        for (let j = 0; j < k; j++) add(random, word, noise());
      }
      tf.tidy(() => {
        const [p, n] = [tf.tensor2d(real, [V, V]), tf.tensor2d(random, [V, V])];
        loss = optimizer.minimise(() => negativeSampling(tf.matMul(words, contexts, false, true), p, n));
      });
      updates += 1;
    }
    /** Share of the 72 analogies whose first answer is right. */
    function score() {
      const vectors = words.arraySync();
      const first = analogies.map(({ a, b, c, d }) => {
        const { ranked } = solve(vectors, b, a, c);
        return { usual: ranked.find(({ asked }) => !asked)?.word === d, open: ranked[0]?.word === d };
      });
      const share = (rule: 'usual' | 'open') => first.filter((answer) => answer[rule]).length / first.length;
      return { usual: share('usual'), open: share('open') };
    }
    let last = score();

    return {
      step() {
        for (let i = 0; i < EACH; i++) update();
        last = score();
        return 'running';
      },
      metrics: () => ({ ...last, ...(loss !== null && { loss }) }),
      snapshot() {
        const vectors = words.arraySync();
        const vectorOf = (name: string) => vectors[vocabulary.indexOf(name)] as number[];
        const { mean, directions, variances } = principal(names.map(vectorOf));
        const project = (v: Vector) =>
          directions.slice(0, 2).map((direction) => {
            // Directions have no sign of their own: king lies right of the middle and above it.
            const along = (u: Vector) => dot(u, direction) - dot(mean, direction);
            return (along(vectorOf('king')) < 0 ? -1 : 1) * along(v);
          }) as [number, number];
        const places = names.map((name) => project(vectorOf(name)));
        const { sum: answer, ranked } = solve(vectors, question.start, question.minus, question.plus);
        const scale = 1 / Math.max(1e-9, ...[...places, project(answer)].flat().map(Math.abs));
        const scaled = ([x, y]: [number, number]): [number, number] => [scale * x, scale * y];
        return {
          updates,
          /** The people in the plane of their two main directions, the widest coordinate being 1. */
          places: round(places.map(scaled), 3),
          sum: round(scaled(project(answer)), 3),
          /** Share of their spread that this plane shows. */
          shown: round(sum(variances.slice(0, 2)) / sum(variances), 3),
          /** The nearest words of the vocabulary, the question’s own among them. */
          answers: ranked.slice(0, 6).map((entry) => ({ ...entry, cosine: round(entry.cosine, 3) })),
          answer: ranked.find(({ asked }) => !asked)?.word ?? '',
          /** How often each person stood within the window of these words. */
          near: names.map((name) =>
            ['he', 'she', 'rules', 'plays', 'farm', 'crown'].map((context) => {
              const [w, c] = [vocabulary.indexOf(name), vocabulary.indexOf(context)];
              return pairs.filter(([word, other]) => word === w && other === c).length;
            }),
          ),
        };
      },
      diagnosis(): Diagnosis<'window' | 'd' | 'sentences'> | null {
        const step = updates / EACH;
        if (window < 3) {
          const message = `Within ${window === 1 ? 'one word' : 'two words'} of a name no place or thing ever stands, so a king has the same kinds of neighbours as a man: rank cannot be learned.`;
          return { step, message, param: 'window', reset: 4 };
        }
        if (sentences < 150) {
          const rarest = Math.min(...names.map((name) => counts[vocabulary.indexOf(name)] as number));
          const message = `Too little text: one of the people stands in ${rarest} of ${text.length} sentences. Another seed gives another score.`;
          return { step, message, param: 'sentences', reset: 600 };
        }
        if (d < 4) {
          const message = `${d === 2 ? 'Two' : 'Three'} numbers a word are too few for sex, age, rank and the other words as well.`;
          return { step, message, param: 'd', reset: 16 };
        }
        return null;
      },
      set(next) {
        question = next;
      },
      dispose,
    };
  },
});
