import { range } from 'd3-array';
import * as phrases from '../data/phrases.ts';
import { chain, drawPhrase, drawTree, meaning, type Plan, plan, type Tree } from '../data/phrases.ts';
import { type Diagnosis, defineSimulation, param, type Rng } from '../sim/index.ts';
import { mean, round } from '../sim/numbers.ts';
import { adam, affine, column, glorotNormal, logisticLoss, normal, owner, tf } from '../tf/index.ts';

const BATCH = 24;
const RATE = 0.02;
const UPDATES = 200;
/** Updates between two measurements. */
const EVERY = 10;
/** Test phrases have 1 to 6 adjectives; more than three were in no training phrase. */
const LENGTHS = range(1, 7);
const TEST_SIZE = 100;

/** One-hot products, whose gradient is fast; where none is wanted, tf.gather is faster. */
type Pick = (h: tf.Tensor2D, rows: readonly number[]) => tf.Tensor2D;
const select: Pick = (h, rows) =>
  tf.matMul(tf.oneHot(tf.tensor1d([...rows], 'int32'), h.shape[0], 1, 0, 'float32'), h);
const gather: Pick = (h, rows) => tf.gather(h, tf.tensor1d([...rows], 'int32'));

/** Word vectors, one composition p = tanh(c₁W₁ + c₂W₂ + b) for every pair, and one read-out: above 0 for good. */
export function createNet(rng: Rng, d: number) {
  const { own, variable, layer, dispose } = owner();
  const words = variable(normal(rng, [phrases.WORDS.length, d])) as tf.Variable<tf.Rank.R2>;
  const w1 = variable(glorotNormal(rng, d, d)) as tf.Variable<tf.Rank.R2>;
  const w2 = variable(glorotNormal(rng, d, d)) as tf.Variable<tf.Rank.R2>;
  const b = variable(tf.zeros([d])) as tf.Variable<tf.Rank.R1>;
  const read = layer(glorotNormal(rng, d, 1));
  const optimizer = own(adam([words, w1, w2, b, ...read.variables], RATE));
  const compose = (c1: tf.Tensor2D, c2: tf.Tensor2D): tf.Tensor2D =>
    tf.tanh(tf.add(affine(c1, w1, b), tf.matMul(c2, w2)));
  function vectors({ levels, roots }: Plan, pick: Pick = gather) {
    let h: tf.Tensor2D = words;
    for (const { left, right } of levels) h = tf.concat([h, compose(pick(h, left), pick(h, right))], 0);
    return pick(h, roots);
  }
  return {
    weights: { words, w1, w2, b },
    vectors,
    /** Probability of good, for each of the trees. */
    judge: (work: Plan) => tf.tidy(() => [...tf.sigmoid(read(vectors(work))).dataSync()]),
    update: (trees: readonly Tree[], good: readonly number[]) =>
      optimizer.minimise(() => logisticLoss(read(vectors(plan(trees), select)), column(good))),
    dispose,
  };
}

const tapped = { step: 1, live: true, inView: true } as const;

