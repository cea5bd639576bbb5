import { countPairs, pairsOf, skipGrams, texts } from '../data/grams.ts';
import { defineSimulation, param } from '../sim/index.ts';
import { round } from '../sim/numbers.ts';
import { adam, normal, owner, tf } from '../tf/index.ts';

const UPDATES = 300;
/** Updates of one step. */
const EACH = 3;
const inModel = { scene: 'model' };

export default defineSimulation({
  params: {
    scene: param.choice({
      label: 'Which skip-gram',
      options: { model: 'word2vec’s model', grams: 'n-grams with gaps' },
      default: 'model',
      live: true,
    }),
    text: param.choice({
      label: 'Text',
      options: {
        fox: 'The quick brown fox',
        people: 'Kings and farms',
        same: 'One word, repeated',
        one: 'A single word',
      },
      default: 'fox',
    }),
    window: param.number({
      label: 'Window, words each way',
      min: 1,
      max: 5,
      step: 1,
      default: 2,
      when: inModel,
    }),
    d: param.number({ label: 'Numbers a word', min: 1, max: 16, step: 1, default: 8, when: inModel }),
    k: param.number({
      label: 'Words left out, at most',
      min: 0,
      max: 4,
      step: 1,
      default: 2,
      live: true,
      when: { scene: 'grams' },
    }),
    word: param.number({
      label: 'Chosen word',
      min: 0,
      max: 59,
      step: 1,
      default: 2,
      live: true,
      inView: true,
    }),
  },
  metrics: {
    loss: { label: 'loss', unit: 'nats' },
    gap: { label: 'loss above the entropy', unit: 'nats' },
  },
  schedule: { posterSteps: UPDATES / EACH, maxSteps: UPDATES / EACH, stepsPerSecond: 20 },

  init({ text, window, d, ...initial }, rng) {
    let { word, k } = initial;
    const sentences = texts[text](rng.fork('text'));
    const { vocabulary, pairs, joint, counted } = countPairs(sentences, window);
    const V = vocabulary.length;
    /** −Σ p̂(w, c) log p(c | w): the loss, or with p̂ for p the conditional entropy, which it cannot go below. */
    const crossEntropy = (p: readonly number[][]) =>
      joint.reduce(
        (sum, row, w) =>
          row.reduce((s, share, c) => (share > 0 ? s - share * Math.log(p[w]?.[c] ?? 0) : s), sum),
        0,
      );
    const floor = crossEntropy(counted);

    const { own, variable, dispose } = owner();
    const target = own(tf.tensor2d(joint, [V, V]));
    const weights = rng.fork('weights');
    const table = () => variable(normal(weights, [V, d], 0.3) as tf.Tensor2D);
    const [v, u] = [table(), table()];
    const optimizer = own(adam([v, u], 0.05));
    const logits = () => tf.matMul(v, u, false, true);
    const learned = () => tf.tidy(() => tf.softmax(logits()).arraySync() as number[][]);
    let updates = 0;

    return {
      step() {
        if (pairs === 0) return 'done';
        for (let i = 0; i < EACH; i++)
          optimizer.minimise(() => tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(logits())))));
        updates += EACH;
        return 'running';
      },
      metrics() {
        if (pairs === 0) return {};
        const loss = crossEntropy(learned());
        return { loss, gap: loss - floor };
      },
      snapshot() {
        const p = learned();
        const ends = sentences.map((_, s) => sentences.slice(0, s + 1).flat().length);
        const at = Math.min(word, (ends.at(-1) as number) - 1);
        const sentence = ends.findIndex((end) => at < end);
        const words = sentences[sentence] as string[];
        const chosen = vocabulary.indexOf(sentences.flat()[at] as string);
        const pixels = (rows: number[][]) => rows.flat().map((x) => Math.round(255 * x));
        const count = (n: number, gaps: number) => skipGrams(words.length, n, gaps).length;
        return {
          updates,
          sentences,
          sentence,
          /** Place of the chosen word in its sentence. */
          place: at - (ends[sentence] as number) + words.length,
          chosen: vocabulary[chosen] as string,
          vocabulary,
          pairs,
          floor: round(floor, 4),
          pictures: [pixels(counted), pixels(p)],
          shares: vocabulary
            .map((context, c) => ({
              context,
              counted: counted[chosen]?.[c] ?? 0,
              learned: round(p[chosen]?.[c] ?? 0, 3),
            }))
            .sort((a, b) => b.counted - a.counted || b.learned - a.learned)
            .slice(0, 9),
          grams: {
            two: count(2, 0),
            skipTwo: count(2, k),
            three: count(3, 0),
            skipThree: count(3, k),
            pairs: pairsOf(words.length, k + 1).length,
          },
        };
      },
      diagnosis() {
        const step = updates / EACH;
        const text = { step, param: 'text' as const, reset: 'fox' };
        if (pairs === 0)
          return {
            ...text,
            message: 'A single word has no neighbours: there is no pair, and nothing to predict.',
          };
        if (V === 1)
          return {
            ...text,
            message:
              'Every neighbour is the same word. Nothing is uncertain: the entropy is 0, and so is the loss.',
          };
        const gap = crossEntropy(learned()) - floor;
        if (updates < UPDATES || gap < 0.03) return null;
        const message = `With ${d === 1 ? 'one number' : `${d} numbers`} a word the tables cannot hold all these shares: the loss stays ${gap.toFixed(2)} nats above the entropy.`;
        return { step, param: 'd' as const, reset: 8, message };
      },
      set(values) {
        ({ word, k } = values);
      },
      dispose,
    };
  },
});