/** Two nets of one kind judge phrases: one composes along the tree, the other from left to right. */
export default defineSimulation({
  params: {
    trees: param.choice({
      label: 'Trees of the test phrases',
      options: { right: 'right', random: 'drawn at random' },
      default: 'right',
      live: true,
    }),
    most: param.number({ label: 'Adjectives in training, up to', min: 1, max: 3, step: 1, default: 3 }),
    d: param.number({ label: 'Size d of a vector', min: 2, max: 12, step: 1, default: 8 }),
    phrase: param.number({ label: 'Phrase (as a number)', min: 0, max: 255, default: 88, ...tapped }),
    grouping: param.number({ label: 'Grouping', min: 0, max: 4, default: 0, ...tapped }),
  },
  metrics: {
    tree: { label: 'right on 4 to 6 adjectives, by tree' },
    order: { label: 'right on 4 to 6 adjectives, in order' },
    follows: { label: 'answers that fit the tree given' },
  },
  schedule: { posterSteps: UPDATES, maxSteps: UPDATES, stepsPerSecond: 40 },

  init({ most, d, ...live }, rng) {
    let { trees, phrase, grouping } = live;
    const { own, dispose } = owner();
    const [byTree, inOrder] = [
      own(createNet(rng.fork('weights'), d)),
      own(createNet(rng.fork('weights'), d)),
    ];
    const [batches, tests, parser] = [rng.fork('batches'), rng.fork('test'), rng.fork('parser')];
    const test = LENGTHS.flatMap((n) => range(TEST_SIZE).map(() => drawPhrase(tests, n)));
    const drawn = test.map(({ words }) => drawTree(parser, words));
    const plans = {
      right: plan(test.map((p) => p.tree)),
      random: plan(drawn),
      order: plan(test.map((p) => chain(p.words))),
    };
    const truth = test.map((p) => p.good);
    const meant = { right: truth, random: drawn.map((tree) => Number(meaning(tree))) };
    const byLength = (of: readonly number[]) =>
      LENGTHS.map((_, k) => mean(of.slice(k * TEST_SIZE, (k + 1) * TEST_SIZE)));
    /** The share of answers that agree, by number of adjectives. */
    const agree = (answers: readonly number[], wanted: readonly number[]) =>
      byLength(answers.map((p, i) => Number(p > 0.5 === (wanted[i] === 1))));
    function measure() {
      const answers = byTree.judge(plans[trees]);
      return {
        tree: agree(answers, truth),
        order: agree(inOrder.judge(plans.order), truth),
        follows: agree(answers, meant[trees]),
      };
    }
    /** Who does not see the tree can at best give the likelier answer. */
    const chances = test.map(({ words }) => phrases.chanceOfGood(words));
    const ceiling = byLength(chances.map((p) => Math.max(p, 1 - p)));
    let step = 0;
    let last = measure();
    const long = (of: readonly number[]) => mean(of.slice(3));
    return {
      step() {
        const batch = range(BATCH).map((i) => drawPhrase(batches, 1 + (i % most)));
        const good = batch.map((p) => p.good);
        const [trees, chains] = [batch.map((p) => p.tree), batch.map((p) => chain(p.words))];
        byTree.update(trees, good);
        inOrder.update(chains, good);
        step += 1;
        if (step % EVERY === 0) last = measure();
        return 'running';
      },
      metrics: () => ({ tree: long(last.tree), order: long(last.order), follows: long(last.follows) }),
      snapshot() {
        const words = phrases.phraseOf(phrase);
        const all = phrases.groupings(words);
        const parts = phrases.spans(all[grouping] as Tree);
        const judge = (of: readonly Tree[]) => round(byTree.judge(plan(of)), 3);
        const judged = judge(parts.map((part) => part.tree));
        return {
          every: EVERY,
          lengths: LENGTHS,
          right: { tree: last.tree, order: last.order },
          ceiling: round(ceiling, 4),
          words: words.map((word) => phrases.WORDS[word] as string),
          /** Probability of good; null for what has no meaning by itself. */
          nodes: parts.map(({ tree, from, to }, i) => ({
            from,
            to,
            height: phrases.height(tree),
            p: meaning(tree) === null ? null : (judged[i] as number),
          })),
          groupings: judge(all).map((p, i) => ({ p, good: meaning(all[i] as Tree) === true })),
          inOrder: round(inOrder.judge(plan([chain(words)]))[0] as number, 3),
        };
      },
      diagnosis(): Diagnosis<'trees' | 'most' | 'd'> | null {
        if (step < UPDATES) return null;
        if (trees === 'random') {
          const message =
            'Every test phrase comes with a grouping drawn at random. The net composes along the tree it is given, so it answers another question than the one asked.';
          return { step, message, param: 'trees', reset: 'right' };
        }
        if (most === 1) {
          const message =
            'No training phrase had more than one adjective, so “and” and “but” were never seen, and their vectors are still the random ones of the start.';
          return { step, message, param: 'most', reset: 3 };
        }
        if (long(last.tree) >= 0.9) return null;
        const message = `The composition learned in vectors of ${d} numbers serves in short phrases and errs in long ones.`;
        return { step, message, ...(d < 8 && { param: 'd', reset: 8 }) };
      },
      set(values) {
        const changed = values.trees !== trees;
        ({ trees, phrase, grouping } = values);
        if (changed) last = measure();
      },
      dispose,
    };
  },
});
